"""Words without which their sentence reads far better, by the n-gram model.

A rewriter that pads puts in a word that belongs to nothing: "shortness of actually breath", "their
said doctor". What stands behind it is then unlikely where it was likely before. So each word is
taken out whose neighbours the model knows side by side, and which it does not know before the word
that follows; what counts is how much likelier (log10) the words behind it get. What the word itself
costs is left out of it: any text gets likelier with fewer words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detector.memo import once
from detector.ngrams import Ids, NgramModel
from detector.reading import Reading
from detector.word_order import usable_words

LEAST = 1.0  # log10 of how much likelier; honest text has nine such words in 1,000
MOST = 5.0  # what one word can count for
# Taken out, they turn the sentence round: they are never idle.
NEGATIONS = ("not", "no", "never", "nor", "neither", "without", "cannot", "hardly")


@dataclass(frozen=True, slots=True)
class IdleWord:
    """Characters ``start`` to ``end`` of the article, and what the words behind them gain without.

    ``gain`` is the log10 of how much likelier they get, less ``LEAST``, and at most ``MOST``.
    """

    start: int
    end: int
    gain: float


@once
def idle_words(reading: Reading) -> tuple[IdleWord, ...]:
    """Return the words of the running text that its other words do better without, in its order.

    Of a word that recurs before the same other one only the first is returned.
    """
    tokens = reading.tokens
    if len(tokens) < 3:
        return ()
    model = NgramModel.load()
    ids, fit = usable_words(reading)
    whole = fit[:-2] & fit[1:-1] & fit[2:] & ~np.isin(np.array(tokens.words[1:-1]), NEGATIONS)
    joined = model.side_by_side(ids[:-2], ids[2:])
    known = model.side_by_side(ids[1:-1], ids[2:])
    places = 1 + np.flatnonzero(whole & joined & ~known)
    return tuple(_found(reading, places.tolist(), _gains(ids, places, model)))


def _gains(ids: Ids, places: Ids, model: NgramModel) -> list[float]:
    """Return how much likelier (log10) the words behind each place get without it."""
    if not len(places):
        return []
    around, reach = model.windows(ids, places, 1), model.reach
    with_it, _ = model.rows(around)
    without, _ = model.rows(np.delete(around, reach, axis=1))
    gained = without[:, reach:].sum(1, dtype=np.float64)
    gained -= with_it[:, reach + 1 :].sum(1, dtype=np.float64)
    return list(map(float, gained))


def _found(reading: Reading, places: list[int], gains: list[float]) -> Iterator[IdleWord]:
    """Yield those of the places that gain enough, each pair of words once."""
    tokens, seen = reading.tokens, set[tuple[str, ...]]()
    for at, gain in zip(places, gains, strict=True):
        pair = tuple(tokens.words[at : at + 2])
        if gain > LEAST and pair not in seen:
            seen.add(pair)
            yield IdleWord(tokens.starts[at], tokens.ends[at], min(gain - LEAST, MOST))
