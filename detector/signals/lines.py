"""A page as lines and tokens, the way the published corpus filters look at a text."""

from __future__ import annotations

import re

from detector.article import Block, Kind
from detector.memo import once
from detector.reading import Reading

TOKEN = re.compile(r"\w+(?:['’.\-]\w+)*|[^\w\s]")


@once
def lines_of(reading: Reading) -> tuple[Block, ...]:
    """Return the body blocks that stand for lines: all but the cells of tables."""
    return tuple(block for block in reading.article.body if block.kind is not Kind.CELL)


@once
def tokens_of(reading: Reading) -> list[str]:
    """Return the words and punctuation marks of those lines in order."""
    return [token for line in lines_of(reading) for token in TOKEN.findall(line.text)]
