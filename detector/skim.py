"""A skim of a page: its oddest windows, read by the rewriting model.

Where a glance (:mod:`detector.glance`) does not settle that a page is clean, the few windows that
looked oddest to it are read. A rewriter leaves something odd nearly everywhere he works, so that a
page whose worst windows are sound is clearly clean; no finding rests on a skim.
"""

from __future__ import annotations

import numpy as np

from detector.glance import glanced
from detector.rewriting_reader import FEATURES as READ
from detector.rewriting_reader import Rewriting, page_features

WINDOWS = 3
FEATURES = tuple(name.replace("rw_", "skim_") for name in READ)


def features(text: str) -> dict[str, float]:
    """Describe a text by its oddest windows as a page is described by all: ``skim_mean`` … .

    Raises:
        ModelError: an artefact is missing or damaged.
    """
    words, odd = glanced(text)
    probabilities, around = Rewriting.load().read(words, WINDOWS, odd)
    read = [i for i in np.flatnonzero(~np.isnan(around)).tolist() if words[i][0].isalpha()]
    return dict(zip(FEATURES, page_features(probabilities, read, around).values(), strict=True))
