"""Evaluate the page model ``unreliable`` on sites and sets it never saw.

``python -m models.evaluate unreliable`` writes ``models/results/unreliable.json`` and the tables of
``models/cards/unreliable.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.finding import Axis
from detector.scoring import page_model
from models.metrics import Array, Flags, auc, calibration_error, interval
from models.unreliable.page import (
    FITTED,
    calibrated,
    demanded,
    left_out_margins,
    margins_of,
    targets,
)
from models.unreliable.pages import Judged
from models.unreliable.vocabulary import BOTH

Places = NDArray[np.int64]
ONE_SIDED = ("landers", "supplement-shop", "oil-shop", "fakenews")
HONEST = ("official", "careful", "people")


def evaluate(pages: Sequence[Judged]) -> dict[str, Any]:
    """Return all figures; every score is by a model that saw nothing of the page's site."""
    target = targets(pages)
    _, _, scores = calibrated(pages, left_out_margins(pages))
    model = page_model(Axis.UNRELIABLE)
    scores = demanded(pages, scores, {"review": model.review, "flag": model.flag})
    mine = np.array([page.group in FITTED for page in pages])
    return {
        "version": model.version,
        "thresholds": {"flag": model.flag, "review": model.review},
        "calibration_error": calibration_error(scores[mine], target[mine]),
        "sets": {name: _set(name, pages, target, scores, model.flag) for name in BOTH + ONE_SIDED},
        "honest": _honest(pages, target, scores, model.flag, model.review),
        "accuracy": {name: _accuracies(name, pages, target, scores) for name in BOTH},
    }


def _set(
    name: str, pages: Sequence[Judged], target: Flags, scores: Array, flag: float
) -> dict[str, Any]:
    """AUC of one set with its interval: against its own good pages, or all honest ones."""
    group = np.array([page.group for page in pages])
    good = (group == name) if name in BOTH else np.isin(group, HONEST)
    bad = np.flatnonzero((group == name) & target)
    inside = np.r_[bad, np.flatnonzero(good & ~target)].astype(np.float64)
    places = inside.astype(np.int64)
    left_out = {"auc_set_left_out": _without(name, pages, places, target)} if name in BOTH else {}
    return left_out | {
        "unreliable": len(bad),
        "good": len(inside) - len(bad),
        "sites": len({pages[int(i)].row.group for i in bad}),
        "auc": _auc_at(inside, target, scores),
        "interval": interval(lambda places: _auc_at(places, target, scores), inside, rounds=200),
        "flagged": float((scores[bad] >= flag).mean()),
    }


def _auc_at(places: Array, target: Flags, scores: Array) -> float:
    at = places.astype(int)
    return auc(scores[at][target[at]], scores[at][~target[at]])


def _without(name: str, pages: Sequence[Judged], places: Places, target: Flags) -> float:
    """AUC by models that were fitted without the whole set, and without sites that it shares."""
    mine = [pages[int(i)] for i in places]
    sites = {page.row.group for page in mine if page.group == name}
    rest = [page for page in pages if page.group != name and page.row.group not in sites]
    margins = margins_of(rest, mine)
    return auc(margins[target[places]], margins[~target[places]])


def _honest(
    pages: Sequence[Judged], target: Flags, scores: Array, flag: float, review: float
) -> dict[str, Any]:
    """Shares of honest pages called bad, by left-out scores; these also set the thresholds."""
    found = {}
    for name in (*HONEST, *BOTH):
        places = [i for i, page in enumerate(pages)
                  if page.group == name and not target[i]]  # fmt: skip
        flags = (scores[places] >= flag).astype(np.float64)
        found[name] = {
            "pages": len(places),
            "flag": float(flags.mean()),
            "interval": interval(lambda sample: float(sample.mean()), flags),
            "review": float((scores[places] >= review).mean()),
        }
    return found


def _accuracies(name: str, pages: Sequence[Judged], target: Flags, scores: Array) -> dict[str, Any]:
    """Accuracy, classes weighted alike, at full coverage and without the least sure fifth."""
    mine = np.array([page.group == name for page in pages])
    sure = np.abs(scores - 0.5)
    kept = mine & (sure >= np.quantile(sure[mine], 0.2))
    return {
        str(coverage): float(
            np.mean([((scores[m & c] >= 0.5) == target[m & c]).mean() for c in (target, ~target)])
        )
        for coverage, m in ((1.0, mine), (0.8, kept))
    }


def tables(results: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "| set | unreliable pages (sites) | good pages | AUC, site never seen (95 %) | "
        "AUC, set never seen | flagged |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {one['unreliable']} ({one['sites']}) | {one['good']:,} | {one['auc']:.2f} "
        f"({one['interval'][0]:.2f}–{one['interval'][1]:.2f}) | {_left_out(one)} | "
        f"{one['flagged']:.0%} |"
        for name, one in results["sets"].items()
    ]
    lines += [
        "",
        "Honest pages called bad (sites never seen by the model; thresholds set on them):",
        "",
    ]
    lines += ["| group | pages | flag (95 % interval) | flag or review |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {one['pages']} | {one['flag']:.1%} ({one['interval'][0]:.1%}–"
        f"{one['interval'][1]:.1%}) | {one['review']:.1%} |"
        for name, one in results["honest"].items()
    ]
    lines += ["", "Beside published results (other pages, other labels: a direction, no race):", ""]
    lines += ["| work | accuracy at full coverage | at 80 % coverage |", "|---|---:|---:|"]
    lines += ["| Sondhi et al. 2012, SVM, chosen reliable and unreliable sites | > 80 % | – |"]
    lines += ["| AutoDiscern, Kinkead et al. 2020, DISCERN items | 81 % | 86 % |"]
    lines += [
        f"| this model, {name}, classes weighted alike | {one['1.0']:.0%} | {one['0.8']:.0%} |"
        for name, one in results["accuracy"].items()
    ]
    return "\n".join(lines) + "\n"


def _left_out(one: dict[str, Any]) -> str:
    return f"{one['auc_set_left_out']:.2f}" if "auc_set_left_out" in one else "–"
