"""The table of originals: which words and phrases a substitute may stand for.

Made from thesauri turned round. `detector.recovery` chooses among what it lists; by itself it says
which words have a candidate that fits their place better. Sources and licences:
`models/cards/ngrams.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.artefacts import artefact
from detector.ngram_table import Floats, Hashes, extend, finish
from detector.ngrams import Ids, NgramModel, Slots

LONGEST = 3  # words of a substitute and of an original
COMMON = -2.7  # log10-probability of a word from which on misfit leaves it alone
_BEFORE_MARK = re.compile(r" (?=[,.;:?!%)])")


class Options(NamedTuple):
    """Candidates of a page: the slots they would fill, and their prior log-odds, in equal order."""

    slots: Slots
    prior: Floats

    def pick(self, rows: NDArray[np.bool_]) -> Options:
        """Keep some of the candidates."""
        return Options(Slots(*(column[rows] for column in self.slots)), self.prior[rows])


@dataclass(frozen=True, eq=False)
class Originals:
    """The table: `keys` (sorted) of substitutes own rows `offsets[i]:offsets[i + 1]`.

    `index` names the places of tokens in `codes`, whose last element 0 stands for other tokens.
    `words` has shape (rows, LONGEST), ids of the n-gram model ending in -1; `prior` has one
    log-odds a row; rows of a key are sorted by it.
    """

    model: NgramModel
    index: dict[str, int]
    codes: Hashes
    keys: Hashes
    offsets: NDArray[np.int64]
    words: NDArray[np.int32]
    prior: Floats

    @staticmethod
    def load() -> Originals:
        """Return the shipped table with its n-gram model; the first call reads it.

        Raises ModelError when a file is missing.
        """
        return _load()

    def misfit(self, tokens: Sequence[str], most: int = 6) -> Floats:
        """How much likelier (log10) the best of `most` single-word candidates is than each token.

        0 where the token is the best, has no candidates, or is among the commonest words. One
        value a token.
        """
        ids = self.model.encode(tokens)
        options = self.options(tokens, range(len(tokens)), longest=1, most=most)
        rare = self.model.unigrams[0][ids] < COMMON
        options = options.pick(rare[options.slots.start])
        best = np.zeros(len(tokens), np.float32)
        gains = self.model.gains(ids, options.slots)
        np.maximum.at(best, options.slots.start, gains)
        return best

    def options(
        self, tokens: Sequence[str], places: range, longest: int = LONGEST, most: int = 64
    ) -> Options:
        """Candidates of every word and phrase that lies inside `places`, up to `most` each."""
        start, stop, row = self.find(tokens, places, longest, most)
        return Options(Slots(start, stop, self.words[row].astype(np.int64)), self.prior[row])

    def find(
        self, tokens: Sequence[str], places: range, longest: int = LONGEST, most: int = 64
    ) -> tuple[Ids, Ids, Ids]:
        """Start, stop and row of the table of every candidate inside `places`."""
        codes = self._codes(tokens)
        hashes = codes
        starts, stops, rows = [], [], []
        for size in range(1, longest + 1):
            if size > 1:
                hashes = extend(hashes[1:], codes[: 1 - size])
            inside = np.arange(places.start, places.stop - size + 1)
            found, row = self._rows(hashes[inside], most)
            starts.append(inside[found])
            stops.append(inside[found] + size)
            rows.append(row)
        return np.concatenate(starts), np.concatenate(stops), np.concatenate(rows)

    def _codes(self, tokens: Sequence[str]) -> Hashes:
        """Hash codes of tokens; 0 for one that neither the model nor the table has."""
        index, other = self.index, len(self.codes) - 1
        return self.codes[np.array([index.get(token, other) for token in tokens], np.int64)]

    def _rows(self, hashes: Hashes, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of the hashes are keys, repeated for each of their rows, and these rows."""
        mixed = finish(hashes)
        at = np.minimum(np.searchsorted(self.keys, mixed), len(self.keys) - 1)
        hit = np.flatnonzero(self.keys[at] == mixed)
        first = self.offsets[at[hit]]
        count = np.minimum(self.offsets[at[hit] + 1] - first, most)
        found = np.repeat(hit, count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return found, np.repeat(first, count) + within


def readable(tokens: Sequence[str]) -> str:
    """Join tokens as a person would write them: hyphens without spaces, marks after the word."""
    text = " ".join(tokens).replace(" - ", "-")
    return _BEFORE_MARK.sub("", text)


@cache
def _load() -> Originals:
    with np.load(artefact("originals.npz"), allow_pickle=False) as arrays:
        return assembled(NgramModel.load(), dict(arrays))


def assembled(model: NgramModel, arrays: Mapping[str, Any]) -> Originals:
    """Put a table together from the arrays of its file."""
    names = arrays["extra_words"].tobytes().decode("utf-8").split("\n")
    nothing = np.zeros(1, np.uint64)
    return Originals(
        model=model,
        index={name: len(model.words) + at for at, name in enumerate(names)} | model.ids,
        codes=np.concatenate((model.codes, arrays["extra_codes"], nothing)),
        keys=arrays["keys"],
        offsets=np.concatenate(([0], np.cumsum(arrays["counts"], dtype=np.int64))),
        words=arrays["words"],
        prior=arrays["prior"].astype(np.float32),
    )
