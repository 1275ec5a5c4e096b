"""A page as lines and tokens, the way the published corpus filters look at a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.article import Kind
from detector.memo import once
from detector.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span


@once
def lines_of(reading: Reading) -> tuple[Span, ...]:
    """Return the body blocks that stand for lines: all but the cells of tables."""
    return tuple(span for span in reading.body if span.label_ != Kind.CELL)


@once
def tokens_of(reading: Reading) -> list[str]:
    """Return the tokens of those lines in order, spaces left out, punctuation kept."""
    return [token.text for line in lines_of(reading) for token in line if not token.is_space]
