"""Figures of a model on judged pages: words, pages, false alarms, with bootstrap intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from detector.rewriting_reader import page_features
from models.metrics import Array, Flags, auc, interval, recall_at
from models.rewriting.judged import LENGTHS, Judged

Floats = NDArray[np.float32]
SCORE = "rw_mean"
LONG = 200  # words


def features(pages: Sequence[Judged], probabilities: Sequence[Floats]) -> list[dict[str, float]]:
    """Page features of every page."""
    return [
        page_features(values[0], np.flatnonzero(page.labels >= 0).tolist(), values[1])
        for page, values in zip(pages, probabilities, strict=True)
    ]


def word_figures(pages: Sequence[Judged], probabilities: Sequence[Floats]) -> tuple[float, float]:
    """Area under the curve and average precision over the words of spun pages."""
    target = np.concatenate([page.labels for page in pages])
    values = np.concatenate([page[0] for page in probabilities])
    kept = target >= 0
    if len(np.unique(target[kept])) < 2:
        return float("nan"), float("nan")
    return (
        float(roc_auc_score(target[kept], values[kept])),
        float(average_precision_score(target[kept], values[kept])),
    )


def table(
    pages: Sequence[Judged], probabilities: Sequence[Floats], score: str = SCORE
) -> dict[str, Any]:
    """Everything by family and by register, by one feature of the page as its score."""
    values = np.array([one[score] for one in features(pages, probabilities)])
    return {"score": score, **figures(pages, probabilities, values)}


def figures(
    pages: Sequence[Judged], probabilities: Sequence[Floats], values: Array
) -> dict[str, Any]:
    """Everything by family and by register, at the threshold of 1 % of the pooled honest pages.

    `values` holds a score for each page.
    """
    sizes = np.array([page.size for page in pages])
    kinds = np.array([page.kind for page in pages])
    honest = (kinds == "honest") & np.array(["original" not in p.register for p in pages])
    long = sizes >= 80
    negative = values[honest & long]
    return {
        "honest": int((honest & long).sum()),
        "threshold": float(np.quantile(negative, 0.99)),
        "families": {
            kind: _family(kind, pages, probabilities, values, sizes, kinds, negative)
            for kind in sorted(set(kinds) - {"honest"})
        },
        "registers": _registers(pages, values, long, float(np.quantile(negative, 0.99))),
    }


def by_family(rows: Mapping[str, dict[str, Any]]) -> str:
    """Return the families of a table in Markdown, one line each."""
    lines = [
        "| family | pages | word AUC | word AP | page AUC | recall at 1 % FPR (95 %) | at 0.1 % | "
        "80–200 words | 200–500 | 500+ |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, row in rows.items():
        low, high = row["interval"]
        lines.append(
            f"| {name} | {row['pages']} | {row['word_auc']:.3f} | {row['word_ap']:.3f} | "
            f"{row['auc']:.3f} | {row['recall']:.2f} ({low:.2f}–{high:.2f}) | "
            f"{row['recall_0.1pct']:.2f} | {row['recall_80']:.2f} | {row['recall_200']:.2f} | "
            f"{row['recall_500']:.2f} |"
        )
    return "\n".join(lines).replace("nan", "–")


def _family(
    kind: str,
    pages: Sequence[Judged],
    probabilities: Sequence[Floats],
    values: Array,
    sizes: NDArray[np.int64],
    kinds: NDArray[np.str_],
    negative: Array,
) -> dict[str, Any]:
    mine = np.flatnonzero((kinds == kind) & (sizes >= 80)).tolist()
    word_auc, precision = word_figures([pages[i] for i in mine], [probabilities[i] for i in mine])
    hit = (values[mine] > np.quantile(negative, 0.99)).astype(float)
    rates = np.array([pages[i].rate for i in mine])
    found: dict[str, Any] = {
        "pages": len(mine),
        "word_auc": word_auc,
        "word_ap": precision,
        "auc": auc(values[mine], negative),
        "recall": float(hit.mean()),
        "interval": interval(lambda sample: float(sample.mean()), hit),
    }
    for low, high in LENGTHS:
        inside = (sizes[mine] >= low) & (sizes[mine] < (high if high < 800 else 10**9))
        found[f"recall_{low}"] = float(hit[inside].mean()) if inside.any() else float("nan")
    found["recall_long"] = float(hit[sizes[mine] >= LONG].mean())
    for rate in sorted(set(rates.tolist())):
        found[f"recall_at_rate_{rate}"] = float(hit[rates == rate].mean())
        inside = (rates == rate) & (sizes[mine] >= LONG)
        found[f"recall_long_at_rate_{rate}"] = (
            float(hit[inside].mean()) if inside.any() else float("nan")
        )
    found["recall_0.1pct"] = recall_at(values[mine], negative, 0.001)
    return found


def _registers(
    pages: Sequence[Judged], values: Array, long: Flags, threshold: float
) -> dict[str, dict[str, Any]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        if page.kind == "honest" and long[index]:
            groups[page.register].append(index)
    found = {}
    for register, places in sorted(groups.items()):
        flagged = (values[places] > threshold).astype(float)
        found[register] = {
            "pages": len(places),
            "flagged": float(flagged.mean()),
            "interval": interval(lambda sample: float(sample.mean()), flagged),
            "median": float(np.median(values[places])),
        }
    return found
