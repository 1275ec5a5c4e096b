"""Train the page models: ``python -m models.train page``.

Features are log-scaled and standardised, and a logistic regression with non-negative weights is
fitted (a feature whose weight comes out negative is dropped, since more evidence never clears a
page; what how short a page is and tampered letters weigh is set). All of it happens on the
dev split: the rewriting and the n-gram model have seen the train split, so that its honest pages
look better there than new ones will. Calibration (Platt scaling, folded into the weights) and
thresholds rest on scores that each page got from a model fitted without its document: ``flag`` at
most 1 in 100 honest pages, ``review`` at most 1 in 20, in the pool and in learner text, consumer
health, articles about one condition and real web pages by themselves, where there are enough. Where
there are not, ``models/page/guard.py`` looks at more.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from skops.io import dump

from detector.evidence import FEATURES, OF_PEOPLE, Demand
from detector.finding import Axis
from detector.scoring import scaled
from models.page.features import SEEN, Row

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
VERSION = "2"
SHORT = "rw_short"
# What each halving of a page below 200 words takes off the log-odds of `spun`. Chosen with
# `python -m models.page.short`.
HALVING = 1.5
# What look-alike and unseen letters inside words add: a regression that keeps weights small makes
# too little of what one family of its rows has and no honest page. Set so that five such words
# in 300 take a clean page to `review`, and one of them no page (tests/test_scoring.py).
LETTERS = 2.5
AXES = (Axis.SPUN, Axis.STUFFED)
PREFIXES = {Axis.SPUN: ("spn", "rw_"), Axis.STUFFED: ("stf", "tpl")}
SET: Mapping[Axis, Mapping[str, float]] = {
    Axis.SPUN: {SHORT: -HALVING / math.log(2), "spn303": LETTERS, "spn304": LETTERS},
}
NOT_EVIDENCE = frozenset({"spn203_wrong_share", *(code.lower() for code in OF_PEOPLE)})
# Strengths that the findings of a page sum up to: `python -m models.page.demand` shows the choice.
DEMAND = {Axis.SPUN: Demand(FEATURES[Axis.SPUN], review=1.0, flag=3.0)}
PROTECTED = ("learner", "consumer-health", "condition", "web")
LEAST = 50  # pages of a register that can carry a quantile
# What is promised is 1 and 5 in 100; set lower, since users bring registers that we do not have.
FLAG_RATE, REVIEW_RATE = 0.006, 0.018
FOLDS = 5
Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def label(row: Row, axis: Axis) -> bool:
    """Whether the row is a positive of the axis."""
    return bool(row.family) if axis is Axis.SPUN else bool(row.style)


def usable(rows: Sequence[Row], axis: Axis) -> list[Row]:
    """Leave out what is neither positive nor negative: a spun page is no witness for stuffing.

    Nor are pages that the rewriting model was trained on witnesses for what it finds.
    """
    known = SEEN if axis is Axis.SPUN else ""
    return [row for row in rows if row.register != known and (row.honest or label(row, axis))]


def evidence(rows: Sequence[Row], axis: Axis) -> list[str]:
    """Name the features whose weight on an axis is to be fitted."""
    named = {name for name in rows[0].features if name.startswith(PREFIXES[axis])}
    return sorted(named - NOT_EVIDENCE - SET.get(axis, {}).keys())


def matrix(rows: Sequence[Row], features: Sequence[str]) -> Array:
    """Return the log-scaled features, shape (rows, features)."""
    return np.array([[scaled(row.features[name]) for name in features] for row in rows])


def fit(rows: Sequence[Row], axis: Axis, features: Sequence[str]) -> tuple[Pipeline, list[str]]:
    """Fit a logistic regression without negative weights; return it with the features it kept."""
    target = np.array([label(row, axis) for row in rows])
    kept = list(features)
    while True:
        model = make_pipeline(
            StandardScaler(), LogisticRegression(C=0.3, max_iter=2000, class_weight="balanced")
        )
        model.fit(matrix(rows, kept), target)
        weights = model[-1].coef_[0]
        if weights.min() > 0:
            set_here = SET.get(axis, {})
            return extended(model, set_here.values()), [*kept, *set_here]
        kept = [name for name, weight in zip(kept, weights, strict=True) if weight > weights.min()]


def extended(model: Pipeline, weights: Iterable[float]) -> Pipeline:
    """Add features whose weights on the log-odds are set: the rows hold too few pages to tell.

    The odd words of a short page are chance more often, and of those who write short texts many
    write in a language not their own; nobody types a Cyrillic letter inside an English word.
    """
    scaler, regression, more = model[0], model[-1], np.array([*weights])
    scaler.mean_ = np.append(scaler.mean_, np.zeros_like(more))
    scaler.var_, scaler.scale_ = (
        np.append(one, np.ones_like(more)) for one in (scaler.var_, scaler.scale_)
    )
    regression.coef_ = np.append(regression.coef_, [more], axis=1)
    scaler.n_features_in_ = regression.n_features_in_ = len(scaler.mean_)
    return model


def halvings(shortness: Array) -> Array:
    """Return how often pages of that value of ``SHORT`` are halved below 200 words."""
    found: Array = np.log2(1 + shortness)
    return found


def held_out_margins(rows: Sequence[Row], axis: Axis, features: Sequence[str]) -> Array:
    """Return the margin of each row by a model that was fitted without its document."""
    target = np.array([label(row, axis) for row in rows])
    groups = [row.group for row in rows]
    margins = np.zeros(len(rows))
    for seen, held_out in GroupKFold(FOLDS).split(rows, target, groups):
        model, kept = fit([rows[i] for i in seen], axis, features)
        margins[held_out] = model.decision_function(matrix([rows[i] for i in held_out], kept))
    return margins


def calibrate(model: Pipeline, margins: Array, target: Flags) -> Array:
    """Fold a Platt scaling (Platt 1999) of held-out margins into the model; return their scores."""
    platt = LogisticRegression(C=1e6, class_weight="balanced").fit(margins.reshape(-1, 1), target)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    model[-1].coef_ = model[-1].coef_ * slope
    model[-1].intercept_ = model[-1].intercept_ * slope + shift
    scores: Array = platt.predict_proba(margins.reshape(-1, 1))[:, 1]
    return scores


def threshold(scores: Array, registers: Sequence[str], rate: float) -> float:
    """Return the least score that at most ``rate`` of honest pages reach, protected ones apart."""
    groups = [np.array([register == name for register in registers]) for name in PROTECTED]
    groups = [np.ones(len(scores), bool), *(group for group in groups if group.sum() >= LEAST)]
    limits = [np.quantile(scores[group], 1 - rate, method="higher") for group in groups]
    return float(np.nextafter(max(limits), 2))


def train(
    axis: Axis, rows: Sequence[Row], *, manifest_hash: str, folder: Path = ARTEFACTS
) -> dict[str, Any]:
    """Fit, calibrate, set thresholds, write the artefacts of one axis and return their card."""
    kept_rows = usable(rows, axis)
    names = evidence(rows, axis)
    model, kept = fit(kept_rows, axis, names)
    target = np.array([label(row, axis) for row in kept_rows])
    scores = calibrate(model, held_out_margins(kept_rows, axis, names), target)[~target]
    # Pages that the rewriting model has seen are no witnesses for `spun`, but for the rest.
    honest = [row for row in kept_rows if not label(row, axis)]
    registers = ["web" if row.register == SEEN else row.register for row in honest]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"page-{axis}.skops"
    dump(model, path)
    card = {
        "version": VERSION,
        "axis": str(axis),
        "intercept": float(model[-1].intercept_[0]),
        "weights": [
            {"feature": name, "weight": weight, "mean": mean, "scale": scale}
            for name, weight, mean, scale in zip(
                kept,
                model[-1].coef_[0].tolist(),
                model[0].mean_.tolist(),
                model[0].scale_.tolist(),
                strict=True,
            )
        ],
        "thresholds": {
            "review": threshold(scores, registers, REVIEW_RATE),
            "flag": threshold(scores, registers, FLAG_RATE),
        },
        "pages": {"positive": int(target.sum()), "honest": int((~target).sum())},
        **({"demand": asdict(DEMAND[axis])} if axis in DEMAND else {}),
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card
