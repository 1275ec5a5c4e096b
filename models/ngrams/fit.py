"""From pairs to the run-time table: static features and learned priors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from corpus.spinners import Spun
from detector.ngram_table import Floats, Hashes, extend, finish
from detector.ngrams import NgramModel
from detector.originals import LONGEST, Originals, assembled
from models.ngrams.candidates import SOURCES, Nearness, Pair, pairs
from models.ngrams.evaluate import swaps
from models.ngrams.table import word_codes

KEPT = 24
EXTRA_SEED = 21
# A first guess at what makes a pair good, used only to choose the candidates that are kept.
# Flags of SOURCES in order, then the other features of `collect`.
_GUESS = np.array([1.5, 0.5, 3.0, 0.5, 3.0, 3.0, 1.0, 4.0, 1.0, -0.5], np.float32)


@dataclass(frozen=True)
class Candidates:
    """Pairs with static features, one row each, those of one substitute side by side."""

    pairs: list[Pair]
    static: Floats

    def cut(self, count: int = KEPT) -> Candidates:
        """Only the best `count` originals of each substitute, by a first guess."""
        guess = self.static @ _GUESS
        substitutes = [pair.substitute for pair in self.pairs]
        order = sorted(range(len(guess)), key=lambda at: (substitutes[at], -guess[at]))
        kept: list[int] = []
        for at in order:
            early = len(kept) < count
            if early or substitutes[kept[-count]] != substitutes[at]:
                kept.append(at)
        return self.pick(np.array(kept, np.int64))

    def without(self, source: str) -> Candidates:
        """Keep what the other sources give."""
        static = self.static.copy()
        static[:, SOURCES.index(source)] = 0
        counts = static[:, : len(SOURCES)].sum(1)
        static[:, len(SOURCES)] = counts > 1
        kept = np.flatnonzero(counts)
        return Candidates([self.pairs[at] for at in kept], static[kept])

    def pick(self, rows: NDArray[np.int64]) -> Candidates:
        """Pick some of the rows."""
        return Candidates([self.pairs[at] for at in rows], self.static[rows])


def collect(model: NgramModel) -> Candidates:
    """Gather the pairs of all sources with their features, shape (pairs, sources + 4).

    A flag a source, more than one source, cosine, frequency of the rarest word of the original,
    and how much the lengths differ.
    """
    found = pairs(SOURCES, model)
    near = Nearness()
    table = np.zeros((len(found), len(SOURCES) + 4), np.float32)
    place = {source: column for column, source in enumerate(SOURCES)}
    for row, (pair, sources) in zip(table, found.items(), strict=True):
        row[[place[source] for source in sources]] = 1
        row[-4] = len(sources) > 1
        row[-3] = near.cosine(*pair)
        row[-2] = min(model.unigrams[0][model.ids[word]] for word in pair.original)
        row[-1] = abs(len(pair.original) - len(pair.substitute))
    every = Candidates(list(found), table)
    return every.pick(np.flatnonzero(~_doubtful(every)))


def _doubtful(found: Candidates) -> NDArray[np.bool_]:
    """Tell which pairs stand in the loosest source alone and are far apart in meaning."""
    flags, cosine = found.static[:, : len(SOURCES)], found.static[:, -3]
    alone = (flags.sum(1) == 1) & (flags[:, SOURCES.index("moby")] > 0)
    phrase = np.array([len(pair.substitute) > 1 for pair in found.pairs], np.bool_)
    doubtful: NDArray[np.bool_] = alone & (cosine < np.where(phrase, 0.6, 0.35))
    return doubtful


def packed(found: Candidates, model: NgramModel) -> Packed:
    """Hash the substitutes and number the originals of all candidates."""
    other = {w for pair in found.pairs for w in pair.substitute if w not in model.ids}
    extra = sorted(other) or ["\t"]
    codes = word_codes(len(extra), EXTRA_SEED)
    code = dict(zip(model.words, model.codes, strict=True)) | dict(zip(extra, codes, strict=True))
    keys = _keys([pair.substitute for pair in found.pairs], code)
    words = np.full((len(keys), LONGEST), -1, np.int32)
    for row, pair in zip(words, found.pairs, strict=True):
        row[: len(pair.original)] = [model.ids[word] for word in pair.original]
    unique, counts = np.unique(keys, return_counts=True)
    made: dict[str, NDArray[Any]] = {
        "extra_words": np.frombuffer("\n".join(extra).encode("utf-8"), np.uint8),
        "extra_codes": codes,
        "keys": unique,
        "counts": counts.astype(np.uint8),
    }
    return Packed(keys, words, made)


@dataclass(frozen=True)
class Packed:
    """The table before its rows are ordered: a key and the words of the original a row."""

    keys: Hashes
    words: NDArray[np.int32]
    fixed: dict[str, NDArray[Any]]

    def ordered(self, prior: Floats) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
        """Return the arrays of the file, the rows of a key sorted by prior, and their order."""
        order = np.lexsort((-prior, self.keys)).astype(np.int64)
        rows: dict[str, NDArray[Any]] = {
            "words": self.words[order],
            "prior": prior[order].astype(np.float16),
        }
        return self.fixed | rows, order


def _keys(substitutes: Sequence[tuple[str, ...]], code: dict[str, np.uint64]) -> Hashes:
    """Hash keys of substitutes, as `Originals.options` makes them of a page."""
    matrix = np.zeros((LONGEST, len(substitutes)), np.uint64)
    lengths = np.array([len(words) for words in substitutes])
    for column, words in enumerate(substitutes):
        matrix[: len(words), column] = [code[word] for word in reversed(words)]
    hashes = matrix[0].copy()
    for position in range(1, LONGEST):
        longer = lengths > position
        hashes[longer] = extend(hashes[longer], matrix[position, longer])
    return finish(hashes)


def examples(
    table: Originals, rows: NDArray[np.int64], static: Floats, texts: Iterable[Spun]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Features and labels of every candidate of every swap of spun pages."""
    inputs, labels = [], []
    for page in texts:
        tokens, found = swaps(page)
        options = table.options(tokens, range(len(tokens)))
        gains = table.model.gains(table.model.encode(tokens), options.slots)
        truth = {(s.start, s.stop): [table.model.ids.get(w, -2) for w in s.original] for s in found}
        slots = options.slots
        place = list(zip(slots.start.tolist(), slots.stop.tolist(), strict=True))
        picked = np.array([p in truth and len(truth[p]) <= LONGEST for p in place], np.bool_)
        right = [
            row[row >= 0].tolist() == truth[p]
            for p, row, use in zip(place, slots.words, picked, strict=True)
            if use
        ]
        size = (slots.words >= 0).sum(1) - (slots.stop - slots.start)
        moving = np.stack(moved(gains, size), 1)
        at = table.find(tokens, range(len(tokens)))[2]
        inputs.append(np.concatenate((static[rows[at]], moving), 1)[picked])
        labels += right
    return np.concatenate(inputs), np.array(labels, np.bool_)


def moved(gains: Floats, longer: NDArray[np.int64]) -> tuple[Floats, ...]:
    """List what speaks for a candidate beside its prior: gain, bounded gain, more words, fewer."""
    added = np.maximum(longer, 0).astype(np.float32)
    removed = np.maximum(-longer, 0).astype(np.float32)
    return gains, np.tanh(gains / 2), added, removed


@dataclass(frozen=True)
class Fitted:
    """A table whose prior was learned."""

    table: Originals
    arrays: dict[str, NDArray[Any]]


def fit(found: Candidates, model: NgramModel, texts: Sequence[Spun]) -> Fitted:
    """Learn the prior on spun pages by logistic regression over candidates, beside their gains."""
    pack = packed(found, model)
    raw, order = pack.ordered(np.zeros(len(found.pairs), np.float32))
    inputs, labels = examples(assembled(model, raw), order, found.static, texts)
    learned = LogisticRegression(max_iter=300, C=1.0).fit(inputs, labels)
    slopes = learned.coef_[0].astype(np.float32)
    made, _ = pack.ordered(found.static @ slopes[: found.static.shape[1]])
    return Fitted(assembled(model, made), made)
