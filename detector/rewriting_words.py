"""The tokens of a Doc that the rewriting model reads, as arrays."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from detector.glance import BREAK

MOST_KNOWN = 50_000

Ids = NDArray[np.int64]


class Sort(IntEnum):
    """What a token is to the model."""

    SPACE = 0
    BREAK = 1
    MARK = 2
    WORD = 3


def sorts(doc: Doc) -> NDArray[np.int8]:
    """Return the Sort of each token, shape (len(doc),)."""
    distinct, places = np.unique(doc.to_array("ORTH"), return_inverse=True)
    strings = doc.vocab.strings
    if len(_known) > MOST_KNOWN:
        _known.clear()
    for orth in distinct.tolist():
        if orth not in _known:
            _known[orth] = _sort(strings[orth])
    found: NDArray[np.int8] = np.array([_known[orth] for orth in distinct.tolist()], dtype=np.int8)
    return found[places]


def sequence(doc: Doc) -> Ids:
    """Return the indices of the tokens to read, in order; -1 stands for a break between blocks.

    White space is left out, but a line break counts: words on its two sides are no neighbours.
    """
    found = sorts(doc)
    order = np.flatnonzero(found != Sort.SPACE)
    broken = found[order] == Sort.BREAK
    again = broken & np.concatenate(([True], broken[:-1]))[: len(order)]
    result: Ids = np.where(broken, -1, order)[~again]
    return result


def texts(doc: Doc, order: Ids) -> list[str]:
    """Return the texts of the tokens of a `sequence`, ``BREAK`` for -1."""
    strings = doc.vocab.strings
    orths = doc.to_array("ORTH")
    chosen = zip(order.tolist(), orths[order].tolist(), strict=True)
    return [BREAK if index < 0 else strings[orth] for index, orth in chosen]


# The hash of a token's text is the same in every vocabulary, and so is what the text is.
_known: dict[int, Sort] = {}


def _sort(text: str) -> Sort:
    if text.isspace():
        return Sort.BREAK if BREAK in text else Sort.SPACE
    return Sort.WORD if any(map(str.isalpha, text)) else Sort.MARK
