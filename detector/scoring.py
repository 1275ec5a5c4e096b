"""From features to scores to a verdict: calibrated linear page models, one per axis.

A page model is a scikit-learn pipeline (standardised, log-scaled features into a logistic
regression, calibrated on held-out pages) saved with skops, beside a JSON card that holds its
features with their weights, its thresholds and what it was trained on. Linear, so that the
assessment can say which features moved the score; and so that a page can be scored from the card
alone: importing skops and scikit-learn costs two seconds, which one scanned page need not pay.
:func:`estimator` gives the same model to those who want to use it with scikit-learn.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detector.artefacts import artefact
from detector.assessment import Moved, Verdict
from detector.errors import ModelError
from detector.evidence import Demand
from detector.finding import Axis

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

AXES = (Axis.SPUN, Axis.STUFFED, Axis.UNRELIABLE)
MOST_MOVED = 5


@dataclass(frozen=True, slots=True)
class Weight:
    """One feature: its weight on the log-odds after log-scaling and standardising."""

    feature: str
    weight: float
    mean: float
    scale: float


@dataclass(frozen=True)
class PageModel:
    """A calibrated probability for one axis from named features.

    ``flag`` is set so that at most 1 in 100 honest pages gets it, ``review`` at most 1 in 20
    (both measured on held-out honest pages, non-native authors included). Where there is a
    ``demand``, a score reaches them only with evidence that readers can see.
    """

    axis: Axis
    version: str
    review: float
    flag: float
    intercept: float
    weights: tuple[Weight, ...]
    demand: Demand | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features, in the order of the estimator's columns."""
        return tuple(weight.feature for weight in self.weights)

    def score(self, features: Mapping[str, float]) -> float:
        """Return the probability that the page is bad on this axis.

        Raises:
            KeyError: a feature is missing.
        """
        score = probability(self.intercept, effects(self.weights, features))
        if self.demand is None:
            return score
        return self.demand.kept(score, {"review": self.review, "flag": self.flag}, features)

    def moved(self, features: Mapping[str, float]) -> tuple[Moved, ...]:
        """Return the features that moved the score most, as shares of the log-odds."""
        ranked = sorted(effects(self.weights, features), key=lambda moved: -abs(moved.effect))
        return tuple(moved for moved in ranked[:MOST_MOVED] if moved.effect)

    def verdict(self, score: float) -> Verdict:
        """Return what the score means for the reader."""
        if score >= self.flag:
            return Verdict.FLAG
        return Verdict.REVIEW if score >= self.review else Verdict.PASS


def effects(weights: Iterable[Weight], features: Mapping[str, float]) -> list[Moved]:
    """Return what each feature adds to the log-odds."""
    return [
        Moved(one.feature, value, one.weight * (scaled(value) - one.mean) / one.scale)
        for one in weights
        for value in [features[one.feature]]
    ]


def probability(intercept: float, moved: Iterable[Moved]) -> float:
    """Return the probability of a logistic regression from its effects."""
    logit = intercept + sum(one.effect for one in moved)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, logit))))


def scaled(value: float) -> float:
    """Return the log-scaled feature: counts and ratios matter by their order of magnitude."""
    return math.copysign(math.log1p(abs(value)), value)


@cache
def page_model(axis: Axis) -> PageModel:
    """Load the page model of an axis; ModelError says what to do when it is missing or damaged."""
    card = artefact(f"page-{axis}.json")
    try:
        facts = json.loads(card.read_text("utf-8"))
        return PageModel(
            axis,
            facts["version"],
            facts["thresholds"]["review"],
            facts["thresholds"]["flag"],
            facts["intercept"],
            tuple(Weight(**weight) for weight in facts["weights"]),
            Demand(**facts["demand"]) if "demand" in facts else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The page model {card.name} is damaged ({error}); install detector again."
        ) from error


def estimator(axis: Axis) -> Pipeline:
    """Return the page model as a scikit-learn Pipeline over log-scaled features (:func:`scaled`).

    Its columns are ``page_model(axis).features`` in order; ``predict_proba(X)[:, 1]`` equals
    :meth:`PageModel.score`, but for pages that lack the evidence which that one demands.
    """
    from skops.io import load

    pipeline: Pipeline = load(artefact(f"page-{axis}.skops"), trusted=[])
    return pipeline


def judged_axes(health: bool) -> tuple[Axis, ...]:
    """Return the axes that a page is judged on: ``unreliable`` is for health pages alone."""
    return tuple(axis for axis in AXES if health or axis is not Axis.UNRELIABLE)


def verdict(scores: Mapping[Axis, float | None]) -> Verdict:
    """Return the worst verdict of the judged axes."""
    order = (Verdict.PASS, Verdict.REVIEW, Verdict.FLAG)
    verdicts = [
        page_model(axis).verdict(score) for axis, score in scores.items() if score is not None
    ]
    return max(verdicts, key=order.index, default=Verdict.PASS)
