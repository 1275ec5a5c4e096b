"""A table from n-grams to their log-probability and back-off that NumPy reads a page at a time.

A static function in the layout of a binary fuse filter (Graf & Lemire 2022): the exclusive or of
three cells gives fingerprint, probability and back-off of an n-gram, each look-up costs the same,
and no key is stored. An n-gram that is not in the table is taken for one in 1 of 65,536 cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Cells = NDArray[np.uint32]
Floats = NDArray[np.float32]

CELLS: Final = 3
PROBABILITY_STEP: Final = 8.0 / 255  # log10 units; the range is -8 … 0
BACKOFF_STEP: Final = 4.0 / 255
BACKOFF_LEAST: Final = -3.0  # the range is -3 … 1
_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)
_32: Final = np.uint64(32)
_64: Final = np.uint64(64)
_ONE: Final = np.uint64(1)
_CELL: Final = np.arange(CELLS, dtype=np.uint64)


@dataclass(frozen=True)
class Shape:
    """Where the cells of a key may lie: `segments` overlapping starts of 2 ** `bits` cells each."""

    segments: int
    bits: int

    @property
    def cells(self) -> int:
        """How many cells the table has."""
        return (self.segments + CELLS - 1) << self.bits


def extend(hashes: Hashes, codes: Hashes) -> Hashes:
    """Hash of each n-gram with one more word on its left; `codes` are the words' random codes."""
    return hashes * _PRIME + codes


def finish(hashes: Hashes) -> Hashes:
    """Mix the bits of n-gram hashes, so that parts of them are independent (after MurmurHash3)."""
    mixed = hashes ^ (hashes >> _32)
    mixed *= _MIX
    mixed ^= mixed >> _32
    mixed *= _PRIME
    mixed ^= mixed >> _32
    return mixed


def places(mixed: Hashes, shape: Shape) -> NDArray[np.int64]:
    """Find the three cells of each key, one in each of three neighbouring segments.

    They are the first axis of the result.
    """
    bits = np.uint64(shape.bits)
    cell = _CELL.reshape(CELLS, *[1] * mixed.ndim)
    first = ((mixed >> _32) * np.uint64(shape.segments)) >> _32
    inner = mixed * _MIX  # its upper bits depend on all bits of the key, the lower ones do not
    at = inner >> (_64 - (cell + _ONE) * bits)
    at &= (_ONE << bits) - _ONE
    at += (first + cell) << bits
    return at.view(np.int64)


def fingerprints(mixed: Hashes) -> NDArray[np.uint32]:
    """Sixteen bits that tell a key in the table from one that is not, in the upper half."""
    return mixed.astype(np.uint32) << np.uint32(16)


def quantised(probabilities: Floats, backoffs: Floats) -> Cells:
    """Log-probabilities and back-offs as two bytes; what lies outside their ranges is cut off."""
    high = np.clip(np.rint(probabilities / -PROBABILITY_STEP), 0, 255).astype(np.uint32)
    low = np.clip(np.rint((backoffs - BACKOFF_LEAST) / BACKOFF_STEP), 0, 255).astype(np.uint32)
    packed: Cells = (high << np.uint32(8)) | low
    return packed


@dataclass(frozen=True)
class Table:
    """Look-up of many n-grams at once; the cells may be memory-mapped."""

    cells: Cells
    shape: Shape

    def find(self, hashes: Hashes) -> tuple[NDArray[np.bool_], Floats, Floats]:
        """For n-gram hashes of any shape: known or not, log10-probability, log10 back-off.

        The back-off of an unknown n-gram is 0; its probability means nothing.
        """
        mixed = finish(hashes)
        value = np.bitwise_xor.reduce(self.cells[places(mixed, self.shape)])
        value ^= fingerprints(mixed)
        known = value < np.uint32(1 << 16)
        probability = _PROBABILITIES[(value >> np.uint32(8)) & np.uint32(0xFF)]
        backoff = _BACKOFFS[value & np.uint32(0xFF)] * known
        return known, probability, backoff

    @classmethod
    def load(cls, path: Path, shape: Shape) -> Table:
        """Map the cells of a file into memory without reading them."""
        return cls(np.asarray(np.load(path, mmap_mode="r")), shape)


_PROBABILITIES: Final = (np.arange(256) * -PROBABILITY_STEP).astype(np.float32)
_BACKOFFS: Final = (np.arange(256) * BACKOFF_STEP + BACKOFF_LEAST).astype(np.float32)
