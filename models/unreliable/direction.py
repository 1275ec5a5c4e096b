"""Linear ways of learning what is unreliable that do not learn which set or site a page is of.

Ways: *plain*; *sets*, where every set is centred on its own and all sets count alike; and *sites*,
where the directions that tell the sites of one set and label apart are taken out besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from models.metrics import Array, Flags
from models.unreliable.pages import Judged
from models.unreliable.vocabulary import BOTH

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
        target = np.array([page.unreliable for page in pages])
        return cls(target, np.array(sets), np.array([page.row.group for page in pages]))

    def at(self, places: Places) -> Labels:
        """Return the labels of some pages."""
        return Labels(self.target[places], self.set[places], self.site[places])


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
