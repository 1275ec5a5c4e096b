"""Where the page's long keyphrases stand letter for letter, for the signals that look at each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detector.article import Block
from detector.intrusion import gains
from detector.keyphrase import Keyphrase
from detector.memo import once
from detector.reading import Reading

LEAST_EXACT = 3  # an odd sentence is nobody's keyphrase; the same words in three places may be


@dataclass(frozen=True)
class Repeated:
    """A keyphrase of two or more words, the spans that repeat its surface form, and their gains.

    ``gains`` says for each span how much likelier (log10) its seams get without it; NaN where the
    span fills its block.
    """

    phrase: Keyphrase
    spans: tuple[tuple[int, int], ...]
    gains: tuple[float, ...]


@once
def repeated(reading: Reading) -> tuple[Repeated, ...]:
    """Return the keyphrases that stand in one surface form three times or more; names left out."""
    text = reading.article.text
    found = []
    for phrase in reading.keyphrases:
        if phrase.words < 2 or phrase.surface_count < LEAST_EXACT or phrase.name:
            continue
        forms = [" ".join(text[start:end].lower().split()) for start, end in phrase.positions]
        pairs = zip(phrase.positions, forms, strict=True)
        found.append((phrase, tuple(span for span, form in pairs if form == phrase.text)))
    values = iter(gains(reading.article, [span for _, spans in found for span in spans]).tolist())
    return tuple(
        Repeated(phrase, spans, tuple(next(values) for _ in spans)) for phrase, spans in found
    )


def blocks_of(reading: Reading, spans: tuple[tuple[int, int], ...]) -> Iterator[Block]:
    """Yield for each span, in order, the block of the body that holds it."""
    blocks = iter(reading.article.body)
    block = next(blocks)
    for start, _ in spans:
        while block.end <= start:
            block = next(blocks)
        yield block
