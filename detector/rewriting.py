"""The rewriting model: for each word, how likely a rewriter put it there.

It judges the slot, not the word: a word that no careful writer would have put between these
neighbours. As a spaCy component (`detector_rewriting`) it fills ``doc._.rewriting`` with a
probability for every token and ``doc.spans["spun"]`` with the runs of words that stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from detector.artefacts import artefact
from detector.rewriting_tagger import load, logits, sequence

if TYPE_CHECKING:
    from thinc.api import Model

Floats = NDArray[np.float32]

TAGGER = "rewriting_tagger.npz"
SPUN = "spun"
THRESHOLD = 0.5
WINDOW = 40

if not Doc.has_extension("rewriting"):
    Doc.set_extension("rewriting", default=None)


@dataclass(frozen=True)
class Rewriting:
    """The trained model; `load` returns the shared one."""

    tagger: Model[NDArray[np.uint64], Floats]

    @staticmethod
    def load() -> Rewriting:
        """Return the shipped model, read once; ModelError if an artefact is missing or damaged."""
        return _shipped()

    def words(self, doc: Doc) -> list[int]:
        """Return the indices of the tokens that are judged: those with a letter in them."""
        return [token.i for token in doc if any(map(str.isalpha, token.text))]

    def probabilities(self, doc: Doc) -> Floats:
        """Return a probability for each token, shape (len(doc),); 0 for what is no word."""
        found = np.zeros(len(doc) + 1, dtype=np.float32)
        order = np.fromiter(sequence(doc), dtype=np.int64)
        if len(order):
            found[order] = 1 / (1 + np.exp(-logits(self.tagger, doc, order)))
        judged = np.zeros(len(doc), dtype=bool)
        judged[self.words(doc)] = True
        masked: Floats = np.where(judged, found[: len(doc)], np.float32(0))
        return masked


@cache
def _shipped() -> Rewriting:
    return Rewriting(load(artefact(TAGGER)))


@Language.component("detector_rewriting", assigns=["doc._.rewriting", "doc.spans"])
def mark_rewriting(doc: Doc) -> Doc:
    """Fill ``doc._.rewriting`` and ``doc.spans["spun"]``; the model is read at the first text."""
    probabilities = Rewriting.load().probabilities(doc)
    doc._.rewriting = probabilities
    doc.spans[SPUN] = SpanGroup(doc, name=SPUN, spans=runs(doc, probabilities))
    return doc


def runs(doc: Doc, probabilities: Floats, threshold: float = THRESHOLD) -> list[Span]:
    """Join neighbouring words at or above the threshold into spans labelled `spun`."""
    spans: list[Span] = []
    start: int | None = None
    for index in range(len(doc) + 1):
        above = index < len(doc) and probabilities[index] >= threshold
        if above and start is None:
            start = index
        elif not above and start is not None:
            spans.append(Span(doc, start, index, label=SPUN))
            start = None
    return spans


def page_features(probabilities: Floats, words: Sequence[int]) -> dict[str, float]:
    """Describe a page by its words' probabilities; all 0 for a page without words.

    - ``rw_mean``: mean over all words (a raised floor raises it too)
    - ``rw_logit``: mean of the log-odds, cut at ±6
    - ``rw_top10``, ``rw_top3``: mean of the highest tenth, of the highest thirtieth
    - ``rw_share50``, ``rw_share90``: share of words above .5 and .9
    - ``rw_window``: highest mean of any 40 neighbouring words
    - ``rw_peak``: ``rw_top10`` less the median word, so that an even oddness counts little
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
    )
    return dict(zip(FEATURES, found, strict=True))


FEATURES = (
    "rw_mean", "rw_logit", "rw_top10", "rw_top3", "rw_share50", "rw_share90", "rw_window",
    "rw_peak",
)  # fmt: skip
