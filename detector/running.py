"""Running text against the lists, cards and buttons in which honest pages repeat phrases."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from detector.article import Article, Block, Kind
from detector.words import STOPWORDS

RUNNING = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE})
LITTLE = 2  # little words that make a line a sentence: a list of products has none
NEXT = re.compile(r"\s*(\w+|[^\w\s])")
NEAR = 40

Span = tuple[int, int]


def contexts(article: Article, spans: Iterable[Span]) -> int:
    """Return in how many contexts of running text the spans of one phrase stand.

    A template ("3 beds, 2 baths, 1,200 square feet") puts a phrase between the same words again and
    again; a writer, and a program that pushes it into sentences, between ever others. So the result
    is the number of different words before it or that of those behind it, whichever is less; two
    numbers are not different.
    """
    starts = [block.start for block in article.body]
    inside: dict[int, list[Span]] = {}
    for span in spans:
        inside.setdefault(bisect_right(starts, span[0]) - 1, []).append(span)
    blocks = ((article.body[index], some) for index, some in inside.items())
    around = {neighbours(span, block) for block, some in blocks if runs(block) for span in some}
    return min((len(set(side)) for side in zip(*map(plainly, around), strict=True)), default=0)


def plainly(around: tuple[str, str]) -> tuple[str, str]:
    """Return the words around a place with all numbers alike."""
    before, behind = around
    return "0" if before.isdigit() else before, "0" if behind.isdigit() else behind


def neighbours(span: Span, block: Block) -> tuple[str, str]:
    """Return the words or marks before and behind a span, empty at the edge of its block."""
    start, end = span[0] - block.start, span[1] - block.start
    before = NEXT.match(block.text[max(0, start - NEAR) : start][::-1])
    behind = NEXT.match(block.text, end, end + NEAR)
    return before[1][::-1].lower() if before else "", behind[1].lower() if behind else ""


def runs(block: Block) -> bool:
    """Whether a block is running text: it holds the little words that sentences are made with."""
    return block.kind in RUNNING and _sentence(block.text)


@lru_cache(maxsize=4096)
def _sentence(text: str) -> bool:
    little = (word for word in text.lower().split() if word in STOPWORDS)
    return len(list(islice(little, LITTLE))) == LITTLE
