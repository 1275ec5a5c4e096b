"""Finding each Block again in the stream of a source, in reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import compress

from detector.article import Block
from detector.places.stream import BREAK, Stream, squeezed

MISSES = 200  # blocks; a page that was extracted so differently is not searched to its end


class Search:
    """A stream made searchable; an index counts its characters, breaks left out."""

    def __init__(self, stream: Stream) -> None:
        self.text = stream.text
        self.flat = self.text.replace(BREAK, "")
        self.breaks = [i for i, character in enumerate(self.text) if character == BREAK]
        shown = [character != BREAK for character in self.text]
        self.starts = list(compress(stream.starts, shown))
        self.ends = list(compress(stream.ends, shown))

    def places(self, blocks: Iterable[Block]) -> Iterator[int | None]:
        """Yield for each block where it begins in the stream, or None.

        The body and the scaffold of an article are each in page order, so each has its cursor.
        """
        after = {True: 0, False: 0}
        misses = 0
        for block in blocks:
            key = squeezed(block.text)
            found = self._next(key, after[block.body]) if key and misses < MISSES else None
            if found is None:
                misses += 1
            else:
                after[block.body] = found + len(key)
            yield found

    def anywhere(self, key: str) -> tuple[int, int] | None:
        """Return the source span where ``key`` first stands, whatever its case."""
        lower, key = self.flat.lower(), key.lower()
        found = lower.find(key) if key and len(lower) == len(self.flat) else -1
        return (self.starts[found], self.ends[found + len(key) - 1]) if found >= 0 else None

    def _next(self, key: str, after: int) -> int | None:
        """Look for a whole segment, a part of one, or a run of several; from the cursor first."""
        for start in (after, 0):
            cursor = self._with_breaks(start)
            whole = self.text.find(BREAK + key + BREAK, cursor)
            if whole >= 0:
                return self._without_breaks(whole + 1)
            part = self.text.find(key, cursor)
            if part >= 0:
                return self._without_breaks(part)
            run = self.flat.find(key, start)
            if run >= 0:
                return run
        return None

    def _without_breaks(self, index: int) -> int:
        return index - bisect_left(self.breaks, index)

    def _with_breaks(self, index: int) -> int:
        """Return where in the text with breaks a character, or the break before it, stands."""
        low, high = 0, len(self.breaks)
        while low < high:
            middle = (low + high) // 2
            if self.breaks[middle] - middle < index:
                low = middle + 1
            else:
                high = middle
        return index + low
