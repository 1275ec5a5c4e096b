"""Rewriters without a word list: replacements drawn from the corpus itself, by five rules.

They have nothing to learn by heart: the same words stand in honest text as often as in spun text,
so that only the broken slot tells. Same idea as replaced-token detection (Clark et al. 2020), with
cheap proposals in place of a generator network. A sixth rule, where word vectors are at hand, takes
any of the words that are used in like contexts: alike in meaning, as what a spinner offers is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
ALIKE = 4.0  # as often as the four other rules together
_COMMON = 120  # so many most frequent words count as function words


class Corruption:
    """Proposals from a reference of honest tokens (word numbers in text order).

    ``alike`` are for each word others that are used alike, the nearest first, 0 where there is
    none, shape (words, neighbours).
    """

    def __init__(self, reference: Ints, kind: Ints, alike: Ints | None = None) -> None:
        self._alike = alike
        self._text = reference
        self._kind = kind
        size = len(kind)
        count = np.bincount(reference, minlength=size)
        self._band = np.log2(count + 1).astype(np.int64) // 2
        self._function = np.zeros(size, dtype=bool)
        common = min(_COMMON, np.count_nonzero(count) // 10)
        self._function[np.argsort(-count)[:common]] = True
        self._order = np.argsort(reference, kind="stable")
        self._offset = np.concatenate([[0], np.cumsum(count)])
        known = np.flatnonzero((kind > 0) & (count > 1) & ~self._function)
        # Draw within (ending, band) groups by frequency-flattened chance.
        group = kind[known] * 64 + self._band[known]
        place = np.argsort(group, kind="stable")
        self._members, self._groups = known[place], group[place]

    def __call__(
        self, ids: Ints, labels: NDArray[np.int8], rate: float, rng: np.random.Generator
    ) -> tuple[Ints, NDArray[np.int8]]:
        """One page with about `rate` of its words replaced, some removed, doubled or swapped."""
        ids, labels = ids.copy(), labels.copy()
        chance = np.where(self._function[ids], 0.35, 1.0) * (self._kind[ids] > 0)
        chosen = np.flatnonzero(rng.random(len(ids)) < chance * rate * 1.5)
        chosen = chosen[(chosen > 0) & (chosen < len(ids) - 1)]
        if not len(chosen):
            return ids, labels
        often = (1.0, 1.5, 1.5, 0.8, 0.0 if self._alike is None else ALIKE)
        rule = rng.choice(5, size=len(chosen), p=_shares(often, rng))
        new = np.select(
            [rule == 0, rule == 1, rule == 2, rule == 4],
            [
                self._same_band(ids[chosen], rng),
                self._neighbour(ids[chosen - 1], 1, rng),
                self._neighbour(ids[chosen + 1], -1, rng),
                self._relative(ids[chosen], rng),
            ],
            ids[rng.choice(np.flatnonzero(self._kind[ids] > 0), len(chosen))],
        )
        same_ending = self._kind[new] == self._kind[ids[chosen]]
        fits = (self._kind[new] > 0) & (new != ids[chosen])
        fits &= same_ending | (rng.random(len(chosen)) < 0.25)
        fits &= ~self._function[new] | self._function[ids[chosen]]
        ids[chosen[fits]] = new[fits]
        labels[chosen[fits]] = 1
        return _moved(ids, labels, rate, rng)

    def _same_band(self, old: Ints, rng: np.random.Generator) -> Ints:
        """Draw a word of the same ending and about the same frequency."""
        if not len(self._members):
            return old
        group = self._kind[old] * 64 + self._band[old]
        low = np.searchsorted(self._groups, group, side="left")
        high = np.searchsorted(self._groups, group, side="right")
        drawn = low + (rng.random(len(old)) * (high - low)).astype(np.int64)
        found = self._members[np.minimum(drawn, len(self._members) - 1)]
        return np.where(high > low, found, old)

    def _relative(self, old: Ints, rng: np.random.Generator) -> Ints:
        """Draw a word that is used like the old one; how near it must be, a page has of its own."""
        if self._alike is None:
            return old
        most = rng.integers(4, self._alike.shape[1], endpoint=True)
        return np.asarray(self._alike[old, rng.integers(0, most, len(old))])

    def _neighbour(self, anchor: Ints, step: int, rng: np.random.Generator) -> Ints:
        """Draw a word that stands beside `anchor` somewhere in honest text: one side fits."""
        low, high = self._offset[anchor], self._offset[anchor + 1]
        place = low + (rng.random(len(anchor)) * (high - low)).astype(np.int64)
        at = self._order[np.minimum(place, len(self._order) - 1)] + step
        found = self._text[np.clip(at, 0, len(self._text) - 1)]
        return np.where(high > low, found, 0)


def _shares(often: tuple[float, ...], rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw how often a page uses each rule, by its usual weight; never what has none."""
    drawn = np.zeros(len(often))
    used = np.flatnonzero(often)
    drawn[used] = rng.dirichlet([often[place] for place in used])
    return drawn


def _moved(
    ids: Ints, labels: NDArray[np.int8], rate: float, rng: np.random.Generator
) -> tuple[Ints, NDArray[np.int8]]:
    """Drop, double or swap a few words; a gap is marked at the word behind it."""
    if rng.random() < 0.7:
        return ids, labels
    repeat = np.ones(len(ids), dtype=np.int64)
    hit = np.flatnonzero((rng.random(len(ids)) < rate * 0.25) & (labels == 0))
    hit = hit[(hit > 0) & (hit < len(ids) - 1)]
    move = rng.random(len(hit))
    repeat[hit[move < 0.4]] = 0
    repeat[hit[move > 0.9]] = 2
    behind = hit[move < 0.4] + 1
    labels[behind[labels[behind] == 0]] = 1
    labels[hit[move >= 0.4]] = 1
    for place in hit[(move >= 0.4) & (move <= 0.9)]:
        if labels[place + 1] >= 0 and repeat[place + 1] == 1:
            ids[place], ids[place + 1] = ids[place + 1], ids[place]
            labels[place + 1] = 1
    return np.repeat(ids, repeat), np.repeat(labels, repeat)
