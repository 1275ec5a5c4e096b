"""Neighbours that stand the wrong way round, by the n-gram model.

Two shapes are looked at: two words side by side ("a condition inflammatory that"), and two words
around "and" or "or" ("strep scarlet or throat fever"). Of each the model says how much likelier the
text gets when the two change places. Honest English has such places too, above all two words around
"and", so what counts is by how much, and how many different ones there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detector.memo import once
from detector.ngrams import BREAK, NUMBER, UNKNOWN, NgramModel
from detector.reading import PROSE, Reading

PAIR, AROUND = (1, 0), (2, 1, 0)
LINKS = ("and", "or")
# log10 of how much likelier; in honest text the places above it are one in 1,000 words.
LEAST = {PAIR: 1.5, AROUND: 3.0}
MOST = 4.0  # what one place can count for

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Characters ``start`` to ``end`` of the article, how they would read, and what that gains.

    ``gain`` is the log10 of how much likelier the text gets, less what such places gain at most in
    honest text (``LEAST``), and at most ``MOST``.
    """

    start: int
    end: int
    expected: str
    gain: float


@once
def exchanges(reading: Reading) -> tuple[Exchange, ...]:
    """Return what reads likelier the other way round in the running text, in its order.

    Of a phrase that recurs only the first is returned: it is one habit of its author.
    """
    tokens = reading.tokens
    if len(tokens) < 3:
        return ()
    model = NgramModel.load()
    ids, usable = usable_words(reading)
    found = [
        _exchange(reading, at, order, gain)
        for order, places in _places(ids, tokens.words, usable, model)
        for at, gain in zip(places.tolist(), _gains(ids, places, order, model), strict=True)
        if gain > LEAST[order]
    ]
    return tuple(_first(sorted(found, key=lambda one: one.start)))


@once
def usable_words(reading: Reading) -> tuple[Ids, Flags]:
    """Return the ids of the tokens, and which are known words of running text and no names."""
    text, tokens, model = reading.article.text, reading.tokens, NgramModel.load()
    ids = model.encode(tokens.words)
    strange = np.array([model.ids[mark] for mark in (BREAK, NUMBER, UNKNOWN)])
    lower = np.array([text[start].islower() for start in tokens.starts])
    edges = [edge for b in reading.article.body if b.kind in PROSE for edge in (b.start, b.end)]
    inside = np.searchsorted(np.array(edges), np.array(tokens.starts), side="right") % 2 == 1
    return ids, lower & inside & ~np.isin(ids, strange)


def _places(
    ids: Ids, words: list[str], usable: Flags, model: NgramModel
) -> Iterator[tuple[tuple[int, ...], Ids]]:
    """Yield for each shape the places where the model does not know all of its neighbours."""
    known = np.append(model.side_by_side(ids[:-1], ids[1:]), True)
    turned = np.append(model.side_by_side(ids[1:], ids[:-1]), False)
    both = usable[:-1] & usable[1:] & (ids[:-1] != ids[1:])
    yield PAIR, np.flatnonzero(both & ~known[:-1] & turned[:-1])
    link = np.isin(np.array(words[1:-1]), LINKS)
    sides = usable[:-2] & usable[2:] & (ids[:-2] != ids[2:])
    before, behind = np.append(True, known[:-3]), known[2:]
    yield AROUND, np.flatnonzero(link & sides & ~(before & behind))


def _gains(ids: Ids, places: Ids, order: tuple[int, ...], model: NgramModel) -> list[float]:
    """Return how much likelier (log10) the text gets with the words of each place in ``order``."""
    if not len(places):
        return []
    reach = model.reach
    old = model.windows(ids, places, len(order))
    new = old.copy()
    new[:, reach : reach + len(order)] = old[:, reach + np.array(order)]
    logprob, _ = model.rows(np.stack((old, new)))
    before, after = logprob[..., reach:].sum(-1, dtype=np.float64)
    return list(map(float, after - before))


def _exchange(reading: Reading, at: int, order: tuple[int, ...], gain: float) -> Exchange:
    text, tokens, last = reading.article.text, reading.tokens, at + len(order) - 1
    said = " ".join(text[tokens.starts[at + i] : tokens.ends[at + i]] for i in order)
    return Exchange(tokens.starts[at], tokens.ends[last], said, min(gain - LEAST[order], MOST))


def _first(found: Iterable[Exchange]) -> Iterator[Exchange]:
    """Yield the exchanges without those of the same words as one before, or that overlap it."""
    seen, end = set(), 0
    for one in found:
        words = frozenset(one.expected.lower().split())
        if words not in seen and one.start >= end:
            seen.add(words)
            end = one.end
            yield one
