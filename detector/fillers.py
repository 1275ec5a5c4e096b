"""Words of the language that fit a place: near in meaning to what stands there, and likely there.

So a place is mended too where no thesaurus at hand was the rewriter's. Lexical substitution with
candidates from vectors and a language model: Melamud et al. 2015, A simple word embedding model for
lexical substitution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from detector.choice import best, whole
from detector.ngram_table import Floats
from detector.ngrams import BREAK, Ids, NgramModel, Slots
from detector.originals import LONGEST
from detector.word_vectors import WordVectors, unit

COMMON = -4.9  # log10-probability of a word from which on it may fill a place
TRIED = 300  # words, the best by neighbours and meaning, tried in a place
MEANING = 5.0  # what a cosine counts beside a log10-probability
REMEMBERED = 32  # neighbours, at 40 KB each


@dataclass(frozen=True, eq=False)
class Fillers:
    """The words that may fill a place: their ids `common` and their vectors `meanings`.

    `behind` says how likely each is behind a word, `ahead` how likely a word is behind each.
    """

    model: NgramModel
    vectors: WordVectors
    common: Ids
    meanings: Floats
    behind: Callable[[int], Floats]
    ahead: Callable[[int], Floats]

    @staticmethod
    def of(model: NgramModel, vectors: WordVectors) -> Fillers:
        """Gather the words of a model that are common enough."""
        words = [at for at, word in enumerate(model.words) if is_word(word)]
        common = np.array([at for at in words if model.unigrams[0][at] > COMMON], np.int64)

        def behind(word: int) -> Floats:
            return model.follows(np.array([word]), common)

        def ahead(word: int) -> Floats:
            return model.follows(common, np.array([word]))

        remembered = lru_cache(REMEMBERED)
        return Fillers(
            model, vectors, common, vectors.of(common), remembered(behind), remembered(ahead)
        )

    def fitting(
        self, ids: Ids, spans: list[range], listed: Slots, owner: Ids, count: int
    ) -> tuple[Slots, Ids]:
        """Return words of the language that fit each whole place by meaning and n-grams.

        Of places of more than three words there are none.
        """
        short = [number for number, span in enumerate(spans) if 0 < len(span) <= LONGEST]
        if not count or not short:
            nothing = np.zeros(0, np.int64)
            return Slots(nothing, nothing, np.zeros((0, LONGEST), np.int64)), nothing
        start, stop = np.array([(spans[n].start, spans[n].stop) for n in short], np.int64).T
        meant = [
            self.vectors.of(ids[first:last]).sum(0) for first, last in zip(start, stop, strict=True)
        ]
        nearness = unit(np.stack(meant)) @ self.meanings.T
        liked = np.stack([self._beside(ids, spans[n]) for n in short]) + MEANING * nearness
        self._forbid(liked, ids, spans, short, listed, owner)
        tried = best(liked, TRIED)
        each = np.repeat(start, tried.shape[1]), np.repeat(stop, tried.shape[1])
        gains = self.model.gains(ids, Slots(*each, self.common[tried].reshape(-1, 1)))
        value = gains.reshape(tried.shape) + MEANING * np.take_along_axis(nearness, tried, 1)
        kept = np.take_along_axis(tried, best(value, count), 1)
        words = np.full((kept.size, LONGEST), -1, np.int64)
        words[:, 0] = self.common[kept].ravel()
        place = np.repeat(start, kept.shape[1]), np.repeat(stop, kept.shape[1])
        return Slots(*place, words), np.repeat(np.array(short, np.int64), kept.shape[1])

    def _forbid(
        self, liked: Floats, ids: Ids, spans: list[range], short: list[int], listed: Slots,
        owner: Ids,
    ) -> None:  # fmt: skip
        """Take out words that stand in a place, and those that the table lists for all of it."""
        alone = (listed.words[:, 1] < 0) & whole(listed, owner, spans)
        for row, number in enumerate(short):
            inside = ids[spans[number].start : spans[number].stop]
            named = listed.words[alone & (owner == number), 0]
            liked[row, np.isin(self.common, np.concatenate((inside, named)))] = -np.inf

    def _beside(self, ids: Ids, span: range) -> Floats:
        """Log-probability of each word of the language behind its neighbour, and of the next."""
        line = self.model.ids[BREAK]
        left = int(ids[span.start - 1]) if span.start else line
        right = int(ids[span.stop]) if span.stop < len(ids) else line
        return np.add(self.behind(left), self.ahead(right))


def is_word(word: str) -> bool:
    """Whether a token is a word that stands for itself: no number, mark or single letter."""
    return word.isalpha() and (len(word) > 1 or word in "ai")
