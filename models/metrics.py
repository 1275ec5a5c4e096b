"""Metrics of binary scores: recall at a false-positive rate, calibration error, intervals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def recall_at(positive: Array, negative: Array, rate: float) -> float:
    """Return the share of positives above the ``1 - rate`` quantile of the negatives."""
    if not len(positive) or not len(negative):
        return float("nan")
    return float(np.mean(positive > np.quantile(negative, 1 - rate)))


def auc(positive: Array, negative: Array) -> float:
    """Return the area under the ROC curve."""
    if not len(positive) or not len(negative):
        return float("nan")
    target = np.r_[np.ones(len(positive)), np.zeros(len(negative))]
    return float(roc_auc_score(target, np.r_[positive, negative]))


def calibration_error(scores: Array, target: Flags, bins: int = 10) -> float:
    """Return the expected calibration error over equal-width bins, classes weighted alike.

    Source: Naeini et al. 2015, Obtaining well calibrated probabilities using Bayesian binning.
    """
    weight = np.where(target, 0.5 / max(target.sum(), 1), 0.5 / max((~target).sum(), 1))
    place = np.minimum((scores * bins).astype(int), bins - 1)
    error = 0.0
    for one in range(bins):
        inside = place == one
        share = weight[inside].sum()
        if share:
            seen = float((weight[inside] * target[inside]).sum() / share)
            said = float((weight[inside] * scores[inside]).sum() / share)
            error += share * abs(seen - said)
    return float(error)


def interval(
    statistic: Callable[[Array], float], sample: Array, *, rounds: int = 300, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a statistic of one sample (percentile method)."""
    if len(sample) < 2:
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    values = [statistic(sample[rng.integers(0, len(sample), len(sample))]) for _ in range(rounds)]
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
