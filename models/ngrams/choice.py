"""Learn what makes a candidate the true original: a conditional logit over those of a place.

McFadden 1974, Conditional logit analysis of qualitative choice behavior. "None of these" is an
alternative with a score of its own, the right one where the true original is no candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from corpus.spinners import Spun
from detector.choice import Joined, Place
from detector.ngram_table import Floats
from detector.recovery import Recovery
from models.ngrams.evaluate import swaps

SWAPS_A_PAGE = 12
DECAY = 1e-3


class Example(NamedTuple):
    """Features of the candidates of one swap, and which of them give the true original."""

    features: Floats
    true: NDArray[np.bool_]


class Learned(NamedTuple):
    """A weight a feature, and the score of "none of these"."""

    weights: Floats
    none: float


def examples(model: Recovery, texts: Iterable[Spun]) -> list[Example]:
    """Candidates of the first swaps of each page; a place without any teaches nothing."""
    found = []
    for page in texts:
        tokens, made = swaps(page)
        for swap in made[:SWAPS_A_PAGE]:
            joined = Joined.of([Place.of(tokens, range(swap.start, swap.stop))])
            choice = model.choice(joined)
            original, names = " ".join(swap.original), model.model.words
            true = [choice.pick(row, joined, names) == original for row in range(len(choice.owner))]
            if true:
                found.append(Example(choice.features, np.array(true, np.bool_)))
    return found


def fit(found: Sequence[Example]) -> Learned:
    """Maximise the mean log-probability of the right alternative, weights kept small."""
    raw = np.concatenate([example.features for example in found]).astype(np.float64)
    true = np.concatenate([example.true for example in found])
    starts = np.cumsum([0, *(len(example.true) for example in found[:-1])])
    mean, spread = raw.mean(0), raw.std(0) + 1e-6
    inputs = (raw - mean) / spread
    group = np.repeat(np.arange(len(found)), np.diff([*starts, len(true)]))
    known = np.logical_or.reduceat(true, starts)

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        slopes, none = parameters[:-1], parameters[-1]
        scores = inputs @ slopes
        total = np.logaddexp(_sums(scores, starts, group), none)
        right = np.where(true, scores, -np.inf)
        chosen = np.where(known, _sums(right, starts, group), none)
        pull = np.exp(scores - total[group])
        hit = np.where(true, np.exp(scores - chosen[group]), 0) * known[group]
        slope = inputs.T @ (pull - hit) / len(found) + 2 * DECAY * slopes
        rest = float((np.exp(none - total) - ~known).mean())
        value = float((total - chosen).mean() + DECAY * (slopes**2).sum())
        return value, np.append(slope, rest)

    begun = np.zeros(inputs.shape[1] + 1)
    learned = minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights = learned[:-1] / spread
    return Learned(weights.astype(np.float32), float(learned[-1] + mean @ weights))


def _sums(
    scores: NDArray[np.float64], starts: NDArray[np.int64], group: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Log of the summed exponentials of each group; -inf for a group of -inf alone."""
    highest = np.maximum.reduceat(scores, starts)
    safe = np.where(np.isfinite(highest), highest, 0)
    with np.errstate(divide="ignore"):
        sums: NDArray[np.float64] = (
            np.log(np.add.reduceat(np.exp(scores - safe[group]), starts)) + safe
        )
    return sums
