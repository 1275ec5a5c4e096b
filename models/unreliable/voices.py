"""Two ways to learn from labelled sets which words and pairs make a health text unreliable.

*By page*: each word and pair on its own, and a set counts by its pages. Every set that holds pages
of both kinds gets an intercept of its own, which is thrown away: whether a page comes from a set of
news or of leaflets explains nothing then. *By set*: words and pairs are first laid out in a space
(tf-idf, truncated singular values, every dimension scaled alike), each set is centred between its
labels, and every set and label weighs the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression

from models.unreliable.direction import Labels, direction
from models.unreliable.pages import Judged
from models.unreliable.vocabulary import BOTH, Fitted, known_by_sites, matrix_of

STRENGTH = 10.0
OWN_INTERCEPT = 5.0
DIMENSIONS, SPACE_STRENGTH = 200, 0.0003


def by_page(pages: Sequence[Judged]) -> Fitted:
    """Fit on pages, each set that holds both kinds with an intercept of its own."""
    known = known_by_sites(pages)
    sets = csr_matrix([[OWN_INTERCEPT * (page.group == name) for name in BOTH] for page in pages])
    model = LogisticRegression(
        C=STRENGTH, solver="liblinear", tol=1e-3, class_weight="balanced", random_state=0
    )
    target = [page.unreliable for page in pages]
    model.fit(hstack([matrix_of(pages, known), sets]).tocsr(), target)
    return Fitted(known, model.coef_[0][: len(known)])


def by_set(pages: Sequence[Judged]) -> Fitted:
    """Fit on pages, all sets alike."""
    known = known_by_sites(pages)
    found = matrix_of(pages, known)
    rarity = np.log((1 + len(pages)) / (1 + found.getnnz(axis=0))) + 1
    svd = TruncatedSVD(min(DIMENSIONS, len(known) - 1), random_state=0, n_iter=2)
    space = svd.fit_transform(found.multiply(rarity).tocsr())
    weights = direction(space, Labels.of(pages), "sets", SPACE_STRENGTH)
    return Fitted(known, rarity * (weights @ svd.components_))
