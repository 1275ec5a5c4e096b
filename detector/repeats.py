"""The word sequences that repeat in a text, as arrays: which of them a phrase could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detector.surprise import bits
from detector.words import Gram
from detector.wordstream import LONGEST, OPENERS, Body, Ids

TAILS = frozenset({("near", "me"), ("and", "after"), ("for", "you"), ("to", "do"), ("to", "use")})

Flags = NDArray[np.bool_]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Stream:
    """What is known of the word at each index of a text.

    Its ``bits`` of information; whether a phrase may begin with it (``opens``) or end (``closes``);
    whether it is a ``little`` word; how many words a phrase can be about stand up to it (``told``).
    """

    bits: Values
    opens: Flags
    closes: Flags
    little: Flags
    told: Ids

    @classmethod
    def of(cls, body: Body) -> Stream:
        """Look the words of a text up, of those alone that stand twice or more."""
        often = np.flatnonzero(np.bincount(body.ids)[1:] > 1) + 1
        traits = np.zeros(len(body.words))
        traits[often] = list(map(_trait, map(body.words.__getitem__, often.tolist())))
        opens = traits != 0
        opens[[body.number[word] for word in OPENERS & body.number.keys()]] = True
        closes = traits[body.ids] != 0
        for one, two in TAILS:
            if one in body.number and two in body.number:
                pair = (body.ids[:-1] == body.number[one]) & (body.ids[1:] == body.number[two])
                closes[1:] |= pair
        here = traits[body.ids]
        return cls(np.abs(here), opens[body.ids], closes, here == 0, np.cumsum(here > 0))


@lru_cache(maxsize=65_536)
def _trait(word: str) -> float:
    """Return the bits of a word, below 0 if no phrase can be about it; 0 for a little word."""
    return bits(word) if len(word) > 2 and not word.isdigit() else -bits(word)


@dataclass(frozen=True)
class Repeats:
    """All sequences of one to eight words that stand twice or more and begin like a phrase.

    They are numbered, the shortest first. Sequence ``i`` has ``lengths[i]`` words with ``bits[i]``
    of information together, and stands at ``at[edges[i]]`` to ``at[edges[i + 1] - 1]``, in order.
    ``levels`` are the first numbers of each length; ``row[n - 1, index]`` is the number of the
    sequence of n words at an index of the text, -1 for none.
    """

    lengths: Ids
    bits: Values
    at: Ids
    edges: Ids
    levels: list[int]
    row: Ids

    @property
    def first(self) -> Ids:
        """Where each sequence stands first."""
        return self.at[self.edges[:-1]]

    @property
    def counts(self) -> Ids:
        """How often each sequence stands."""
        return self.edges[1:] - self.edges[:-1]


def repeats(body: Body, stream: Stream) -> Repeats:
    """Find the sequences that repeat: each longer one begins with a shorter one."""
    row = np.full((LONGEST, len(body.ids)), -1)
    levels, places, counts = [0], [], []
    at = np.flatnonzero(stream.opens)
    codes = body.ids[at]
    for length in range(1, LONGEST + 1):
        at, codes, found = _groups(at, codes)
        if not len(at):
            break
        row[length - 1, at] = codes + levels[-1]
        places.append(at)
        counts.append(found)
        levels.append(levels[-1] + len(found))
        following = body.ids[at + length]
        going = following > 0
        at, codes = at[going], codes[going] * len(body.words) + following[going]
    edges = np.cumsum(np.concatenate(([0], *counts)))
    every = np.concatenate((at[:0], *places))
    long = np.repeat(np.arange(1, len(levels)), np.diff(levels))
    first = every[edges[:-1]]
    known = np.zeros(len(first))
    for step, least in enumerate(levels[:-1]):  # from left to right, as `information` adds up
        known[least:] += stream.bits[first[least:] + step]
    return Repeats(long, known, every, edges, levels, row)


def _groups(at: Ids, codes: Ids) -> tuple[Ids, Ids, Ids]:
    """Sort places by the code of what stands there and keep the codes that stand twice or more.

    Returns the places, their codes numbered from 0, and how often each code stands.
    """
    if not len(at):
        return at, codes, at
    order = np.argsort(codes, kind="stable")
    at, codes = at[order], codes[order]
    new = np.empty(len(codes) + 1, np.bool_)
    new[0] = new[-1] = True
    new[1:-1] = codes[1:] != codes[:-1]
    edges = np.flatnonzero(new)
    counts = edges[1:] - edges[:-1]
    often = counts > 1
    kept, counts = np.repeat(often, counts), counts[often]
    return at[kept], np.repeat(np.arange(len(counts)), counts), counts


def phrases(found: Repeats, stream: Stream) -> Flags:
    """Whether each sequence could be typed into a search box: it begins and ends with content."""
    first, last = found.first, found.first + found.lengths - 1
    begins = ~stream.little[first] | (found.lengths > 2)
    telling = stream.told[last] > np.where(first > 0, stream.told[first - 1], 0)
    flags: Flags = begins & stream.closes[last] & telling
    return flags


def covered(found: Repeats, fit: Flags, stream: Stream) -> Ids:
    """Return how often the commonest of the ``fit`` sequences stands that contains each one.

    It is contained at the beginning, or from the next word on that opens.
    """
    opening = np.append(np.flatnonzero(stream.opens), len(stream.opens))
    first = found.first
    later = opening[np.searchsorted(opening, first, side="right")]
    left = first + found.lengths - later
    behind = found.row[np.maximum(left, 1) - 1, later % len(stream.opens)]
    behind[left < 1] = -1
    before = found.row[found.lengths - 2, first]
    counts = np.zeros(len(first), np.int64)
    own = np.where(fit, found.counts, 0)
    for begin, end in reversed(list(zip(found.levels[1:], found.levels[2:], strict=False))):
        most = np.maximum(counts[begin:end], own[begin:end])
        for parts in (before[begin:end], behind[begin:end]):
            inside = parts >= 0
            np.maximum.at(counts, parts[inside], most[inside])
    return counts


def loudest(body: Body, most: int) -> list[tuple[Gram, list[int]]]:
    """Return the phrases that bring the most information into a text, with their places.

    Those that nearly always stand inside a longer one are left to it.
    """
    stream = Stream.of(body)
    found = repeats(body, stream)
    fit = phrases(found, stream)
    free = np.flatnonzero(fit & (covered(found, fit, stream) < 0.75 * found.counts))
    values = (found.counts * found.bits)[free]
    if len(free) > most:
        free = free[values >= np.partition(values, -most)[-most]]
    return list(_written(body, found, free))


def repeated(body: Body) -> dict[Gram, list[int]]:
    """Return all sequences that stand twice or more and begin like a phrase, with their places."""
    found = repeats(body, Stream.of(body))
    return dict(_written(body, found, np.arange(len(found.lengths))))


def _written(body: Body, found: Repeats, numbers: Ids) -> Iterator[tuple[Gram, list[int]]]:
    """Yield the words of sequences and their places in order."""
    edges = (found.edges[numbers].tolist(), found.edges[numbers + 1].tolist())
    for length, begin, end in zip(found.lengths[numbers].tolist(), *edges, strict=True):
        places = found.at[begin:end].tolist()
        ids = body.ids[places[0] : places[0] + length].tolist()
        yield tuple([body.words[i] for i in ids]), places
