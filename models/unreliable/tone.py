"""Train the tone of a health text: what sets reliable from unreliable pages inside of each set.

Every set that holds pages of both kinds gets an intercept of its own, which is thrown away: whether
a page comes from a set of news or of leaflets explains nothing then. Words and pairs that few sites
use are left out, and the name of a page's own site is taken out of its text before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from corpus.split import unit
from detector.tone import ToneModel, places_in
from models.metrics import Array
from models.unreliable.pages import Judged

VERSION = "1"
FEATURE = "un_tone"
BOTH = ("trec2019", "recovery", "coaid", "releases")
STRENGTH = 10.0
LEAST_SITES = 8
OWN_INTERCEPT = 5.0
INNER_FOLDS = 3


@dataclass(frozen=True)
class Fitted:
    """The words and pairs that take part, ascending, with the weight of each."""

    grams: NDArray[np.uint32]
    weights: Array

    def tones(self, pages: Sequence[Judged]) -> list[float]:
        """Return the tone of each page, computed as the product does."""
        model = ToneModel(VERSION, self.grams, self.weights.astype(np.float32))
        return [model.of(page.grams) for page in pages]


def matrix_of(pages: Sequence[Judged], known: NDArray[np.uint32]) -> csr_matrix:
    """Return which of the known words and pairs each page has, rows of length one."""
    places = [places_in(known, page.grams) for page in pages]
    starts = np.cumsum([0, *map(len, places)])
    values = np.concatenate([np.full(len(p), 1 / max(len(p), 1) ** 0.5) for p in places])
    return csr_matrix((values, np.concatenate(places), starts), shape=(len(pages), len(known)))


def known_by_sites(pages: Sequence[Judged], least: int = LEAST_SITES) -> NDArray[np.uint32]:
    """Return the words and pairs that at least so many sites use, ascending."""
    by_site: dict[str, list[NDArray[np.uint32]]] = {}
    for page in pages:
        by_site.setdefault(page.row.group, []).append(page.grams)
    each = [np.unique(np.concatenate(own)) for own in by_site.values()]
    found, count = np.unique(np.concatenate(each), return_counts=True)
    return found[count >= least]


def fit(pages: Sequence[Judged]) -> Fitted:
    """Fit on pages, each set that holds both kinds with an intercept of its own."""
    known = known_by_sites(pages)
    sets = csr_matrix([[OWN_INTERCEPT * (page.group == name) for name in BOTH] for page in pages])
    model = LogisticRegression(
        C=STRENGTH, solver="liblinear", tol=1e-3, class_weight="balanced", random_state=0
    )
    target = [page.unreliable for page in pages]
    model.fit(hstack([matrix_of(pages, known), sets]).tocsr(), target)
    return Fitted(known, model.coef_[0][: len(known)])


def fold_of(site: str, folds: int, name: str = "fold") -> int:
    """Return the fold that holds a site."""
    return int(unit(f"{name}|{site}") * folds)


def left_out(pages: Sequence[Judged]) -> Array:
    """Return the tone of each page by a model that saw nothing of its site."""
    tones = np.zeros(len(pages))
    fold = np.array([fold_of(page.row.group, INNER_FOLDS, "tone") for page in pages])
    for one in range(INNER_FOLDS):
        out = np.flatnonzero(fold == one)
        model = fit([page for page, f in zip(pages, fold, strict=True) if f != one])
        tones[out] = model.tones([pages[int(i)] for i in out])
    return tones


def toned(pages: Sequence[Judged], tones: Collection[float]) -> list[Judged]:
    """Return the pages with these tones among their features."""
    return [
        replace(page, row=replace(page.row, features=page.row.features | {FEATURE: float(tone)}))
        for page, tone in zip(pages, tones, strict=True)
    ]


def train(pages: Sequence[Judged], *, manifest_hash: str, folder: Path) -> dict[str, Any]:
    """Fit on all pages, write the artefacts and return their card."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tone.npz"
    model = fit(pages)
    np.savez_compressed(path, grams=model.grams, weights=model.weights.astype(np.float16))
    card = {
        "version": VERSION,
        "words_and_pairs": len(model.grams),
        "pages": {"all": len(pages), "unreliable": sum(page.unreliable for page in pages)},
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card
