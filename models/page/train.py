"""Train the page models: ``python -m models.train page``.

Features are log-scaled and standardised, a logistic regression with non-negative weights is fitted
(a feature whose weight comes out negative is dropped, since more evidence never clears a page),
calibrated on the dev split by Platt scaling folded into the weights, and the thresholds are set on
honest dev pages: ``flag`` at most 1 in 100, ``review`` at most 1 in 20, in the pool and in learner
text and consumer health by themselves.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from skops.io import dump

from detector.finding import Axis
from detector.scoring import scaled
from models.page.features import Row

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
VERSION = "1"
AXES = (Axis.SPUN, Axis.STUFFED)
PREFIXES = {Axis.SPUN: ("spn", "rw_"), Axis.STUFFED: ("stf", "tpl")}
PROTECTED = ("learner", "consumer-health")
FLAG_RATE, REVIEW_RATE = 0.01, 0.05
Array = NDArray[np.float64]


def label(row: Row, axis: Axis) -> bool:
    """Whether the row is a positive of the axis."""
    return bool(row.family) if axis is Axis.SPUN else bool(row.style)


def usable(rows: Sequence[Row], axis: Axis) -> list[Row]:
    """Leave out what is neither positive nor negative: a spun page is no witness for stuffing."""
    return [row for row in rows if row.honest or label(row, axis)]


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
            return model, kept
        kept = [name for name, weight in zip(kept, weights, strict=True) if weight > weights.min()]


def calibrate(model: Pipeline, features: Sequence[str], rows: Sequence[Row], axis: Axis) -> None:
    """Fold a Platt scaling (Platt 1999), fitted on held-out rows, into the model's weights."""
    target = np.array([label(row, axis) for row in rows])
    margins = model.decision_function(matrix(rows, features)).reshape(-1, 1)
    platt = LogisticRegression(C=1e6, class_weight="balanced").fit(margins, target)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    model[-1].coef_ = model[-1].coef_ * slope
    model[-1].intercept_ = model[-1].intercept_ * slope + shift


def threshold(scores: Array, registers: Sequence[str], rate: float) -> float:
    """Return the least score that at most ``rate`` of honest pages reach, protected ones apart."""
    groups = [np.array([register == name for register in registers]) for name in PROTECTED]
    limits = [np.quantile(scores[group], 1 - rate) for group in groups if group.sum() >= 100]
    limits.append(np.quantile(scores, 1 - rate))
    return float(np.nextafter(max(limits), 2))


def train(
    axis: Axis,
    training: Sequence[Row],
    dev: Sequence[Row],
    *,
    manifest_hash: str,
    folder: Path = ARTEFACTS,
) -> dict[str, Any]:
    """Fit, calibrate, set thresholds, write the artefacts of one axis and return their card."""
    names = sorted(n for n in training[0].features if n.startswith(PREFIXES[axis]))
    model, kept = fit(usable(training, axis), axis, names)
    held_out = usable(dev, axis)
    calibrate(model, kept, held_out, axis)
    honest = [row for row in held_out if row.honest]
    scores = model.predict_proba(matrix(honest, kept))[:, 1]
    registers = [row.register for row in honest]
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
        "pages": {"train": len(usable(training, axis)), "dev": len(held_out)},
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card
