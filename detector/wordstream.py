"""An article's body as one sequence of folded words, and where a phrase stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from detector.article import Article
from detector.wordcut import cut
from detector.words import STOPWORDS, Gram, content, fold

LONGEST = 8
OPENERS = frozenset({"does", "how", "what", "when", "where", "which", "who", "why"})

Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Body:
    """The words of the body in order, each as its place in ``words``; 0 at every break.

    ``words`` are the different forms, folded, "" first; ``number`` is the way back. ``starts`` and
    ``ends`` are character places in the article. From index ``inside`` on follow the words of texts
    beside the body, which have no place in it; ``beside`` says from which index to which those of
    each of its places stand. The last of ``ids`` is a break.
    """

    ids: Ids
    words: list[str]
    number: dict[str, int]
    starts: Ids
    ends: Ids
    inside: int
    beside: dict[str, tuple[int, int]]

    @cached_property
    def counts(self) -> Ids:
        """How often each of ``words`` stands in the body, the texts beside it left out."""
        return np.bincount(self.ids[: self.inside], minlength=len(self.words))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of the article from one word to another of the same block."""
        return int(self.starts[first]), int(self.ends[last])

    def spans(self, at: Sequence[int], words: int) -> list[tuple[int, int]]:
        """Return the characters of sequences of so many words that begin at these indices."""
        first = np.array(at, np.int64)
        ends = self.ends[first + words - 1]
        return list(zip(self.starts[first].tolist(), ends.tolist(), strict=True))

    def form(self, index: int) -> str:
        """Return the word at an index, "" for a break."""
        return self.words[int(self.ids[index])]

    @classmethod
    def of(cls, article: Article, beside: Mapping[str, Sequence[str]] | None = None) -> Body:
        """Return the words of an article's body, and of texts beside it by the names of places.

        No word sequence runs over a break, the end of a text among them.
        A main heading that repeats the title is the title once more, and left out.
        """
        text = article.text[: article.body[-1].end if article.body else 0]
        titles = [b for b in article.body if b.level == 1 and b.text == article.title]
        return _stream(text, beside or {}, [(block.start, block.end) for block in titles])

    @classmethod
    def of_text(cls, text: str) -> Body:
        """Return the words of a text that is no article."""
        return _stream(text, {})


def _stream(
    text: str, beside: Mapping[str, Sequence[str]], left_out: Iterable[tuple[int, int]] = ()
) -> Body:
    found, starts, ends, marks = cut("\n".join((text, *chain.from_iterable(beside.values()))))
    for begin, end in left_out:
        first, last = np.searchsorted(starts, (begin, end)).tolist()
        starts, ends = (np.concatenate((at[:first], at[last:])) for at in (starts, ends))
        del found[first:last]
    number = {"": 0}
    known = {w: number.setdefault(_folded(w), len(number)) for w in dict.fromkeys(found)}
    breaks = np.searchsorted(marks, starts)
    breaks[1:] = breaks[1:] > breaks[:-1]
    index = np.arange(len(found)) + np.cumsum(breaks > 0)
    ids, begins, stops = np.zeros((3, int(index[-1]) + 2 if found else 1), np.int64)
    ids[index] = np.fromiter(map(known.__getitem__, found), np.int64, len(found))
    begins[index], stops[index] = starts, ends
    lengths = [sum(len(one) + 1 for one in said) for said in beside.values()]
    before = np.searchsorted(starts, [*accumulate(lengths, initial=len(text))])
    edges = np.append(0, index + 1)[before].tolist()
    places = dict(zip(beside, pairwise(edges), strict=True))
    return Body(ids, list(number), number, begins, stops, edges[0], places)


def _folded(word: str) -> str:
    """Fold a word; most are none that could change, and soon seen to be so."""
    low = word.lower()
    return low if low[-1] != "s" and low.isalnum() else fold(word)


def find(body: Body, gram: Gram) -> list[int]:
    """Return the indices where a word sequence begins in the body."""
    return [index for index in everywhere(body, gram) if index < body.inside]


def everywhere(body: Body, gram: Gram) -> list[int]:
    """Return the indices where a word sequence begins in the body or beside it."""
    numbers = [body.number.get(word, 0) for word in gram]
    if not gram or not all(numbers):
        return []
    found = np.flatnonzero(body.ids == numbers[0])
    for offset, number in enumerate(numbers[1:], 1):
        found = found[body.ids[found + offset] == number]
    places: list[int] = found.tolist()
    return places


def opens(gram: Gram) -> bool:
    """Whether a search could begin like this: with a content word or a question word."""
    return gram[0] not in STOPWORDS or gram[0] in OPENERS


def reordered(body: Body, gram: Gram) -> Iterator[tuple[int, int]]:
    """Yield the places where the content words of a phrase stand together in another order."""
    wanted = content(gram)
    if len(set(wanted)) < 2:  # a single word, or one said twice, has no other order
        return
    numbers = sorted(body.number.get(word, 0) for word in wanted)
    if not numbers[0]:
        return
    asked = np.zeros(len(body.words), np.bool_)
    asked[numbers] = True
    places = np.flatnonzero(asked[body.ids[: body.inside]])
    last = places[len(wanted) - 1 :]
    near = np.flatnonzero(last - places[: len(last)] <= len(gram))
    for i in near.tolist():
        start, end = int(places[i]), int(last[i])
        window = body.ids[start : end + 1].tolist()
        said = [number for number in window if body.words[number] not in STOPWORDS]
        if sorted(said) == numbers:
            yield body.span(start, end)
