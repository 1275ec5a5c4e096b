"""The words and pairs of labelled pages, and the weights that a way of learning gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from detector.tone import ToneModel, places_in
from models.metrics import Array
from models.unreliable.pages import Judged

VERSION = "2"
FEATURE = "un_tone"
BOTH = ("trec2019", "recovery", "coaid", "releases")  # the sets that hold pages of both kinds
LEAST_SITES = 8


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
