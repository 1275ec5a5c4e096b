"""An article's body as one sequence of folded words, and the sequences that repeat in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from detector.article import Article
from detector.words import STOPWORDS, fold

LONGEST = 8
TOKEN = re.compile(r"(?P<word>[^\W_]+(?:['’\-][^\W_]+)*)|[^\s\w'’\"“”\-]|\n")
OPENERS = frozenset({"does", "how", "what", "when", "where", "which", "who", "why"})

Gram = tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """The words of the body in order: folded, "" at every break.

    ``texts`` are the blocks: index of the first word, place in the article, text. From index
    ``inside`` on follow the words of texts beside the body, which have no place in it.
    """

    forms: list[str]
    texts: list[tuple[int, int, str]]
    inside: int
    _cut: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of the article from one word to another of the same block."""
        number = bisect_right(self.texts, first, key=itemgetter(0)) - 1
        begin, offset, text = self.texts[number]
        if number not in self._cut:
            self._cut[number] = [match.span() for match in TOKEN.finditer(text)]
        words = self._cut[number]
        return offset + words[first - begin][0], offset + words[last - begin][1]

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each single word stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, form in enumerate(self.forms):
            found[form].append(index)
        found.pop("", None)
        return {(form,): at for form, at in found.items()}

    @classmethod
    def of(cls, article: Article, beside: Iterable[str] = ()) -> Body:
        """Return the words of an article's body; no word sequence runs over a break.

        A main heading that repeats the title is the title once more, and left out.
        """
        forms: list[str] = []
        texts: list[tuple[int, int, str]] = []
        for block in article.body:
            if block.level == 1 and block.text == article.title:
                continue
            texts.append((len(forms), block.start, block.text))
            forms += _forms(block.text)
        inside = len(forms)
        for text in beside:
            forms += _forms(text)
        return cls(forms, texts, inside)

    @classmethod
    def of_text(cls, text: str) -> Body:
        """Return the words of a text that is no article."""
        forms = _forms(text)
        return cls(forms, [(0, 0, text)], len(forms))


def _forms(text: str) -> list[str]:
    return [fold(word) if word else "" for word in (*TOKEN.findall(text), "")]


def content(gram: Iterable[str]) -> Gram:
    """Return the content words of a phrase in alphabetical order: equal for all its variants."""
    return tuple(sorted(word for word in gram if word not in STOPWORDS))


def repeated(body: Body) -> dict[Gram, list[int]]:
    """Return the sequences that stand twice or more and begin like a phrase, with their places."""
    forms = body.forms
    level = {gram: at for gram, at in body.places.items() if len(at) > 1 and opens(gram)}
    found: dict[Gram, list[int]] = {}
    for length in range(1, LONGEST + 1):
        found |= level
        longer: defaultdict[Gram, list[int]] = defaultdict(list)
        for gram, at in level.items():
            for index in at:
                if following := forms[index + length]:
                    longer[(*gram, following)].append(index)
        level = {gram: at for gram, at in longer.items() if len(at) > 1}
    return found


def find(body: Body, gram: Gram) -> list[int]:
    """Return the indices where a word sequence begins in the body."""
    wanted = list(gram)
    if not gram:
        return []
    rare = min(range(len(gram)), key=lambda i: len(body.places.get((gram[i],), ())))
    found = [index - rare for index in body.places.get((gram[rare],), ()) if index >= rare]
    starts = (index for index in found if index < body.inside)
    return [index for index in starts if body.forms[index : index + len(gram)] == wanted]


def opens(gram: Gram) -> bool:
    """Whether a search could begin like this: with a content word or a question word."""
    return gram[0] not in STOPWORDS or gram[0] in OPENERS


def reordered(body: Body, gram: Gram) -> Iterator[tuple[int, int]]:
    """Yield the places where the content words of a phrase stand together in another order."""
    wanted = content(gram)
    if len(set(wanted)) < 2:  # a single word, or one said twice, has no other order
        return
    reach = len(gram) + 1
    for index in sorted(i for word in set(wanted) for i in find(body, (word,))):
        window: list[int] = []
        for place in range(index, min(index + reach, len(body.forms))):
            form = body.forms[place]
            if not form:
                break
            if form not in STOPWORDS:
                if form not in wanted:
                    break
                window.append(place)
            if len(window) == len(wanted):
                if tuple(sorted(body.forms[i] for i in window)) == wanted:
                    yield body.span(index, place)
                break
