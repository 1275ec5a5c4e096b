"""Family `loose`: a thesaurus drawn anew for each page."""

from __future__ import annotations

import random
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus import space
from corpus.edits import Patch, Spun, apply
from corpus.habits import Habits
from corpus.moves import Move, settle, tokens
from corpus.stopwords import STOP

_ENDINGS = ("ing", "ed", "ly", "s", "ion", "al", "ive", "y", "er")
_NEAREST, _FARTHEST = 3, 400


class Loose:
    """Imitates tools whose lists nobody has: what a page swaps in is new each time.

    A head gets a word of the same ending from somewhere among its 400 nearest in a word-vector
    space, near ones likelier, each page in its own way, so that there is no list to learn and only
    the slot tells. Source: GloVe as in family `embedding`.
    """

    name = "loose"

    @cached_property
    def _alike(self) -> list[NDArray[np.int64]]:
        endings = np.array([_ending(name) for name in space.names()])
        return [np.flatnonzero(endings == at) for at in range(len(_ENDINGS) + 1)]

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words by a thesaurus of this page alone."""
        rows = space.rows()
        habits, drawn = Habits(rng), dict[str, str]()
        known: list[Move] = []
        reserve: list[Move] = []
        for token in tokens(text):
            if token.low in STOP or token.low not in rows:
                continue
            new = drawn.get(token.low) or self._draw(token.low, rng)
            if rng.random() < 0.8:
                drawn[token.low] = new
            move = (Patch(token.start, token.end, habits.dress(token.text, new)),)
            (known if habits.knows(token.low) else reserve).append(move)
        return apply(text, settle(text, known, rate, rng, reserve=reserve), self.name, rate)

    def _draw(self, word: str, rng: random.Random) -> str:
        """Draw by a rank that is uniform on a logarithmic scale."""
        alike = self._alike[_ending(word)]
        return space.near(word, alike, space.log_rank(_NEAREST, _FARTHEST, rng))


def _ending(word: str) -> int:
    return next((at for at, end in enumerate(_ENDINGS) if word.endswith(end)), len(_ENDINGS))
