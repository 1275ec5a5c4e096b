"""Whether pretrained encoders and other features tell reliable from unreliable on unseen sets.

``python -m models.unreliable.encoders`` writes ``models/results/unreliable-encoders.json`` and its
table in ``models/cards/unreliable.md``. Each *view* of the pages (vectors of
:mod:`models.unreliable.vectors`, named features, or both side by side) meets each *way* of
learning: *plain*; *sets*, where every set is centred on its own and all sets count alike, so that
nothing can be learned from which set a page is of; and *sites*, where the directions that tell the
sites of one set and label apart are taken out besides. Three questions for each: *inside*, trained
on other sites of the set; *site*, trained on other sites of all sets; *set*, trained on all other
sets and none of the sites that the set shares. Nothing is fitted on the tested pages, labels or no.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from corpus.sources import add_mirror_argument
from models.metrics import Array, auc
from models.page.train import matrix
from models.unreliable.direction import Labels, Places, direction
from models.unreliable.pages import Judged, judged
from models.unreliable.train import publish
from models.unreliable.vectors import ENCODERS, sample, vectors
from models.unreliable.vocabulary import BOTH

WAYS = ("plain", "sets", "sites")
FOLDS = 10
WITH_NAMED = ("minilm-4", "minilm-6", "judge-4")


def views(pages: Sequence[Judged]) -> dict[str, Array]:
    """Return the views of the pages, each of shape (pages, features)."""
    names = sorted(pages[0].row.features)
    found: dict[str, Array] = {"named": matrix([page.row for page in pages], names)}
    for encoder in ENCODERS:
        found |= {name: array.astype(np.float64) for name, array in vectors(encoder).items()}
    for name in WITH_NAMED:
        found[f"{name} + named"] = np.hstack([found[name], found["named"]])
    return found


def measured(view: Array, labels: Labels, way: str) -> dict[str, dict[str, float]]:
    """Return the AUC of each set by the three questions."""
    by_site = _left_out(view, labels, np.arange(len(view)), way)
    found = {}
    for name in BOTH:
        mine = np.flatnonzero(labels.set == name)
        rest = np.flatnonzero((labels.set != name) & ~np.isin(labels.site, labels.site[mine]))
        inside = _left_out(view, labels, mine, way)
        never = view[mine] @ direction(view[rest], labels.at(rest), way)
        target = labels.target[mine]
        scores = {"inside": inside, "site": by_site[mine], "set": never}
        found[name] = {ask: auc(s[target], s[~target]) for ask, s in scores.items()}
    return found


def _left_out(view: Array, labels: Labels, places: Places, way: str) -> Array:
    """Return the scores of pages by models of the other sites among them."""
    mine, scores = labels.at(places), np.zeros(len(places))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for seen, out in folds.split(places, mine.target, mine.site):
        weights = direction(view[places[seen]], mine.at(seen), way)
        scores[out] = view[places[out]] @ weights
    return scores


def table(results: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    lines = [f"| view | way | {' | '.join(BOTH)} |", f"|---|---|{'---:|' * len(BOTH)}"]
    for view, ways in results.items():
        for way, sets in ways.items():
            cells = [
                f"{one['inside']:.2f} / {one['site']:.2f} / {one['set']:.2f}"
                for one in (sets[name] for name in BOTH)
            ]
            lines.append(f"| {view} | {way} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, write the figures and the card's table."""
    parser = argparse.ArgumentParser(prog="python -m models.unreliable.encoders")
    add_mirror_argument(parser)
    parser.parse_args()
    everyone = judged()
    pages = [everyone[place] for place in sample(everyone)]
    labels = Labels.of(pages)
    results: dict[str, Any] = {
        name: {way: measured(view, labels, way) for way in WAYS}
        for name, view in views(pages).items()
    }
    publish("encoders", results, table(results))


if __name__ == "__main__":
    main()
