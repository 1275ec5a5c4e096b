"""Train the page model ``unreliable``; every figure about it comes from sites it never saw.

Whole sites are left out in five folds; the scores of the left-out pages calibrate the model and
set its thresholds, so the shares of honest pages that are flagged hold by construction. The tone
(:mod:`models.unreliable.tone`) learns from all sets. The weights of the page model do not learn
from sets whose labels speak of news publishers, of claims or of press releases: what makes those
good or bad is not in its counts, and what is learned there hurts elsewhere. How much it hears of
the tone is learned from all sets (:mod:`models.unreliable.hearing`). A page is reviewed or flagged
only with findings to show (:mod:`detector.evidence`), and thresholds are set with this in force.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from skops.io import dump

from detector.evidence import BELOW, FEATURES, Demand
from detector.finding import Axis
from models.metrics import Array, Flags
from models.page.train import FLAG_RATE, REVIEW_RATE, fit, matrix
from models.unreliable.hearing import heard
from models.unreliable.pages import Judged
from models.unreliable.tone import fit as fit_tone
from models.unreliable.tone import fold_of, left_out, toned

VERSION = "3"
FOLDS = 5
FITTED = frozenset(
    {"trec2019", "landers", "supplement-shop", "oil-shop", "fakenews", "official", "people",
     "careful"}
)  # fmt: skip
UNSURE = frozenset({"trec2019"})
LEAST_PAGES = 100
# Strengths that the findings of a page sum up to: a strong claim, or two weak ones or absences.
DEMAND = Demand(FEATURES[Axis.UNRELIABLE], review=1.0, flag=1.0)
# The thresholds are set as if that much were demanded: the sets hold few honest pages that sell.
ENOUGH = {"review": 0.5, "flag": 1.0}


def left_out_margins(pages: Sequence[Judged]) -> Array:
    """Return each page's log-odds, before calibration, by models that saw nothing of its site."""
    fold = np.array([fold_of(page.row.group, FOLDS) for page in pages])
    margins = np.full(len(pages), np.nan)
    for one in range(FOLDS):
        out = np.flatnonzero(fold == one)
        rest = [page for page, f in zip(pages, fold, strict=True) if f != one]
        margins[out] = margins_of(rest, [pages[int(i)] for i in out])
    return margins


def margins_of(seen: Sequence[Judged], pages: Sequence[Judged]) -> Array:
    """Return the log-odds of pages by a tone and a page model that were fitted on ``seen`` alone.

    The page model learns from tones that each page of ``seen`` got from a model without its site:
    pages that the tone knows would look surer than new ones.
    """
    model, kept = fit_page(toned(seen, left_out(seen)))
    told = toned(pages, fit_tone(seen).tones(pages))
    margins: Array = model.decision_function(matrix([page.row for page in told], kept))
    return margins


def fit_page(pages: Sequence[Judged]) -> tuple[Pipeline, list[str]]:
    """Fit the page model on the sets that it learns from, and its ear for the tone on all."""
    rows = [page.row for page in pages if page.group in FITTED]
    model, kept = fit(rows, Axis.UNRELIABLE, sorted(rows[0].features))
    return heard(model, kept, pages), kept


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
    """Return ``flag`` and ``review`` so that each group of honest pages keeps the rates alone.

    Pages without findings to show cannot reach them. Between the two is room for scores that are
    kept just below ``flag``. The pages that trec2019 calls credible count with all others, but not
    alone: shops are among them, and the worst of 134 would set the threshold by itself.
    """
    honest = [i for i, page in enumerate(pages) if not page.unreliable]
    names = {page.group for page in pages} - UNSURE
    groups = [[i for i in honest if pages[i].group == name] for name in names]
    samples = [group for group in groups if len(group) >= LEAST_PAGES] + [honest]
    shown = np.array([page.evidence for page in pages])

    def least(name: str, rate: float) -> float:
        able = np.where(shown >= ENOUGH[name], scores, 0)
        return float(np.nextafter(max(np.quantile(able[one], 1 - rate) for one in samples), 2))

    review = least("review", REVIEW_RATE)
    return {"review": review, "flag": max(least("flag", FLAG_RATE), review + 2 * BELOW)}


def demanded(pages: Sequence[Judged], scores: Array, limits: Mapping[str, float]) -> Array:
    """Return the scores as the product tells them: kept below what they lack the evidence for."""
    return np.array(
        [
            DEMAND.kept(score, limits, {DEMAND.feature: page.evidence})
            for page, score in zip(pages, scores.tolist(), strict=True)
        ]
    )


def train(pages: Sequence[Judged], *, manifest_hash: str, folder: Path) -> dict[str, Any]:
    """Fit on all sites, calibrate on left-out ones, write the artefacts; return their card."""
    slope, shift, scores = calibrated(pages, left_out_margins(pages))
    mine = [page for page in pages if page.group in FITTED]
    model, kept = fit_page(toned(pages, left_out(pages)))
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
        "demand": asdict(DEMAND),
        "pages": {"train": len(mine), "unreliable": int(targets(mine).sum())},
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card
