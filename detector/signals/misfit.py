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

    A wrong suggestion is worse than none: below its threshold the choice abstains.
    """
    return suggested(reading).get((span.start, span.end), ())


@once
def suggested(reading: Reading) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the likely originals of all misfits that are not too long, by their tokens."""
    from detector.recovery import Recovery

    tokens = reading.tokens
    places: dict[range, Span] = {}
    for span in misfits(reading):
        edges = (bisect_left(tokens.starts, at) for at in (span.start_char, span.end_char))
        inside = range(*edges)
        if inside and len(span) <= LONGEST:
            places[inside] = span
    if not places:
        return {}
    found = Recovery.load().suggest(tokens.words, *places)
    return {
        (span.start, span.end): tuple(_as_written(text, span) for text, _ in some if _is_one(text))
        for span, some in zip(places.values(), found, strict=True)
    }


def _as_written(text: str, span: Span) -> str:
    return text[:1].upper() + text[1:] if span.text[:1].isupper() else text


def _is_one(text: str) -> bool:
    """Whether it is a word at all: the table has letters of formulas and lists, too."""
    return len(text) > 1 or text in "ai"


def judged(reading: Reading) -> list[int]:
    """Return the token indices of the words that the page's features rest on: the body's."""
    import numpy as np

    probabilities = reading.doc._.rewriting
    inside = np.zeros(len(probabilities), dtype=bool)
    for block in reading.body:
        inside[block.start : block.end] = True
    return [int(index) for index in np.flatnonzero(inside & (probabilities > 0))]
