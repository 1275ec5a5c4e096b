"""Family `loose`: a thesaurus drawn anew for each page."""

from __future__ import annotations

import random
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.edits import Patch, Spun, apply
from corpus.habits import Habits
from corpus.moves import Move, settle, tokens
from corpus.spinners.embedding import usable_vectors
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
    def _space(self) -> tuple[dict[str, int], list[str], NDArray[np.float32], NDArray[np.int64]]:
        names, space = usable_vectors()
        endings = np.array([_ending(name) for name in names])
        return {name: row for row, name in enumerate(names)}, names, space, endings

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words by a thesaurus of this page alone."""
        rows, _, _, _ = self._space
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
        rows, names, space, endings = self._space
        row = rows[word]
        close = space @ space[row]
        close[endings != endings[row]] = -2
        close[row] = -2
        rank = int(_NEAREST * (_FARTHEST / _NEAREST) ** rng.random()) - _NEAREST
        found = np.argpartition(-close, rank)[rank]
        return names[int(found)]


def _ending(word: str) -> int:
    return next((at for at, end in enumerate(_ENDINGS) if word.endswith(end)), len(_ENDINGS))
