"""The n-gram language model: how likely a word is where it stands, and what would be likelier.

A modified Kneser-Ney model (trained with KenLM's lmplz, Heafield et al. 2013) in a table that is
read in whole arrays. One tokeniser serves training and scoring, so that a count in the model is a
count in a page. All log-probabilities are to the base 10.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.artefacts import artefact
from detector.errors import ModelError
from detector.ngram_table import Floats, Hashes, Shape, Table, extend
from detector.tokens import BREAK, NUMBER, UNKNOWN, Tokens, tokenise

Ids = NDArray[np.int64]

__all__ = ["BREAK", "NUMBER", "UNKNOWN", "NgramModel", "Scores", "Slots", "Tokens", "tokenise"]

VERSION = "1"


class Scores(NamedTuple):
    """One value a token: log10-probability, length of the n-gram that gave it, word unknown or not.

    A line break is never predicted: its probability is 1 and its length 0.
    """

    logprob: Floats
    order: NDArray[np.int8]
    unknown: NDArray[np.bool_]


class Slots(NamedTuple):
    """Candidate replacements: in place of tokens `start[i]:stop[i]`, the ids of row i of `words`.

    Shapes: (candidates,), (candidates,), (candidates, longest); rows end in -1 where shorter.
    """

    start: Ids
    stop: Ids
    words: Ids


@dataclass(frozen=True, eq=False)
class NgramModel:
    """The model: `ids` of `words`, their hash `codes`, and `unigrams` of shape (2, words)."""

    order: int
    words: list[str]
    ids: dict[str, int]
    codes: Hashes
    unigrams: Floats
    table: Table

    @staticmethod
    def load() -> NgramModel:
        """Return the shipped model; the first call maps it into memory, later calls are free.

        Raises ModelError when its files are missing or of another version.
        """
        return _load()

    @property
    def reach(self) -> int:
        """How many words on either side of one its n-grams take in."""
        return self.order - 1

    def encode(self, tokens: Iterable[str]) -> Ids:
        """Ids of tokens, that of `<unk>` for words that the model does not have."""
        ids, unknown = self.ids, self.ids[UNKNOWN]
        return np.array([ids.get(token, unknown) for token in tokens], np.int64)

    def logprob(self, tokens: Sequence[str]) -> float:
        """Log10-probability of a token sequence that begins after a line break."""
        return float(self.scores(tokens).logprob.sum())

    def scores(self, tokens: Sequence[str]) -> Scores:
        """Score every token given those before it."""
        ids = self.encode(tokens)
        logprob, order = self.rows(np.concatenate(([self.ids[BREAK]], ids))[None])
        return Scores(logprob[0, 1:], order[0, 1:], ids == self.ids[UNKNOWN])

    def surprise(self, tokens: Sequence[str]) -> Floats:
        """How much likelier (log10) the context makes each token than its frequency alone.

        Like pointwise mutual information: below 0 where the context speaks against the word.
        """
        alone: Floats = self.unigrams[0][self.encode(tokens)]
        return np.subtract(self.scores(tokens).logprob, alone)

    def side_by_side(self, first: Ids, second: Ids) -> NDArray[np.bool_]:
        """Whether the model knows each pair of words as neighbours in this order."""
        return self.table.find(extend(self.codes[second], self.codes[first]))[0]

    def follows(self, first: Ids, second: Ids) -> Floats:
        """Log10-probability of each second word behind the first alone; 0 for a line break."""
        known, found, _ = self.table.find(extend(self.codes[second], self.codes[first]))
        logprob = np.where(known, found, self.unigrams[0][second] + self.unigrams[1][first])
        return np.where(second == self.ids[BREAK], np.float32(0), logprob)

    def windows(self, ids: Ids, places: Ids, length: int) -> Ids:
        """Return `length` ids of a page from each place on, with the `reach` on either side."""
        edge = np.full(self.reach, self.ids[BREAK], np.int64)
        page = np.concatenate((edge, ids, edge))
        found: Ids = page[places[:, None] + np.arange(length + 2 * self.reach)]
        return found

    def replacement(self, tokens: Sequence[str], index: int, candidates: Sequence[str]) -> Floats:
        """How much likelier (log10) the text gets when a candidate takes the place of a token.

        One value a candidate; a candidate may be a phrase ("risk factors").
        """
        options = [self.encode(tokenise(candidate).words) for candidate in candidates]
        words = np.full((len(options), max(map(len, options), default=1)), -1, np.int64)
        for row, option in zip(words, options, strict=True):
            row[: len(option)] = option
        start = np.full(len(options), index, np.int64)
        return self.gains(self.encode(tokens), Slots(start, start + 1, words))

    def gains(self, ids: Ids, slots: Slots) -> Floats:
        """Return the gains of all candidates of a page in one pass, one value a row of `slots`.

        `ids` is the page as `encode` gives it. Only what a candidate can change is scored: its own
        words and the `order - 1` tokens behind them.
        """
        reach = self.reach
        edge = np.full(reach, self.ids[BREAK], np.int64)
        page = np.concatenate((edge, ids, edge))
        levels = self._levels(page)
        sums = np.concatenate(([0.0], np.cumsum(levels[-1].logprob, dtype=np.float64)))
        result = sums[slots.start + reach] - sums[slots.stop + 2 * reach]
        lengths = (slots.words >= 0).sum(1)
        for length in np.unique(lengths):
            rows = np.flatnonzero(lengths == length)
            start, stop = slots.start[rows] + reach, slots.stop[rows] + reach
            if length == 1:
                result[rows] += self._single(page, levels, start, stop, slots.words[rows, 0])
            else:
                result[rows] += self._phrases(page, start, stop, slots.words[rows, :length])
        return result.astype(np.float32)

    def _phrases(self, page: Ids, start: Ids, stop: Ids, words: Ids) -> Floats:
        """Log-probability of each phrase with what follows it."""
        reach = self.reach
        around = np.arange(reach)
        before, after = page[start[:, None] + around - reach], page[stop[:, None] + around]
        logprob, _ = self.rows(np.concatenate((before, words, after), 1))
        total: Floats = logprob[:, reach:].sum(1)
        return total

    def _single(self, page: Ids, levels: list[_Level], start: Ids, stop: Ids, words: Ids) -> Floats:
        """Log-probability of each single word with what follows it.

        Looks up only n-grams that hold the word; all others are those of the page.
        """
        codes, left = self.codes[words], self.codes[page]
        total = np.zeros(len(words), np.float32)
        backoffs = [level.backoff[start - 1] for level in levels]
        for offset in range(self.order):
            at = stop + offset - 1
            if offset == 0:
                hashes, logprob, own = codes, self.unigrams[0][words], [self.unigrams[1][words]]
            else:
                before = levels[offset - 1]
                hashes, logprob = extend(before.hashes[at], codes), before.logprob[at]
                known, found, backoff = self.table.find(hashes)
                logprob = np.where(known, found, logprob + backoffs[offset - 1])
                own = [*(level.backoff[at] for level in levels[:offset]), backoff]
            for size in range(offset + 2, self.order + 1):
                hashes = extend(hashes, left[start + offset + 1 - size])
                known, found, backoff = self.table.find(hashes)
                logprob = np.where(known, found, logprob + backoffs[size - 2])
                own.append(backoff)
            total += np.where(page[at] == self.ids[BREAK], 0, logprob) if offset else logprob
            backoffs = own
        return total

    def rows(self, ids: Ids) -> tuple[Floats, NDArray[np.int8]]:
        """Log10-probability and n-gram length of every id, row by row; `ids` has any shape.

        Each id is predicted from those before it in its row, at most `order - 1`.
        """
        silent = ids == self.ids[BREAK]
        logprob, backoff = self.unigrams[0][ids], self.unigrams[1][ids]
        length = np.ones(ids.shape, np.int8)
        for first, (_, known, found, longer) in enumerate(self._found(self.codes[ids]), 1):
            here = np.s_[..., first:]
            logprob[here] = np.where(known, found, logprob[here] + backoff[..., :-1])
            length[here][known] = first + 1
            backoff = longer
        logprob[silent] = length[silent] = 0
        return logprob, length

    def _levels(self, ids: Ids) -> list[_Level]:
        """Score each id with models of every order up to ours; the last axis is the text."""
        codes = self.codes[ids]
        silent = ids == self.ids[BREAK]
        logprob = np.where(silent, np.float32(0), self.unigrams[0][ids])
        length = np.where(silent, np.int8(0), np.int8(1))
        levels = [_Level(codes, logprob, self.unigrams[1][ids], length)]
        for hashes, known, found, backoff in self._found(codes):
            levels.append(_longer(levels[-1], hashes, known, found, backoff, silent))
        return levels

    def _found(self, codes: Hashes) -> Iterator[tuple[Hashes, NDArray[np.bool_], Floats, Floats]]:
        """Look up all n-grams of two words, of three … and yield them with what was found.

        The last axis is the text; of n words there are n - 1 fewer. All are looked up at once.
        """
        grams = [codes]
        for size in range(2, self.order + 1):
            grams.append(extend(grams[-1][..., 1:], codes[..., : 1 - size]))
        every = np.concatenate([hashes.ravel() for hashes in grams[1:]])
        known, found, backoff = self.table.find(every)
        end = 0
        for hashes in grams[1:]:
            here, end = slice(end, end + hashes.size), end + hashes.size
            shape = hashes.shape
            values = found[here].reshape(shape), backoff[here].reshape(shape)
            yield hashes, known[here].reshape(shape), *values


class _Level(NamedTuple):
    """n-grams of one length that end at each id, and the model of that order."""

    hashes: Hashes
    logprob: Floats
    backoff: Floats
    length: NDArray[np.int8]


def _longer(
    shorter: _Level,
    grams: Hashes,
    known: NDArray[np.bool_],
    found: Floats,
    backoffs: Floats,
    silent: NDArray[np.bool_],
) -> _Level:
    """Make the level of n-grams one longer; the first ids of a row have none and stay."""
    first = silent.shape[-1] - grams.shape[-1]
    here, context = np.s_[..., first:], np.s_[..., first - 1 : -1]
    hashes, logprob = shorter.hashes.copy(), shorter.logprob.copy()
    length, backoff = shorter.length.copy(), np.zeros(logprob.shape, logprob.dtype)
    hashes[here], backoff[here] = grams, backoffs
    fallen = logprob[here] + shorter.backoff[context]
    logprob[here] = np.where(silent[here], 0, np.where(known, found, fallen))
    length[here][known & ~silent[here]] = first + 1
    return _Level(hashes, logprob, backoff, length)


@cache
def _load() -> NgramModel:
    card = json.loads(artefact("ngrams.json").read_text(encoding="utf-8"))
    if card["version"] != VERSION:
        raise ModelError(
            f"The n-gram model has version {card['version']}, this program reads {VERSION}: "
            "install detector again, or run python -m models.ngrams.train."
        )
    with np.load(artefact("ngrams.vocabulary.npz"), allow_pickle=False) as arrays:
        words = arrays["words"].tobytes().decode("utf-8").split("\n")
        codes, unigrams = arrays["codes"], arrays["unigrams"]
    table = Table.load(artefact("ngrams.table.npy"), Shape(**card["shape"]))
    ids = dict(zip(words, range(len(words)), strict=True))
    return NgramModel(card["order"], words, ids, codes, unigrams, table)
