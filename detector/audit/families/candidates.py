"""Which pages may be of one family: pages whose sketches share values (MinHash, banded).

Each value of a sketch is a band. Pages with the same value lie side by side when they are sorted by
it and the value after it, and each page is compared with its next few neighbours only: the work is
linear in pages, however large a family or a bucket of common values is (the idea of LSH forests,
Bawa et al. 2005, and of sorted neighbourhoods).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detector.audit.fingerprint import LENGTH, PLAIN, STABLE

NEIGHBOURS: Final = 3
LEAST_STABLE: Final = 3  # shared values of the first sketch that make a pair worth aligning
LEAST_PLAIN: Final = 1  # or of the second

Sketches = NDArray[np.uint32]
Pairs = NDArray[np.uint64]

_32: Final = np.uint64(32)
_LOW: Final = np.uint64(0xFFFFFFFF)


def candidates(fingerprints: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the pairs worth aligning, of shape (pairs, 2), each with its lower index first.

    `fingerprints` has the shape (pages, LENGTH).
    """
    values = np.ascontiguousarray(fingerprints).reshape(-1, LENGTH).view(np.uint32)
    first, second = values[:, :STABLE], values[:, STABLE : STABLE + PLAIN]
    both = (_sharing(first, LEAST_STABLE), _sharing(second, LEAST_PLAIN))
    pairs = np.unique(np.concatenate(both))
    return np.stack((pairs >> _32, pairs & _LOW), 1).astype(np.int64)


def _sharing(sketches: Sketches, least: int) -> Pairs:
    kept = np.zeros(0, np.uint64)
    for band in range(sketches.shape[1]):
        for pairs in _neighbours(sketches, band):
            rows = sketches[(pairs >> _32).astype(np.int64)]
            others = sketches[(pairs & _LOW).astype(np.int64)]
            enough = ((rows == others) & (rows != 0)).sum(1) >= least
            kept = np.union1d(kept, pairs[enough])
    return kept


def _neighbours(sketches: Sketches, band: int) -> Iterator[Pairs]:
    """Yield pairs of pages with the same value in a band, packed as two halves of 64 bits."""
    value = sketches[:, band].astype(np.uint64)
    after = sketches[:, (band + 1) % sketches.shape[1]].astype(np.uint64)
    order = np.argsort((value << _32) | after, kind="stable")
    ranked = value[order]
    for step in range(1, NEIGHBOURS + 1):
        same = (ranked[:-step] == ranked[step:]) & (ranked[:-step] != 0)
        one, other = order[:-step][same], order[step:][same]
        low = np.minimum(one, other).astype(np.uint64)
        yield (low << _32) | np.maximum(one, other).astype(np.uint64)
