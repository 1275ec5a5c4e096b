"""The running text of a page, block by block, without a detour through tokens."""

from __future__ import annotations

from collections.abc import Iterator

from detector.article import Block
from detector.reading import PROSE, Reading


def prose(reading: Reading) -> Iterator[Block]:
    """Yield the blocks that hold running text: paragraphs, list items, quotes, captions."""
    return (block for block in reading.article.body if block.kind in PROSE)
