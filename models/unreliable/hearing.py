"""How far the page model listens to the tone, learned inside of each set that holds both kinds.

The weights of the page model are fitted on sets of promotion and of careful texts, where its counts
say nearly everything, so that they leave the tone too little: on news, claims and press releases
the tone alone did better than the model. Here two numbers are learned on top (stacking, Wolpert
1992), one for what the model says and one for the tone, from tones of pages whose site the tone had
not seen. Each set has an intercept of its own, which is thrown away, and all sets and labels weigh
the same; pages of sets that hold one kind are one set together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from detector.scoring import scaled
from models.metrics import Array
from models.page.train import matrix
from models.unreliable.direction import Labels
from models.unreliable.pages import Judged
from models.unreliable.vocabulary import FEATURE
from models.unreliable.voices import OWN_INTERCEPT

STRENGTH = 1.0


def heard(model: Pipeline, kept: Sequence[str], pages: Sequence[Judged]) -> Pipeline:
    """Give the tone of a fitted page model its weight, in place; ``pages`` have left-out tones."""
    if FEATURE not in kept:
        return model
    place = list(kept).index(FEATURE)
    said = model.decision_function(matrix([page.row for page in pages], kept))
    tones = np.array([scaled(page.row.features[FEATURE]) for page in pages])
    whole, more = _shares(said, tones, pages)
    scaler, line = model[0], model[-1]
    line.coef_ = line.coef_ * whole
    line.coef_[0, place] += more * scaler.scale_[place]
    line.intercept_ = line.intercept_ * whole + more * scaler.mean_[place]
    return model


def _shares(said: Array, tones: Array, pages: Sequence[Judged]) -> tuple[float, float]:
    """Return what the log-odds of the model and the tone are multiplied with; never negative."""
    labels = Labels.of(pages)
    sets, target, names = labels.set, labels.target, np.unique(labels.set)
    own = [OWN_INTERCEPT * (sets == name) for name in names]
    sizes = np.array([said.std(), tones.std()])
    given = np.column_stack([said / sizes[0], tones / sizes[1], *own])
    alike = np.zeros(len(pages))
    for name in names:
        for label in (False, True):
            mine = (sets == name) & (target == label)
            alike[mine] = len(pages) / (2 * len(names) * max(mine.sum(), 1))
    stacked = LogisticRegression(C=STRENGTH, max_iter=2000).fit(given, target, sample_weight=alike)
    whole, more = np.maximum(stacked.coef_[0, :2], 0) / sizes
    return float(whole), float(more)
