"""The rewriting model in the spaCy pipeline: the component `detector_rewriting`.

It fills ``doc._.rewriting`` with a probability for every token, ``doc._.rewritten_window`` with one
for the text around it, and ``doc.spans["spun"]`` with the runs of words that stand out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from detector.rewriting_reader import Rewriting
from detector.rewriting_words import Sort, sequence, sorts, texts

Floats = NDArray[np.float32]

SPUN = "spun"
THRESHOLD = 0.5

for name in ("rewriting", "rewritten_window"):
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=None)


@Language.component(
    "detector_rewriting", assigns=["doc._.rewriting", "doc._.rewritten_window", "doc.spans"]
)
def mark_rewriting(doc: Doc) -> Doc:
    """Fill the extensions and ``doc.spans["spun"]``; the model is read at the first text."""
    probabilities, doc._.rewritten_window = opinions(doc)
    doc._.rewriting = probabilities
    doc.spans[SPUN] = SpanGroup(doc, name=SPUN, spans=runs(doc, probabilities))
    return doc


def opinions(doc: Doc) -> tuple[Floats, Floats]:
    """Return two probabilities for each token, each of shape (len(doc),).

    That a rewriter put the token there (0 for what is no word, or was not read), and that the
    window of text around it was rewritten (NaN where the model did not read).
    """
    order = sequence(doc)
    # The last place is that of breaks, whose index is -1.
    found, around = np.zeros((2, len(doc) + 1), dtype=np.float32)
    if len(order):
        found[order], around[order] = Rewriting.load().read(texts(doc, order))
    words = (sorts(doc) == Sort.WORD) & ~np.isnan(found[:-1])
    return np.where(words, found[:-1], np.float32(0)), around[:-1]


def words(doc: Doc) -> list[int]:
    """Return the indices of the tokens that can be judged: those with a letter in them."""
    return [int(index) for index in np.flatnonzero(sorts(doc) == Sort.WORD)]


def runs(doc: Doc, probabilities: Floats, threshold: float = THRESHOLD) -> list[Span]:
    """Join neighbouring words at or above the threshold into spans labelled `spun`."""
    above = np.concatenate(([0], (probabilities >= threshold).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(above)).reshape(-1, 2)
    return [Span(doc, start, end, label=SPUN) for start, end in edges.tolist()]
