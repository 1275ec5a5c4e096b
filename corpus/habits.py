"""What one tool does on one page: the heads it knows, what it prefers, how it writes.

Pages of a family differ in these, so that nobody can learn the family by its list alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import TypeVar

from corpus.edits import Patch

T = TypeVar("T")
_STEM = 5  # forms of a word share about so many letters
_FAITHFUL = 0.7
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_])(?=[,.;](?:\s|$))")


def like(old: str, new: str) -> str:
    """Write `new` in the capitals of `old`: ALL CAPS, Initial or as it is."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


class Habits:
    """Drawn once for a page: 40 to 100 % of a table's heads, favourites among alternatives, tics.

    With probability 0.7 a head has one alternative that is taken each time.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._drawn: dict[str, tuple[float, float, float]] = {}
        self._known = rng.uniform(0.4, 1.0)
        self.capitals = rng.uniform(0.05, 0.5) if rng.random() < 0.3 else 0.0
        self.spaced = rng.uniform(0.1, 1.0) if rng.random() < 0.08 else 0.0
        self.lowers = rng.random() < 0.08

    def _draw(self, key: str) -> tuple[float, float, float]:
        stem = key[:_STEM]
        if stem not in self._drawn:
            self._drawn[stem] = (self._rng.random(), self._rng.random(), self._rng.random())
        return self._drawn[stem]

    def knows(self, key: str) -> bool:
        """Whether this page's tool has the head in its list."""
        return self._draw(key)[0] < self._known

    def pick(self, key: str, alternatives: Sequence[T]) -> T:
        """Choose an alternative: the favourite of the head if it has one."""
        _, faithful, place = self._draw(key)
        if faithful < _FAITHFUL:
            return alternatives[int(place * len(alternatives))]
        return self._rng.choice(alternatives)

    def dress(self, old: str, new: str) -> str:
        """Write a swapped-in text in the capitals of the old one, or as the tool's tic wants."""
        if self.lowers and old[:1].isupper():
            return new
        if self.capitals and self._rng.random() < self.capitals:
            return new[:1].upper() + new[1:]
        return like(old, new) if len(old) > 5 or not old.isupper() else new

    def marks(self, text: str) -> list[Patch]:
        """Spaces before marks, for the few tools that leave them."""
        if not self.spaced:
            return []
        return [
            Patch(match.start(), match.start(), " ")
            for match in _BEFORE_MARK.finditer(text)
            if self._rng.random() < self.spaced
        ]
