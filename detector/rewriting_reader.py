"""The rewriting model: for each word, how likely a rewriter put it there.

It judges the slot, not the word: a word that no careful writer would have put between these
neighbours. A small transformer (:mod:`detector.rewriting_judge`) reads a page in windows; where it
is not to read them all, a glance at the words (:mod:`detector.glance`) says which are the oddest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detector import glance
from detector.artefacts import artefact
from detector.rewriting_judge import Judge, Window

Floats = NDArray[np.float32]

JUDGE = "rewriting_judge.onnx"
FACTS = "rewriting.json"
WINDOW = 40
ENOUGH = 200  # words; the fewer a page has, the more of its oddest words are chance
MOST_WINDOWS = 64  # of about ninety words each


@dataclass(frozen=True)
class Rewriting:
    """The trained model.

    The judge reads every window of a page of ordinary length; of a long one the ``MOST_WINDOWS``
    that a glance finds oddest, so that a page's cost is bounded.
    """

    judge: Judge

    @staticmethod
    def load() -> Rewriting:
        """Return the shipped model, read once; ModelError if an artefact is missing or damaged."""
        return _shipped()

    def read(
        self, words: Sequence[str], most: int = MOST_WINDOWS, odd: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """Return probabilities for each word, mark or break of a page and for its window.

        Both have the shape (len(words),) and are NaN in windows that were not read, which are all
        but the ``most`` oddest. ``odd`` are the log-odds of a glance, where they are known.
        """
        found, around = np.full((2, len(words)), np.nan, dtype=np.float32)
        chosen = self.judge.windows(words)
        if len(chosen) > most:
            odd = glance.load().logits(words) if odd is None else odd
            chosen = _oddest(chosen, odd)[:most]
        for window, read in zip(chosen, self.judge.logits(chosen), strict=True):
            found[window.start : window.end] = read.words
            around[window.start : window.end] = read.window
        return glance.sigmoid(found), glance.sigmoid(around)


def _oddest(windows: list[Window], odd: Floats) -> list[Window]:
    """Sort windows, the oddest first."""
    return sorted(windows, key=lambda window: -_top(odd[window.start : window.end]))


def _top(values: Floats) -> float:
    """Mean of the highest tenth."""
    return float(np.sort(values)[-max(1, len(values) // 10) :].mean())


@cache
def _shipped() -> Rewriting:
    return Rewriting(Judge(artefact(JUDGE)))


def page_features(
    probabilities: Floats, words: Sequence[int], around: Floats | None = None
) -> dict[str, float]:
    """Describe a page by its words' probabilities; all 0 for a page without words.

    ``around`` are the probabilities of the words' windows; without them, their features are 0.

    - ``rw_mean``: mean over all words (a raised floor raises it too)
    - ``rw_logit``: mean of the log-odds, cut at ±6
    - ``rw_top10``, ``rw_top3``: mean of the highest tenth, of the highest thirtieth
    - ``rw_share50``, ``rw_share90``: share of words above .5 and .9
    - ``rw_window``: highest mean of any 40 neighbouring words
    - ``rw_peak``: ``rw_top10`` less the median word, so that an even oddness counts little
    - ``rw_around``, ``rw_around_top``: mean and highest probability that a window was rewritten
    """
    if not len(words):
        return dict.fromkeys(FEATURES, 0.0)
    values = probabilities[np.asarray(words)].astype(np.float64)
    ranked = np.sort(values)[::-1]
    clipped = np.clip(values, 0.0025, 0.9975)
    top10 = float(ranked[: max(1, len(ranked) // 10)].mean())
    size = min(WINDOW, len(values))
    sums = np.cumsum(np.concatenate([[0.0], values]))
    found = (
        float(values.mean()),
        float(np.log(clipped / (1 - clipped)).mean()),
        top10,
        float(ranked[: max(1, len(ranked) // 30)].mean()),
        float((values > 0.5).mean()),
        float((values > 0.9).mean()),
        float((sums[size:] - sums[:-size]).max() / size),
        top10 - float(np.median(values)),
        *_around(around, words),
    )
    return dict(zip(FEATURES, found, strict=True))


FEATURES = (
    "rw_mean", "rw_logit", "rw_top10", "rw_top3", "rw_share50", "rw_share90", "rw_window",
    "rw_peak", "rw_around", "rw_around_top",
)  # fmt: skip


def shortness(words: int) -> float:
    """Return how much longer than a page of so many words one with ``ENOUGH`` would be, or 0."""
    return max(0.0, ENOUGH / max(words, 1) - 1)


def _around(around: Floats | None, words: Sequence[int]) -> tuple[float, float]:
    if around is None:
        return 0.0, 0.0
    values = around[np.asarray(words)]
    read = values[~np.isnan(values)].astype(np.float64)
    return (float(read.mean()), float(read.max())) if len(read) else (0.0, 0.0)
