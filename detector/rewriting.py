"""The rewriting model: for each word, how likely a rewriter put it there.

It judges the slot, not the word: a word that no careful writer would have put between these
neighbours. As a spaCy component (`detector_rewriting`) it fills ``doc._.rewriting`` with a
probability for every token, ``doc._.rewritten_window`` with one for the text around it, and
``doc.spans["spun"]`` with the runs of words that stand out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from detector.artefacts import artefact
from detector.errors import ModelError
from detector.rewriting_judge import Judge
from detector.rewriting_tagger import Network, load, sigmoid, word_logits
from detector.rewriting_words import Sort, sequence, sorts, texts

Floats = NDArray[np.float32]

TAGGER = "rewriting_tagger.npz"
JUDGE = "rewriting_judge.onnx"
FACTS = "rewriting.json"
SPUN = "spun"
THRESHOLD = 0.5
WINDOW = 40
MOST_WINDOWS = 64  # of about ninety words each

for name in ("rewriting", "rewritten_window"):
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=None)


@dataclass(frozen=True)
class Blend:
    """How the two readers' log-odds of a word become one."""

    tagger: float
    judge: float
    bias: float

    def __call__(self, first: Floats, second: Floats) -> Floats:
        """Probabilities from the log-odds of both readers."""
        return sigmoid((self.tagger * first + self.judge * second + self.bias).astype(np.float32))


@dataclass(frozen=True)
class Rewriting:
    """The trained model: a quick tagger, a careful judge, and their blend.

    The judge reads every window of a page of ordinary length; of a long one the ``MOST_WINDOWS``
    that the tagger suspects most, so that a page's cost is bounded. Where it was not asked, the
    tagger's opinion stands for both.
    """

    net: Network
    judge: Judge
    blend: Blend

    @staticmethod
    def load() -> Rewriting:
        """Return the shipped model, read once; ModelError if an artefact is missing or damaged."""
        return _shipped()

    def words(self, doc: Doc) -> list[int]:
        """Return the indices of the tokens that are judged: those with a letter in them."""
        return [int(index) for index in np.flatnonzero(sorts(doc) == Sort.WORD)]

    def opinions(self, doc: Doc) -> tuple[Floats, Floats]:
        """Return two probabilities for each token, each of shape (len(doc),).

        That a rewriter put the token there (0 for what is no word), and that the window of text
        around it was rewritten (NaN where the judge did not read).
        """
        order = sequence(doc)
        # The last place is that of breaks, whose index is -1.
        found, around = np.zeros((2, len(doc) + 1), dtype=np.float32)
        if len(order):
            found[order], around[order] = self.read(texts(doc, order))
        judged: Floats = np.where(sorts(doc) == Sort.WORD, found[:-1], np.float32(0))
        return judged, around[:-1]

    def read(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """Return probabilities for each word, mark or break of a page and for its window."""
        first = word_logits(self.net, words)
        second, around = first.copy(), np.full(len(words), np.nan, dtype=np.float32)
        windows = self.judge.windows(words)
        suspicious = sigmoid(first)
        windows.sort(key=lambda window: -_top(suspicious[window.start : window.end]))
        chosen = windows[:MOST_WINDOWS]
        for window, read in zip(chosen, self.judge.logits(chosen), strict=True):
            second[window.start : window.end] = read.words
            around[window.start : window.end] = read.window
        return self.blend(first, second), sigmoid(around)


def _top(values: Floats) -> float:
    """Mean of the highest tenth."""
    return float(np.sort(values)[-max(1, len(values) // 10) :].mean())


@cache
def _shipped() -> Rewriting:
    facts = json.loads(artefact(FACTS).read_text("utf-8"))
    try:
        blend = Blend(**facts["blend"])
    except (KeyError, TypeError) as error:
        raise ModelError(f"{FACTS} is of another version: install detector again.") from error
    return Rewriting(load(artefact(TAGGER)), Judge(artefact(JUDGE)), blend)


@Language.component(
    "detector_rewriting", assigns=["doc._.rewriting", "doc._.rewritten_window", "doc.spans"]
)
def mark_rewriting(doc: Doc) -> Doc:
    """Fill the extensions and ``doc.spans["spun"]``; the model is read at the first text."""
    probabilities, doc._.rewritten_window = Rewriting.load().opinions(doc)
    doc._.rewriting = probabilities
    doc.spans[SPUN] = SpanGroup(doc, name=SPUN, spans=runs(doc, probabilities))
    return doc


def runs(doc: Doc, probabilities: Floats, threshold: float = THRESHOLD) -> list[Span]:
    """Join neighbouring words at or above the threshold into spans labelled `spun`."""
    above = np.concatenate(([0], (probabilities >= threshold).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(above)).reshape(-1, 2)
    return [Span(doc, start, end, label=SPUN) for start, end in edges.tolist()]


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


def _around(around: Floats | None, words: Sequence[int]) -> tuple[float, float]:
    if around is None:
        return 0.0, 0.0
    values = around[np.asarray(words)]
    read = values[~np.isnan(values)].astype(np.float64)
    return (float(read.mean()), float(read.max())) if len(read) else (0.0, 0.0)
