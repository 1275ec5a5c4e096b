"""Where the windows of the rewriting model begin and end: at the ends of blocks, else of sentences.

A window that began at a running count of words would shift with every word put in above it, and
with it what is found below. So a block that can close a window does, whatever came before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from detector.glance import BREAK

LENGTH = 128
ROOM = LENGTH - 2  # what the marks of beginning and end leave
ENOUGH = ROOM // 2  # pieces of context from which on a window ends with its block
LITTLE = 24  # pieces, such as a heading's, that stay with the block below them
SENTENCE_ENDS = frozenset({".", "!", "?"})


def cuts(words: Sequence[str], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a page into windows of at most ``ROOM`` pieces; return the first and end word of each.

    ``sizes`` holds the number of pieces of each word. Every word is in one window. A block that
    makes the window hold ``ENOUGH`` ends it; one that does not fit begins its own, unless only
    ``LITTLE`` stands before it; one that is too long is cut behind a sentence.
    """
    offsets = [0, *accumulate(sizes)]
    found: list[tuple[int, int]] = []
    start = first = 0
    for last in [*(i + 1 for i, word in enumerate(words) if word == BREAK), len(words)]:
        if offsets[last] - offsets[start] > ROOM and offsets[first] - offsets[start] >= LITTLE:
            found.append((start, first))
            start = first
        while offsets[last] - offsets[start] > ROOM:
            end = _end(words, offsets, start)
            found.append((start, end))
            start = end
        if offsets[last] - offsets[start] >= ENOUGH:
            found.append((start, last))
            start = last
        first = last
    return [*found, (start, len(words))] if start < len(words) else found


def _end(words: Sequence[str], offsets: Sequence[int], start: int) -> int:
    """Return the end of a window too small for its block: behind a sentence, else a word."""
    end = start + 1
    sentence = 0
    while offsets[end + 1] - offsets[start] <= ROOM:
        end += 1
        if words[end - 1] in SENTENCE_ENDS and offsets[end] - offsets[start] >= ENOUGH:
            sentence = end
    return sentence or end
