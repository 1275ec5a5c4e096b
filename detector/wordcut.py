"""Where the words of a text stand: ``words.TOKEN``, a whole text at a time."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

LETTER, JOINER, MARK = 1, 2, 3
KINDS = ((LETTER, r"[^\W_]+"), (JOINER, r"['’\-]"), (MARK, r"[^\s\w'’\"“”\-]+|\n"))
TABLED = 1 << 16  # characters beyond, letters of old scripts and pictures, are looked at one by one
SPACE = np.uint32(ord(" "))

Places = NDArray[np.int64]


def cut(text: str) -> tuple[list[str], Places, Places, Places]:
    """Return the words of a text, where they begin and end, and where marks and line breaks stand.

    They are what ``TOKEN`` finds; a phrase does not go on over a mark.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[np.minimum(points, TABLED - 1)]
    for place in np.flatnonzero(points >= TABLED).tolist():
        kinds[place] = _kinds(text[place])[0]
    within = np.zeros(len(points) + 2, np.bool_)
    within[1:-1] = kinds == LETTER
    within[1:-1] |= (kinds == JOINER) & within[:-2] & within[2:]
    edges = np.flatnonzero(within[1:] != within[:-1])
    apart = np.where(within[1:-1], points, SPACE).tobytes().decode("utf-32-le", "surrogatepass")
    return apart.split(), edges[::2], edges[1::2], np.flatnonzero(kinds == MARK)


@cache
def _table() -> NDArray[np.uint8]:
    return _kinds("".join(map(chr, range(TABLED))))


def _kinds(characters: str) -> NDArray[np.uint8]:
    """Return the kind of each character, 0 for space and what else is skipped."""
    kinds = np.zeros(len(characters), np.uint8)
    for kind, pattern in KINDS:
        for found in re.finditer(pattern, characters):
            kinds[slice(*found.span())] = kind
    return kinds
