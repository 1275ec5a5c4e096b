"""A skim of a page: its oddest windows, read by the rewriting model.

Where a glance (:mod:`detector.glance`) does not settle that a page is clean, the window that looked
oddest to it is read, then the three oddest, then ten. A rewriter leaves something odd nearly
everywhere he works, so that a page whose worst windows are sound is clearly clean; no finding rests
on a skim, and what it has read is not read again.
"""

from __future__ import annotations

import numpy as np

from detector.glance import glanced
from detector.rewriting_reader import FEATURES as READ
from detector.rewriting_reader import Rewriting, page_features

# How many windows each look reads.
WINDOWS = {"peek": 1, "skim": 3, "browse": 10}


def names(look: str) -> tuple[str, ...]:
    """Return the names of the features of a look: ``skim_mean`` … ."""
    return tuple(name.replace("rw_", f"{look}_") for name in READ)


FEATURES = names("skim")


def features(text: str, look: str = "skim") -> dict[str, float]:
    """Describe a text by its oddest windows as a page is described by all: ``skim_mean`` … .

    Raises:
        ModelError: an artefact is missing or damaged.
    """
    words, odd = glanced(text)
    probabilities, around = Rewriting.load().read(words, WINDOWS[look], odd)
    read = [i for i in np.flatnonzero(~np.isnan(around)).tolist() if words[i][0].isalpha()]
    found = page_features(probabilities, read, around).values()
    return dict(zip(names(look), found, strict=True))
