"""Train and test the topic model: hashed words into a logistic regression, calibrated.

Tested by leaving whole publishers out (12 folds of publishers): every text is scored by a model
that saw nothing of its publisher. The same scores calibrate the shipped model (Platt 1999).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detector.topic import COLUMNS, columns
from models.metrics import Array, Flags, auc, calibration_error
from models.unreliable.topics import Topical

VERSION = "1"
FOLDS = 12
THRESHOLD = 0.5
STRENGTH = 8.0
OWN_WEIGHT = 60.0


def matrix_of(texts: Sequence[Topical]) -> csr_matrix:
    """Return which content words each text has, rows of length one, as the product sees them."""
    places = [columns(text.text) for text in texts]
    starts = np.cumsum([0, *map(len, places)])
    values = np.concatenate([np.full(len(p), 1 / max(len(p), 1) ** 0.5) for p in places])
    return csr_matrix((values, np.concatenate(places), starts), shape=(len(texts), COLUMNS))


def fit(matrix: csr_matrix, texts: Sequence[Topical]) -> LogisticRegression:
    """Fit on texts, big sets weighing less for each text, our own borderline texts more."""
    count = Counter(text.source for text in texts)
    weight = [
        OWN_WEIGHT if text.source.startswith("own/") else (100 / count[text.source]) ** 0.5
        for text in texts
    ]
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear")
    return model.fit(matrix, [text.health for text in texts], sample_weight=weight)


def left_out_scores(matrix: csr_matrix, texts: Sequence[Topical]) -> Array:
    """Return each text's margin by a model that never saw its publisher; NaN for our own texts."""
    publishers = sorted({text.publisher for text in texts if not text.source.startswith("own/")})
    np.random.default_rng(0).shuffle(publishers)
    mixed = np.array([text.mixed for text in texts])
    scores = np.full(len(texts), np.nan)
    for fold in range(FOLDS):
        out = np.isin([text.publisher for text in texts], publishers[fold::FOLDS])
        kept = np.flatnonzero(~out & ~mixed)
        model = fit(matrix[kept], [texts[int(i)] for i in kept])
        scores[out] = model.decision_function(matrix[out])
    return scores


def train(texts: Sequence[Topical], *, manifest_hash: str, folder: Path) -> dict[str, Any]:
    """Test by publishers left out, fit on all, calibrate, write the artefacts; return the card."""
    matrix = matrix_of(texts)
    scores = left_out_scores(matrix, texts)
    kept = [i for i, text in enumerate(texts) if not text.mixed]
    model = fit(matrix[kept], [texts[i] for i in kept])
    judged = np.array([i for i in kept if np.isfinite(scores[i])])
    target = np.array([texts[i].health for i in judged])
    platt = LogisticRegression(C=1e6, class_weight="balanced")
    platt.fit(scores[judged].reshape(-1, 1), target)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "topic.npy"
    np.save(path, (model.coef_[0] * slope).astype(np.float32))
    calibrated = 1 / (1 + np.exp(-(scores * slope + shift)))
    card = {
        "version": VERSION,
        "threshold": THRESHOLD,
        "intercept": float(model.intercept_[0]) * slope + shift,
        "texts": len(kept),
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "left_out": _summary(calibrated[judged], target),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card | {"by_source": by_source(calibrated, texts)}


def _summary(probability: Array, target: Flags) -> dict[str, float]:
    return {
        "auc": round(auc(probability[target], probability[~target]), 4),
        "health_found": round(float((probability[target] >= THRESHOLD).mean()), 4),
        "other_taken_for_health": round(float((probability[~target] >= THRESHOLD).mean()), 4),
        "calibration_error": round(calibration_error(probability, target), 4),
    }


def by_source(probability: Array, texts: Sequence[Topical]) -> dict[str, dict[str, float]]:
    """Return for each set its AUC against all texts of the other class and its share of health."""
    judged = np.isfinite(probability) & ~np.array([text.mixed for text in texts])
    target = np.array([text.health for text in texts])
    found = {}
    for name in sorted({text.source for text in texts if not text.source.startswith("own/")}):
        mine = np.array([text.source == name for text in texts])
        health = bool(target[mine][0])
        rest = probability[judged & (target != health)]
        pair = (probability[mine], rest) if health else (rest, probability[mine])
        found[name] = {
            "health": health,
            "texts": int(mine.sum()),
            "auc": round(auc(*pair), 4),
            "called_health": round(float((probability[mine] >= THRESHOLD).mean()), 4),
        }
    return found
