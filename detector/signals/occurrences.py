"""Where the page's long keyphrases stand letter for letter, for the signals that look at each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detector.article import Block
from detector.memo import once
from detector.reading import Reading

if TYPE_CHECKING:
    from detector.keyphrase import Keyphrase

BEFORE = re.compile(r"(\w+|[^\w\s])\s*$")
BEHIND = re.compile(r"\s*(\w+|[^\w\s])")
NEAR = 40
LEAST_EXACT = 3  # an odd sentence is nobody's keyphrase; the same words in three places may be

Span = tuple[int, int]


@dataclass(frozen=True)
class Repeated:
    """A keyphrase of two or more words, the spans that repeat its surface form, and their gains.

    ``gains`` says for each span how much likelier (log10) its seams get without it; NaN where the
    span fills its block. ``neighbours`` are the words before and behind each span, empty at the
    edge of a block.
    """

    phrase: Keyphrase
    spans: tuple[Span, ...]
    gains: tuple[float, ...]
    neighbours: tuple[tuple[str, str], ...]

    @property
    def different(self) -> list[float]:
        """The known gains, one for each pair of neighbours: a form repeated is one place."""
        first = dict(zip(reversed(self.neighbours), reversed(self.gains), strict=True))
        return [gain for gain in first.values() if gain == gain]


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
    from detector.intrusion import gains

    values = iter(gains(reading.article, [span for _, spans in found for span in spans]).tolist())
    return tuple(
        Repeated(
            phrase,
            spans,
            tuple(next(values) for _ in spans),
            tuple(map(_neighbours, spans, blocks_of(reading, spans))),
        )
        for phrase, spans in found
    )


def _neighbours(span: Span, block: Block) -> tuple[str, str]:
    start, end = span[0] - block.start, span[1] - block.start
    before = BEFORE.search(block.text[max(0, start - NEAR) : start])
    behind = BEHIND.match(block.text[end : end + NEAR])
    return before[1].lower() if before else "", behind[1].lower() if behind else ""


def blocks_of(reading: Reading, spans: tuple[Span, ...]) -> Iterator[Block]:
    """Yield for each span, in order, the block of the body that holds it."""
    blocks = iter(reading.article.body)
    block = next(blocks)
    for start, _ in spans:
        while block.end <= start:
            block = next(blocks)
        yield block
