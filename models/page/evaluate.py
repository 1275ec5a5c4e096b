"""Evaluate the shipped page models by family, by length and by register of honest text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from detector.finding import Axis
from detector.scoring import page_model
from models.metrics import Array, Flags, auc, calibration_error, interval, recall_at
from models.page.features import Row
from models.page.train import label, usable

LONG = 200  # words
LENGTHS = {"80-199": (0, 200), "200-499": (200, 500), "500+": (500, 10**9)}


def evaluate(axis: Axis, rows: Sequence[Row]) -> dict[str, Any]:
    """Return all results of one axis as plain numbers, each share with its 95 % interval."""
    kept = usable(rows, axis)
    model = page_model(axis)
    scores = np.array([model.score(row.features) for row in kept])
    target = np.array([label(row, axis) for row in kept])
    honest = scores[~target]
    return {
        "version": model.version,
        "pages": {"honest": int((~target).sum()), "positive": int(target.sum())},
        "auc": auc(scores[target], honest),
        "calibration_error": calibration_error(scores, target),
        "recall": _recalls(axis, kept, scores, honest, model.flag),
        "by_length": _by_length(kept, scores, target, honest),
        "by_rate": _by_rate(kept, scores, honest, model.flag) if axis is Axis.SPUN else {},
        "false_positives": _false_positives(kept, scores, target, model.flag, model.review),
    }


def summary(axis: Axis, rows: Sequence[Row]) -> dict[str, float]:
    """Return the few figures that a small set can carry."""
    kept = usable(rows, axis)
    model = page_model(axis)
    scores = np.array([model.score(row.features) for row in kept])
    target = np.array([label(row, axis) for row in kept])
    return {
        "pages": float(len(kept)),
        "auc": auc(scores[target], scores[~target]),
        "recall_at_flag": float((scores[target] >= model.flag).mean()),
        "honest_flagged": float((scores[~target] >= model.flag).mean()),
        "honest_reviewed": float((scores[~target] >= model.review).mean()),
    }


def _recalls(
    axis: Axis, rows: Sequence[Row], scores: Array, honest: Array, flag: float
) -> dict[str, Any]:
    """Recall by family (or style), for pages of 200 and more words."""
    found: dict[str, Any] = {}
    for name, places in sorted(_grouped(rows, lambda row: _name(row, axis)).items()):
        if not name:
            continue
        long = [i for i in places if rows[i].words >= LONG]
        hits = (scores[long] >= flag).astype(float)
        found[name] = {
            "pages": len(long),
            "auc": auc(scores[long], honest),
            "recall_at_1pct": recall_at(scores[long], honest, 0.01),
            "recall_at_flag": float(hits.mean()) if long else float("nan"),
            "interval": interval(lambda s: float(s.mean()), hits),
        }
    return found


def _by_length(rows: Sequence[Row], scores: Array, target: Flags, honest: Array) -> dict[str, Any]:
    words = np.array([row.words for row in rows])
    found = {}
    for name, (low, high) in LENGTHS.items():
        inside = (words >= low) & (words < high)
        found[name] = {
            "pages": int((inside & target).sum()),
            "recall_at_1pct": recall_at(scores[inside & target], scores[inside & ~target], 0.01),
            "recall_at_0.1pct": recall_at(scores[inside & target], honest, 0.001),
        }
    return found


def _by_rate(rows: Sequence[Row], scores: Array, honest: Array, flag: float) -> dict[str, Any]:
    """Recall by the share of words that a spinner was told to touch, from 200 words on."""
    found = {}
    groups = _grouped(rows, lambda row: f"{row.rate:.0%}" if row.words >= LONG else "")
    for name, places in sorted(groups.items(), key=lambda pair: rows[pair[1][0]].rate):
        if name in ("", "0%"):
            continue
        mine = scores[places]
        found[name] = {
            "pages": len(mine),
            "recall_at_1pct": recall_at(mine, honest, 0.01),
            "recall_at_0.1pct": recall_at(mine, honest, 0.001),
            "recall_at_flag": float((mine >= flag).mean()),
        }
    return found


def _false_positives(
    rows: Sequence[Row], scores: Array, target: Flags, flag: float, review: float
) -> dict[str, Any]:
    found = {}
    honest = [i for i, positive in enumerate(target) if not positive]
    groups = _grouped([rows[i] for i in honest], lambda row: row.register)
    for name, places in [*sorted(groups.items()), ("all", list(range(len(honest))))]:
        mine = scores[[honest[i] for i in places]]
        flags = (mine >= flag).astype(float)
        found[name] = {
            "pages": len(mine),
            "flag": float(flags.mean()),
            "interval": interval(lambda s: float(s.mean()), flags),
            "review": float((mine >= review).mean()),
        }
    return found


def _name(row: Row, axis: Axis) -> str:
    return row.family if axis is Axis.SPUN else row.style


def _grouped(rows: Sequence[Row], key: Callable[[Row], str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[key(row)].append(place)
    return groups
