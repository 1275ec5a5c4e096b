"""Batches for the trainers: shards, corrupted, with case and breaks varied, cut into rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.rewriting import shards
from models.rewriting.corruption import Corruption
from models.rewriting.foreign import Foreign
from models.rewriting.lexicon import Lexicon

Ints = NDArray[np.int64]
Labels = NDArray[np.int8]
REFERENCE = 12  # shards that the corruptions draw from
UNHEARD = -2  # label of a touched word that is not learned from, since its place is not needed


@dataclass(frozen=True)
class Mix:
    """What the stream is made of; the defaults are the product's."""

    corrupt: float = 0.45  # share of clean pages (a third of hard ones) that is corrupted
    lower: float = 0.12
    unbroken: float = 0.3
    families: bool = True
    hard: bool = True
    without: tuple[str, ...] = ()  # families that are left out
    giveaway: float | None = None  # see Feed.silent
    alike: bool = False  # corruptions also take words that are used alike
    foreign: float = 0.25  # share of clean pages (two fifths of others) with errors of learners


@dataclass(frozen=True)
class Sample:
    """A page as word numbers and labels."""

    ids: Ints
    labels: Labels


class Feed:
    """Pages of the shards of a folder; shards that appear later join in."""

    def __init__(self, folder: Path, mix: Mix, seed: int = 0) -> None:
        self.lexicon = Lexicon()
        self._folder, self._mix = folder, mix
        self._rng = np.random.default_rng(seed)
        self._seen: dict[Path, shards.Shard] = {}
        self._ids: dict[Path, Ints] = {}
        self._corruption: Corruption | None = None
        self._stale = 0
        self._foreign = Foreign(self.lexicon) if mix.foreign else None
        self.silent = np.zeros(0)

    def refresh(self) -> None:
        """Read new shards; the reference of the corruptions grows with them."""
        for path in sorted(self._folder.glob("[0-9]*[0-9].npz")):
            if path not in self._seen:
                shard = shards.read(path)
                self._seen[path] = shard
                self._ids[path] = self.lexicon.add(shard.words)[shard.ids]
        if self._foreign is not None:
            self._foreign.learn()
        if len(self._seen) > self._stale:
            reference = self._reference()
            alike = self.lexicon.alike(np.bincount(reference)) if self._mix.alike else None
            self._corruption = Corruption(reference, self.lexicon.kind, alike)
            self._stale = len(self._seen)
            if self._mix.giveaway is not None:
                self.silent = self._silent(self._mix.giveaway)

    def _silent(self, most: float) -> NDArray[np.float64]:
        """How often a touched word is not learned from, by word.

        A word that stands in spun text far oftener than in honest text gives its place away by
        itself, and a model that knows it need not look at the place; the next spinner has other
        words. So its odds of being touched are cut to `most` times those of all words.
        """
        touched, left = np.ones(len(self.lexicon.words)), np.ones(len(self.lexicon.words))
        for path, shard in self._seen.items():
            words = self.lexicon.lower[self._ids[path]]
            touched += np.bincount(words[shard.labels == 1], minlength=len(touched))
            left += np.bincount(words[shard.labels == 0], minlength=len(left))
        usual = touched.sum() / left.sum()
        by_lower = 1 - np.minimum(1, most * usual * left / touched)
        return np.asarray(by_lower[self.lexicon.lower])

    def _reference(self) -> Ints:
        parts = []
        for path, shard in list(self._seen.items())[-REFERENCE:]:
            ids = self._ids[path]
            parts += [
                ids[shard.starts[index] : shard.starts[index + 1]]
                for index in np.flatnonzero(~shard.spun)
            ]
        return np.concatenate(parts)

    def pages(self) -> Iterator[Sample]:
        """Every page of every shard in random order, again and again, never the same twice.

        A shard that was drawn meanwhile is next.
        """
        left: list[Path] = []
        while True:
            known = set(self._seen)
            self.refresh()
            left += [path for path in self._seen if path not in known]
            if not left:
                left = list(self._rng.permutation(np.array(list(self._seen), dtype=object)))
            path = left.pop()
            yield from self._of_shard(self._seen[path], self._ids[path])

    def _of_shard(self, shard: shards.Shard, ids: Ints) -> Iterator[Sample]:
        left_out = shards.bits(self._mix.without)
        for index in self._rng.permutation(len(shard.spun)):
            part = slice(shard.starts[index], shard.starts[index + 1])
            is_spun, is_hard = bool(shard.spun[index]), bool(shard.hard[index])
            if int(shard.families[index]) & left_out:
                continue
            if (is_spun and not self._mix.families) or (is_hard and not self._mix.hard):
                continue
            yield self._varied(ids[part], shard.labels[part], is_spun, is_hard)

    def _varied(self, ids: Ints, labels: Labels, is_spun: bool, is_hard: bool) -> Sample:
        rng = self._rng
        if is_spun and self._mix.giveaway is not None:
            unheard = (labels == 1) & (rng.random(len(ids)) < self.silent[ids])
            labels = np.where(unheard, UNHEARD, labels).astype(np.int8)
        chance = self._mix.corrupt / (3 if is_hard else 1) * (0.2 if is_spun else 1.0)
        if self._corruption is not None and rng.random() < chance:
            rate = 0.03 * 15 ** float(rng.beta(2.2, 1.8))
            ids, labels = self._corruption(ids, labels, rate, rng)
        elif self._foreign is not None:
            usual = self._mix.foreign / (1 - chance)
            if rng.random() < usual * (0.4 if is_spun or is_hard else 1.0):
                ids, labels = self._foreign(ids, labels, rng)
        if rng.random() < self._mix.lower:
            ids = self.lexicon.lower[ids]
        if rng.random() < self._mix.unbroken:
            keep = ids != 0
            ids, labels = ids[keep], labels[keep]
        return Sample(ids, labels)


def rows(pages: Iterator[Sample], length: int, count: int) -> Iterator[tuple[Ints, Labels]]:
    """Batches of shape (count, length): pages one after the other with a break between."""
    ids: list[Ints] = []
    labels: list[Labels] = []
    held = 0
    for page in pages:
        ids += [page.ids, np.zeros(1, dtype=np.int64)]
        labels += [page.labels, np.full(1, -1, dtype=np.int8)]
        held += len(page.ids) + 1
        # Ten batches are mixed at a time, so that the rows of a page do not come in one batch.
        if held >= 10 * length * count:
            flat, target = np.concatenate(ids), np.concatenate(labels)
            order = np.random.default_rng(len(flat)).permutation(10 * count)
            size = 10 * count * length
            square, marks = (
                flat[:size].reshape(-1, length)[order],
                target[:size].reshape(-1, length),
            )
            marks = marks[order]
            for start in range(0, 10 * count, count):
                yield square[start : start + count], marks[start : start + count]
            ids, labels, held = [flat[size:]], [target[size:]], len(flat) - size
