"""Judge the field set with the shipped models: ``python -m models.field``.

Prints, for each style of spinning, how well the spun score parts its pages from all honest ones and
how many the verdict stops; for each kind of honest page, how many it wrongly stops. Verdicts are
those of the spun axis alone. Writes ``models/results/field.json``. Nothing is fitted here and
nothing may be: the set is for looking, never for tuning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.field import FieldPage, pages
from detector.assess import Detector
from detector.assessment import Verdict
from detector.finding import Axis
from detector.scoring import page_model
from models.metrics import auc, recall_at

RESULT = Path(__file__).parent / "results" / "field.json"
APART = frozenset({"llm-like"})  # fluent, but by whom is nobody's business: reported, not pooled


@dataclass(frozen=True)
class Judged:
    """A page with its spun score and the verdict of that axis alone."""

    page: FieldPage
    score: float
    verdict: Verdict


def judged(items: Iterable[FieldPage]) -> list[Judged]:
    """Return every page that the shipped Detector gave a spun score, with it."""
    detector, found = Detector(cascade=False), []
    for page in items:
        score = detector.assess_text(page.text, title=page.title).scores[Axis.SPUN]
        if score is not None:
            found.append(Judged(page, score, page_model(Axis.SPUN).verdict(score)))
    return found


def summary(rows: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures of each style and each honest kind, and of all of them."""
    spun = [row for row in rows if row.page.spun]
    honest = [row for row in rows if not row.page.spun and row.page.kind not in APART]
    floor = _scores(honest)
    return {
        "spun": {"all": _style(spun, floor)}
        | {kind: _style(some, floor) for kind, some in _kinds(spun)},
        "honest": {"all": _shares(honest)}
        | {kind: _shares(some) for kind, some in _kinds([r for r in rows if not r.page.spun])},
        "pages": {row.page.id: round(row.score, 4) for row in rows},
    }


def table(results: dict[str, Any]) -> str:
    """Return the figures as two Markdown tables."""
    lines = ["| spun style | n | AUC | recall at 5 % | flagged | flagged or reviewed | median |"]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    for kind, one in results["spun"].items():
        figures = " | ".join(f"{one[key]:.2f}" for key in ("auc", "recall", *SHARES))
        lines.append(f"| {kind} | {one['n']} | {figures} |")
    lines += ["", "| honest kind | n | flagged | flagged or reviewed | median |"]
    lines.append("|---|---:|---:|---:|---:|")
    for kind, one in results["honest"].items():
        figures = " | ".join(f"{one[key]:.2f}" for key in SHARES)
        lines.append(f"| {kind} | {one['n']} | {figures} |")
    return "\n".join(lines)


SHARES = ("flagged", "stopped", "median")


def _kinds(rows: Sequence[Judged]) -> list[tuple[str, list[Judged]]]:
    names = sorted({row.page.kind for row in rows})
    return [(name, [row for row in rows if row.page.kind == name]) for name in names]


def _style(rows: Sequence[Judged], floor: np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, Any]:
    scores = _scores(rows)
    figures = {"auc": round(auc(scores, floor), 4), "recall": recall_at(scores, floor, 0.05)}
    return _shares(rows) | figures


def _shares(rows: Sequence[Judged]) -> dict[str, Any]:
    verdicts = [row.verdict for row in rows]
    return {
        "n": len(rows),
        "flagged": float(np.mean([verdict is Verdict.FLAG for verdict in verdicts])),
        "stopped": float(np.mean([verdict is not Verdict.PASS for verdict in verdicts])),
        "median": round(float(np.median(_scores(rows))), 4),
    }


def _scores(rows: Sequence[Judged]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([row.score for row in rows], dtype=np.float64)


def main() -> None:
    """Judge, print, write."""
    items = list(pages())
    rows = judged(items)
    results = summary(rows)
    results["unscored"] = sorted({page.id for page in items} - {row.page.id for row in rows})
    RESULT.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
