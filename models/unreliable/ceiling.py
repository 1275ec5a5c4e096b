"""How far text alone can tell reliable from unreliable, inside of each labelled set and across.

``python -m models.unreliable.ceiling`` writes ``models/results/unreliable-ceiling.json`` and its
table in ``models/cards/unreliable.md``. The learner is the plainest strong one: logistic regression
on tf-idf of words and word pairs. *Inside*: trained on nine tenths of the sites of a set, tested
on the rest. *Across*: trained on another set or on all others, sites that the tested set shares
left out. What even this cannot do inside of a set, no counting of words will do across sets.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.preprocessing import StandardScaler

from corpus.sources import add_mirror_argument
from models.metrics import auc
from models.page.train import matrix
from models.unreliable.page import targets
from models.unreliable.pages import Judged, judged
from models.unreliable.train import publish
from models.unreliable.vocabulary import BOTH, known_by_sites, matrix_of

FOLDS, ROUNDS = 10, 3
STRENGTHS = {"words": 10.0, "named": 0.3}
Places = NDArray[np.int64]


def ceiling(pages: Sequence[Judged]) -> dict[str, Any]:
    """Return AUCs by kind of feature (``words``, ``named``) and tested set."""
    names = sorted(pages[0].row.features)
    views = {
        "words": TfidfTransformer().fit_transform(matrix_of(pages, known_by_sites(pages))),
        "named": csr_matrix(
            StandardScaler().fit_transform(matrix([page.row for page in pages], names))
        ),
    }
    return {
        kind: {name: _set(name, pages, view, STRENGTHS[kind]) for name in BOTH}
        for kind, view in views.items()
    }


def _set(name: str, pages: Sequence[Judged], view: csr_matrix, strength: float) -> dict[str, Any]:
    group = np.array([page.group for page in pages])
    mine = np.flatnonzero(group == name)
    inside = [_inside(pages, view, mine, strength, seed) for seed in range(ROUNDS)]
    others = {other: np.flatnonzero(group == other) for other in BOTH if other != name}
    others["all others"] = np.flatnonzero(group != name)
    return {
        "pages": len(mine),
        "sites": len({pages[int(i)].row.group for i in mine}),
        "inside": float(np.mean(inside)),
        "inside_range": [min(inside), max(inside)],
        "across": {
            other: _across(pages, view, places, mine, strength) for other, places in others.items()
        },
    }


def _inside(
    pages: Sequence[Judged], view: csr_matrix, mine: Places, strength: float, seed: int
) -> float:
    """AUC of a set by models of its own that saw nothing of a page's site."""
    target = targets([pages[int(i)] for i in mine])
    sites = [pages[int(i)].row.group for i in mine]
    margins = np.zeros(len(mine))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for seen, out in folds.split(mine, target, sites):
        model = _learner(strength).fit(view[mine[seen]], target[seen])
        margins[out] = model.decision_function(view[mine[out]])
    return auc(margins[target], margins[~target])


def _across(
    pages: Sequence[Judged], view: csr_matrix, places: Places, mine: Places, strength: float
) -> float:
    """AUC of a set by a model of other sets."""
    target = targets(pages)
    sites = {pages[int(i)].row.group for i in mine}
    seen = np.array([i for i in places if pages[int(i)].row.group not in sites])
    model = _learner(strength).fit(view[seen], target[seen])
    margins = model.decision_function(view[mine])
    return auc(margins[target[mine]], margins[~target[mine]])


def _learner(strength: float) -> LogisticRegression:
    return LogisticRegression(
        C=strength, solver="liblinear", tol=1e-3, class_weight="balanced", random_state=0
    )


def table(results: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    columns = (*BOTH, "all others")
    lines = [
        f"| features | tested on | pages (sites) | inside | {' | '.join(columns)} |",
        f"|---|---|---:|---:|{'---:|' * len(columns)}",
    ]
    for kind, sets in results.items():
        for name, one in sets.items():
            cells = [f"{one['across'][o]:.2f}" if o in one["across"] else "" for o in columns]
            low, high = one["inside_range"]
            lines.append(
                f"| {kind} | {name} | {one['pages']:,} ({one['sites']}) | {one['inside']:.2f} "
                f"({low:.2f}–{high:.2f}) | {' | '.join(cells)} |"
            )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, write the figures and the card's table."""
    parser = argparse.ArgumentParser(prog="python -m models.unreliable.ceiling")
    add_mirror_argument(parser)
    parser.parse_args()
    results = ceiling(judged())
    publish("ceiling", results, table(results))


if __name__ == "__main__":
    main()
