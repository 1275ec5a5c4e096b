"""How near words and phrases are in meaning.

One vector a word, from a sentence encoder that read the word alone. A phrase is the sum of its
words. How they were made: `models/ngrams/word_vectors.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detector.artefacts import artefact
from detector.ngram_table import Floats
from detector.ngrams import Ids


@dataclass(frozen=True, eq=False)
class WordVectors:
    """`rows` has shape (words of the n-gram model, dimensions), 8 bits; zeros where unknown."""

    rows: NDArray[np.int8]

    @staticmethod
    def load() -> WordVectors:
        """Return the shipped vectors, mapped into memory.

        Raises ModelError when the file is missing.
        """
        return _load()

    def of(self, ids: Ids) -> Floats:
        """Return unit vectors of words, shape (…, dimensions); zeros for a word without one."""
        return unit(self.rows[ids].astype(np.float32))


def unit(vectors: Floats) -> Floats:
    """Scale vectors to length 1 along the last axis; zeros stay."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = vectors / np.maximum(length, np.float32(1e-6))
    return scaled


@cache
def _load() -> WordVectors:
    return WordVectors(np.load(artefact("word_vectors.npy"), mmap_mode="r"))
