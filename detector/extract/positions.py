"""Line and column in a local HTML file for the Parts found in it.

BeautifulSoup with Python's own parser is the reader that knows the source position of every tag. It
takes about 20 ms a page, so it serves local files alone, where an editor wants to jump to the line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from detector.article import Part

if TYPE_CHECKING:
    from bs4 import Tag

KEY = 60  # characters that must agree, spaces left out
INLINE = (
    *("a", "abbr", "b", "big", "cite", "em", "font", "i", "mark", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "u"),
)


def with_positions(parts: Sequence[Part], html: str) -> list[Part]:
    """Return ``parts`` with the place of the block tag in which each begins, counted from 1.

    A text that stands several times is taken in page order. A Part that is not found letter by
    letter keeps None.
    """
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString

    soup = BeautifulSoup(html, "html.parser")
    texts = [node for node in soup.descendants if type(node) is NavigableString]
    squeezed = ["".join(node.split()) for node in texts]
    whole = "".join(squeezed)
    starts = [0, *accumulate(map(len, squeezed))]
    placed: list[Part] = []
    after = 0
    for part in parts:
        key = "".join(part.text.split())[:KEY]
        found = whole.find(key, after)
        found = whole.find(key) if found < 0 else found
        tag = _block(texts[bisect_right(starts, found) - 1].parent) if found >= 0 else None
        if tag is not None and tag.sourceline:
            part = replace(part, line=tag.sourceline, column=(tag.sourcepos or 0) + 1)
            after = found + len(key)
        placed.append(part)
    return placed


def _block(tag: Tag | None) -> Tag | None:
    while tag is not None and tag.name in INLINE and tag.parent is not None:
        tag = tag.parent
    return tag
