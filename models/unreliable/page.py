"""Train the page model ``unreliable``; every figure about it comes from sites it never saw.

Whole sites are left out in ten folds; the scores of the left-out pages calibrate the model and set
its thresholds, so the shares of honest pages that are flagged hold by construction. Sets whose
labels speak of
news publishers or of press releases take no part in fitting: what makes them good or bad is not in
the wording, so they are held-out sets and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from skops.io import dump

from corpus.split import unit
from detector.finding import Axis
from models.metrics import Array, Flags
from models.page.train import FLAG_RATE, REVIEW_RATE, fit, matrix
from models.unreliable.pages import Judged

VERSION = "1"
FOLDS = 10
FITTED = frozenset(
    {"trec2019", "landers", "supplement-shop", "oil-shop", "fakenews", "official", "people",
     "careful"}
)  # fmt: skip
LEAST_PAGES = 100


def left_out_margins(pages: Sequence[Judged]) -> Array:
    """Return each page's log-odds, before calibration, by a model that saw nothing of its site."""
    fold = np.array([int(unit(f"fold|{page.row.group}") * FOLDS) for page in pages])
    margins = np.full(len(pages), np.nan)
    for one in range(FOLDS):
        rest = [page.row for page, f in zip(pages, fold, strict=True)
                if f != one and page.group in FITTED]  # fmt: skip
        model, kept = fit(rest, Axis.UNRELIABLE, _names(pages))
        out = np.flatnonzero(fold == one)
        margins[out] = model.decision_function(matrix([pages[int(i)].row for i in out], kept))
    return margins


def calibrated(pages: Sequence[Judged], margins: Array) -> tuple[float, float, Array]:
    """Return slope and shift of a Platt scaling on the fitted sets, and all scores by it."""
    mine = np.array([page.group in FITTED for page in pages])
    platt = LogisticRegression(C=1e6, class_weight="balanced")
    platt.fit(margins[mine].reshape(-1, 1), targets(pages)[mine])
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    return slope, shift, 1 / (1 + np.exp(-(slope * margins + shift)))


def targets(pages: Sequence[Judged]) -> Flags:
    """Return the labels: True is unreliable."""
    return np.array([page.unreliable for page in pages])


def thresholds(pages: Sequence[Judged], scores: Array) -> dict[str, float]:
    """Return ``flag`` and ``review`` so that each group of honest pages keeps the rates alone."""
    honest = [i for i, page in enumerate(pages) if not page.unreliable]
    groups = [[i for i in honest if pages[i].group == name] for name in {p.group for p in pages}]
    samples = [scores[group] for group in groups if len(group) >= LEAST_PAGES] + [scores[honest]]
    return {
        name: float(np.nextafter(max(np.quantile(sample, 1 - rate) for sample in samples), 2))
        for name, rate in (("review", REVIEW_RATE), ("flag", FLAG_RATE))
    }


def train(pages: Sequence[Judged], *, manifest_hash: str, folder: Path) -> dict[str, Any]:
    """Fit on all sites, calibrate on left-out ones, write the artefacts; return their card."""
    slope, shift, scores = calibrated(pages, left_out_margins(pages))
    mine = [page for page in pages if page.group in FITTED]
    model, kept = fit([page.row for page in mine], Axis.UNRELIABLE, _names(pages))
    model[-1].coef_ = model[-1].coef_ * slope
    model[-1].intercept_ = model[-1].intercept_ * slope + shift
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "page-unreliable.skops"
    dump(model, path)
    card = {
        "version": VERSION,
        "axis": str(Axis.UNRELIABLE),
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
        "thresholds": thresholds(pages, scores),
        "pages": {"train": len(mine), "unreliable": int(targets(mine).sum())},
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card


def _names(pages: Sequence[Judged]) -> list[str]:
    return sorted(pages[0].row.features)
