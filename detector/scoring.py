"""From features to scores to a verdict: calibrated linear page models, one per axis.

A page model is a scikit-learn pipeline (standardised, log-scaled features into a logistic
regression, calibrated on held-out pages) saved with skops, beside a JSON file that names its
features, its thresholds and what it was trained on. Linear, so that the assessment can say which
features moved the score.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detector.artefacts import artefact
from detector.assessment import Moved, Verdict
from detector.errors import ModelError
from detector.finding import Axis

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

AXES = (Axis.SPUN, Axis.STUFFED)
MOST_MOVED = 5


@dataclass(frozen=True)
class PageModel:
    """A calibrated probability for one axis from named features.

    ``flag`` is set so that at most 1 in 100 honest pages gets it, ``review`` at most 1 in 20
    (both measured on held-out honest pages, non-native authors included).
    """

    axis: Axis
    version: str
    features: tuple[str, ...]
    review: float
    flag: float
    estimator: Pipeline

    def score(self, features: Mapping[str, float]) -> float:
        """Return the probability that the page is bad on this axis."""
        logit = self._intercept + sum(effect for _, _, effect in self._effects(features))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, logit))))

    def moved(self, features: Mapping[str, float]) -> tuple[Moved, ...]:
        """Return the features that moved the score most, as shares of the log-odds."""
        ranked = sorted(self._effects(features), key=lambda item: -abs(item[2]))
        return tuple(
            Moved(name, value, effect) for name, value, effect in ranked[:MOST_MOVED] if effect
        )

    def verdict(self, score: float) -> Verdict:
        """Return what the score means for the reader."""
        if score >= self.flag:
            return Verdict.FLAG
        return Verdict.REVIEW if score >= self.review else Verdict.PASS

    def _effects(self, features: Mapping[str, float]) -> list[tuple[str, float, float]]:
        weights, means, scales = self._linear
        return [
            (name, features[name], weight * (scaled(features[name]) - mean) / scale)
            for name, weight, mean, scale in zip(self.features, weights, means, scales, strict=True)
        ]

    @property
    def _intercept(self) -> float:
        return float(self.estimator[-1].intercept_[0])

    @property
    def _linear(self) -> tuple[Any, Any, Any]:
        scaler, regression = self.estimator[0], self.estimator[-1]
        return regression.coef_[0], scaler.mean_, scaler.scale_


def scaled(value: float) -> float:
    """Return the log-scaled feature: counts and ratios matter by their order of magnitude."""
    return math.copysign(math.log1p(abs(value)), value)


@cache
def page_model(axis: Axis) -> PageModel:
    """Load the page model of an axis; ModelError says what to do when it is missing or damaged."""
    card = artefact(f"page-{axis}.json")
    weights = artefact(f"page-{axis}.skops")
    try:
        facts = json.loads(card.read_text("utf-8"))
        return PageModel(
            axis,
            facts["version"],
            tuple(facts["features"]),
            facts["thresholds"]["review"],
            facts["thresholds"]["flag"],
            _estimator(weights),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The page model {card.name} is damaged ({error}); install detector again."
        ) from error


def _estimator(path: Path) -> Pipeline:
    from skops.io import load

    return load(path, trusted=[])


def verdict(scores: Mapping[Axis, float | None]) -> Verdict:
    """Return the worst verdict of the judged axes."""
    order = (Verdict.PASS, Verdict.REVIEW, Verdict.FLAG)
    verdicts = [
        page_model(axis).verdict(score) for axis, score in scores.items() if score is not None
    ]
    return max(verdicts, key=order.index, default=Verdict.PASS)
