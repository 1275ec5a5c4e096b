"""Where the page's long keyphrases stand letter for letter, for the signals that look at each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detector.article import Block
from detector.memo import once
from detector.reading import Reading
from detector.running import Span, neighbours, plainly

if TYPE_CHECKING:
    from detector.keyphrase import Keyphrase

LEAST_EXACT = 3  # an odd sentence is nobody's keyphrase; the same words in three places may be


@dataclass(frozen=True)
class Repeated:
    """A keyphrase of two or more words, the spans that repeat its surface form, and their gains.

    ``gains`` says for each span how much likelier (log10) its seams get without it, ``swaps`` how
    much likelier with one of ``shorter`` there; NaN where the span fills its block. ``neighbours``
    are the words before and behind each span, empty at the edge of a block.
    """

    phrase: Keyphrase
    spans: tuple[Span, ...]
    gains: tuple[float, ...]
    swaps: tuple[float, ...]
    shorter: tuple[str, ...]
    neighbours: tuple[tuple[str, str], ...]

    @cached_property
    def different(self) -> tuple[int, ...]:
        """The places with words before and behind them that no earlier one has: no template."""
        found: list[int] = []
        lefts, rights = set(), set()
        for place, (left, right) in enumerate(map(plainly, self.neighbours)):
            if left not in lefts and right not in rights and not math.isnan(self.gains[place]):
                found.append(place)
                lefts.add(left)
                rights.add(right)
        return tuple(found)


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
    from detector.intrusion import core, substitutes

    every = [span for _, spans in found for span in spans]
    cores = [core(phrase.text) for phrase, spans in found for _ in spans]
    without, likelier, words = substitutes(reading.article, every, cores)
    values = iter(without.tolist())
    swaps = iter(zip(likelier.tolist(), words, strict=True))
    return tuple(
        _repeated(
            reading, phrase, spans, [next(values) for _ in spans], [next(swaps) for _ in spans]
        )
        for phrase, spans in found
    )


def _repeated(
    reading: Reading,
    phrase: Keyphrase,
    spans: tuple[Span, ...],
    gains: list[float],
    swaps: list[tuple[float, str]],
) -> Repeated:
    return Repeated(
        phrase,
        spans,
        tuple(gains),
        tuple(gain for gain, _ in swaps),
        tuple(word for _, word in swaps),
        tuple(map(neighbours, spans, blocks_of(reading, spans))),
    )


def blocks_of(reading: Reading, spans: tuple[Span, ...]) -> Iterator[Block]:
    """Yield for each span, in order, the block of the body that holds it."""
    blocks = iter(reading.article.body)
    block = next(blocks)
    for start, _ in spans:
        while block.end <= start:
            block = next(blocks)
        yield block
