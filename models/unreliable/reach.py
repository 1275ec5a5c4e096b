"""How far a way of learning reaches: AUC on sites and on sets of pages that it never saw."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from models.metrics import Array, auc
from models.unreliable.direction import Labels
from models.unreliable.page import FOLDS
from models.unreliable.pages import Judged
from models.unreliable.tone import fold_of
from models.unreliable.vocabulary import BOTH

# Scores of the second pages by a model that was fitted on the first.
Learner = Callable[[Sequence[Judged], Sequence[Judged]], Array]


def reach(pages: Sequence[Judged], learner: Learner) -> dict[str, dict[str, float]]:
    """Return the AUC of each set that holds both kinds: sites never seen, and the set never seen.

    In the second case sites that the set shares with others are left out of the training too.
    """
    labels = Labels.of(pages)
    fold = np.array([fold_of(page.row.group, FOLDS) for page in pages])
    by_site = np.zeros(len(pages))
    for one in range(FOLDS):
        seen, out = np.flatnonzero(fold != one), np.flatnonzero(fold == one)
        by_site[out] = learner([pages[int(i)] for i in seen], [pages[int(i)] for i in out])
    found = {}
    for name in BOTH:
        mine = np.flatnonzero(labels.set == name)
        rest = np.flatnonzero((labels.set != name) & ~np.isin(labels.site, labels.site[mine]))
        target = labels.target[mine]
        never = learner([pages[int(i)] for i in rest], [pages[int(i)] for i in mine])
        scores = {"site": by_site[mine], "set": never}
        found[name] = {ask: auc(s[target], s[~target]) for ask, s in scores.items()}
    return found
