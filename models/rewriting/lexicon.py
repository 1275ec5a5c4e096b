"""A growing table of the words in training shards, with everything that depends on a word alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import spacy
from numpy.typing import NDArray

from models.rewriting.attributes import attributes, hashed_rows

Ints = NDArray[np.int64]
ALIKE = 40  # neighbours of a word
_BLOCK = 1_000
_ENDINGS = ("ing", "ed", "ly", "ies", "es", "s", "er", "est", "tion", "ity", "al", "ous", "ive")


class Lexicon:
    """Words by number; number 0 is the break between blocks."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._vocab = spacy.blank("en").vocab
        self.words: list[str] = []
        self.rows = np.zeros((0, 4, 4), dtype=np.int64)
        self.lower = np.zeros(0, dtype=np.int64)
        self.kind = np.zeros(0, dtype=np.int64)
        self.add(["\n"])

    def add(self, words: Sequence[str]) -> Ints:
        """Numbers of `words`; unseen ones and their lower-case forms enter the table."""
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        new = list(dict.fromkeys([*new, *(word.lower() for word in new)]))
        new = [word for word in new if word not in self._numbers]
        for word in new:
            self._numbers[word] = len(self.words)
            self.words.append(word)
        if new:
            ids = attributes(self._vocab, new)
            self.rows = np.concatenate([self.rows, hashed_rows(ids)])
            lower = [self._numbers[word.lower()] for word in new]
            self.lower = np.concatenate([self.lower, np.array(lower, dtype=np.int64)])
            self.kind = np.concatenate([self.kind, np.array([_kind(w) for w in new])])
        return np.array([self._numbers[word] for word in words], dtype=np.int64)

    def alike(self, count: Ints) -> Ints:
        """Return for each word the words of other spelling that are used most alike.

        Shape (words, ALIKE), the nearest first, 0 where nothing is known; of the words that occur
        twice and more by ``count``, by word vectors (GloVe, :mod:`corpus.spinners.embedding`).
        """
        from corpus.spinners.embedding import usable_vectors

        names, space = usable_vectors()
        seen = [self._numbers.get(name, 0) for name in names]
        kept = [at for at, number in enumerate(seen) if number < len(count) and count[number] > 1]
        numbers, space = np.array(seen)[kept], space[kept]
        found = np.zeros((len(self.words), ALIKE), dtype=np.int64)
        for start in range(0, len(numbers), _BLOCK):
            close = space[start : start + _BLOCK] @ space.T
            near = np.argsort(-close, axis=1)[:, 1 : ALIKE + 1]
            found[numbers[start : start + _BLOCK]] = numbers[near]
        return found


def _kind(word: str) -> int:
    """Return the ending class of a lower-case word from 1 on; 0 for what is never replaced."""
    if not word.isalpha() or not word.islower() or len(word) < 2:
        return 0
    for place, ending in enumerate(_ENDINGS):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return place + 2
    return 1
