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
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from corpus.sources import add_mirror_argument
from models.metrics import Array, Flags, auc
from models.page.train import matrix
from models.unreliable.page import targets
from models.unreliable.pages import Judged, judged
from models.unreliable.tone import BOTH
from models.unreliable.train import publish
from models.unreliable.vectors import ENCODERS, sample, vectors

WAYS = ("plain", "sets", "sites")
FOLDS = 10
WITH_NAMED = ("minilm-4", "minilm-6", "judge-4")
NUISANCES = 30
LEAST_OF_SITE = 3
STRENGTH = 0.003
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """What is known of each page: its label, its set (one for all without both kinds), its site."""

    target: Flags
    set: NDArray[np.str_]
    site: NDArray[np.str_]

    @classmethod
    def of(cls, pages: Sequence[Judged]) -> Labels:
        """Read the labels of pages."""
        sets = [page.group if page.group in BOTH else "rest" for page in pages]
        return cls(targets(pages), np.array(sets), np.array([page.row.group for page in pages]))

    def at(self, places: Places) -> Labels:
        """Return the labels of some pages."""
        return Labels(self.target[places], self.set[places], self.site[places])


def views(pages: Sequence[Judged]) -> dict[str, Array]:
    """Return the views of the pages, each of shape (pages, features)."""
    names = sorted(pages[0].row.features)
    found: dict[str, Array] = {"named": matrix([page.row for page in pages], names)}
    for encoder in ENCODERS:
        found |= {name: array.astype(np.float64) for name, array in vectors(encoder).items()}
    for name in WITH_NAMED:
        found[f"{name} + named"] = np.hstack([found[name], found["named"]])
    return found


def direction(view: Array, labels: Labels, way: str, strength: float = STRENGTH) -> Array:
    """Return the weights of a linear model: a page is worse the higher its product with them."""
    scale = view.std(axis=0) + 1e-9
    view, weight = view / scale, np.ones(len(view))
    if way != "plain":
        view, weight = _in_sets(view, labels)
    nuisance = _between_sites(view, labels) if way == "sites" else np.zeros((0, view.shape[1]))
    view = view - view @ nuisance.T @ nuisance
    model = LogisticRegression(
        C=strength, class_weight="balanced" if way == "plain" else None, max_iter=300
    )
    raw = model.fit(view, labels.target, sample_weight=weight).coef_[0]
    weights: Array = (raw - raw @ nuisance.T @ nuisance) / scale
    return weights


def _in_sets(view: Array, labels: Labels) -> tuple[Array, Array]:
    """Return the view, each set centred between its labels, and weights: sets count alike."""
    view, weight = view.copy(), np.zeros(len(view))
    for name in np.unique(labels.set):
        kinds = [np.flatnonzero((labels.set == name) & (labels.target == t)) for t in (0, 1)]
        middle = np.mean([view[kind].mean(0) for kind in kinds], axis=0)
        for kind in kinds:
            view[kind] -= middle
            weight[kind] = len(view) / (len(kind) * 2 * (len(BOTH) + 1))
    return view, weight


def _between_sites(view: Array, labels: Labels) -> Array:
    """Return the directions, shape (directions, features), that most tell sites apart."""
    means = []
    for name in np.unique(labels.set):
        for label in (False, True):
            mine = (labels.set == name) & (labels.target == label)
            sites, count = np.unique(labels.site[mine], return_counts=True)
            known = sites[count >= LEAST_OF_SITE]
            means += [view[mine & (labels.site == s)].mean(0) - view[mine].mean(0) for s in known]
    return np.linalg.svd(np.array(means), full_matrices=False)[2][:NUISANCES]


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
