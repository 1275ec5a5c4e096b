"""A Reading is an Article with what was found out about it: all that a signal may look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from detector.article import BODY, Article, Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from detector.keyphrase import Keyphrase
    from detector.tokens import Tokens

PROSE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.CAPTION})


def per_thousand(words: int) -> float:
    """Return what one of anything is in 1,000 words; fewer than 100 count as 100."""
    return 1000 / max(words, 100)


@dataclass(frozen=True)
class Reading:
    """An Article, views of it, and its spaCy Doc; each is made when it is first asked for.

    ``known`` is what :func:`detector.memo.once` remembers.
    """

    article: Article
    accepted: tuple[str, ...] = ()
    told: str | None = None
    known: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def doc(self) -> Doc:
        """The Doc over ``article.text`` (equal offsets), read by the rewriting model too."""
        from detector.language import read

        return read(self.article)

    @cached_property
    def prose(self) -> tuple[Span, ...]:
        """The block spans that hold running text: paragraphs, list items, quotes, captions."""
        return tuple(span for span in self.doc.spans["blocks"] if span.label_ in PROSE)

    @cached_property
    def body(self) -> tuple[Span, ...]:
        """The block spans of the article's body, headings and cells included."""
        return tuple(span for span in self.doc.spans["blocks"] if span.label_ in BODY)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the prose, in order."""
        inside = {index for block in self.prose for index in range(block.start, block.end)}
        return tuple(sentence for sentence in self.doc.sents if sentence.start in inside)

    @property
    def per_thousand(self) -> float:
        """What one of anything is in 1,000 words of this page."""
        return per_thousand(self.article.words)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the n-gram model over ``article.text``."""
        from detector.tokens import tokenise

        return tokenise(self.article.text)

    @cached_property
    def keyphrases(self) -> tuple[Keyphrase, ...]:
        """The phrases that the page wants to be found for, most prominent first.

        Those that hold an accepted term are left out: a name repeats by right. The phrase that the
        reader was ``told`` comes first, whether or not it would have been found.
        """
        from detector.accepted import holds
        from detector.keyphrase import keyphrase, keyphrases

        found = [p for p in keyphrases(self.article) if not holds(p.text, self.accepted)]
        if self.told is None:
            return tuple(found)
        told = keyphrase(self.article, self.told)
        return (told, *(p for p in found if not set(p.positions) & set(told.positions)))

    @cached_property
    def topic(self) -> str:
        """Whether the page is about human health: "health" or "other"."""
        from detector.topic import topic_of

        return topic_of("\n".join(block.text for block in self.article.body))[0]

    @property
    def keyphrase(self) -> Keyphrase | None:
        """The most prominent keyphrase of the page, or None."""
        return next(iter(self.keyphrases), None)

    def blocks(self, *kinds: Kind) -> Iterator[Span]:
        """Yield the block spans of the given kinds."""
        return (span for span in self.doc.spans["blocks"] if span.label_ in kinds)

    @classmethod
    def of(
        cls, article: Article, accepted: tuple[str, ...] = (), told: str | None = None
    ) -> Reading:
        """Return the Reading of ``article``; ``told`` names its keyphrase."""
        return cls(article, accepted, told)
