"""A word-vector space to draw words from: near ones likelier, by part of speech or ending."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.inflect import kinds
from corpus.spinners.embedding import usable_vectors

_FREQUENT = 8_000  # of these the dictionary is asked for their parts of speech


@cache
def names() -> list[str]:
    """Content words, the most frequent first. Raises ResourceMissingError without GloVe."""
    return usable_vectors()[0]


@cache
def rows() -> dict[str, int]:
    """Return the number of each of the `names`."""
    return {name: row for row, name in enumerate(names())}


@cache
def only(part: str) -> NDArray[np.int64]:
    """Return the numbers of frequent `names` that are that part of speech (UPOS) alone."""
    return np.array([at for at, name in enumerate(names()[:_FREQUENT]) if kinds(name) == {part}])


def drawn(part: str, count: int, rng: random.Random) -> list[str]:
    """Draw frequent words of a part of speech, as a tool's small list."""
    return [names()[row] for row in rng.sample(only(part).tolist(), count)]


def near(word: str, among: NDArray[np.int64], rank: int) -> str:
    """Return the word whose rank by closeness to `word` is `rank`, from 0, without itself.

    Where there are not so many, it is the farthest one.
    """
    row = rows()[word]
    space = usable_vectors()[1]
    close = space[among] @ space[row]
    close[among == row] = -2
    rank = min(rank, len(among) - 2)
    return names()[int(among[np.argpartition(-close, rank)[rank]])]


def log_rank(nearest: int, farthest: int, rng: random.Random) -> int:
    """Draw a rank from 0 that is uniform on a logarithmic scale."""
    return int(nearest * (farthest / nearest) ** rng.random()) - nearest
