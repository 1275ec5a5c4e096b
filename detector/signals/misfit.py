"""What the two misfit signals share: the runs of words that the rewriting model points at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.article import Kind
from detector.memo import once
from detector.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span

SOURCES = (
    "Wahle et al. 2022, Identifying machine-paraphrased plagiarism (arXiv 2103.11909)",
    "Clark et al. 2020, ELECTRA: pre-training text encoders as discriminators (arXiv 2003.10555)",
    "Shahid et al. 2017, Accurate detection of automatically spun content (ICDM)",
)
# A finding is shown only where the model is sure; what it half suspects moves the score alone.
SURE = 0.9
# Longer runs are described better by the sentence than by a guess at it.
LONGEST = 5


@once
def misfits(reading: Reading) -> tuple[Span, ...]:
    """Return the runs of the body's running text that hold a word the model is sure of."""
    blocks = [block for block in reading.body if block.label_ != Kind.HEADING]
    inside = {i for block in blocks for i in range(block.start, block.end)}
    return tuple(
        span
        for span in reading.doc.spans["spun"]
        if span.start in inside and strength(span) >= SURE
    )


def strength(span: Span) -> float:
    """Return the highest probability of the run's words."""
    return float(span.doc._.rewriting[span.start : span.end].max())


def runs(reading: Reading, *, words: range) -> Iterator[Span]:
    """Yield the misfits of so many words."""
    probabilities = reading.doc._.rewriting
    for span in misfits(reading):
        if int((probabilities[span.start : span.end] > 0).sum()) in words:
            yield span


def likely_originals(reading: Reading, span: Span) -> tuple[str, ...]:
    """Return up to three things that may have stood there, best first; often nothing.

    A wrong suggestion is worse than none: below its threshold the table of originals abstains.
    """
    from detector.originals import Originals

    if len(span) > LONGEST:
        return ()
    tokens = reading.tokens
    first, last = (bisect_left(tokens.starts, place) for place in (span.start_char, span.end_char))
    inside = range(first, last)
    if not inside:
        return ()
    return tuple(
        text[:1].upper() + text[1:] if span.text[:1].isupper() else text
        for text, _ in Originals.load().suggest(tokens.words, inside)
        if len(text) > 1 or text in "ai"  # the table has letters of formulas and lists, too
    )


def judged(reading: Reading) -> list[int]:
    """Return the token indices of the words that the page's features rest on: the body's."""
    import numpy as np

    probabilities = reading.doc._.rewriting
    inside = np.zeros(len(probabilities), dtype=bool)
    for block in reading.body:
        inside[block.start : block.end] = True
    return [int(index) for index in np.flatnonzero(inside & (probabilities > 0))]
