"""The visible characters of a source file in order, each with the place where it is written.

Whitespace is left out: extraction folds it, and every other character a reader sees has its own
place in the source. A Stream is cut into segments, one for each run of text between block marks.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

RUN = re.compile(r"\S+")
BREAK = "\x00"


def squeezed(text: str) -> str:
    """Return ``text`` without any whitespace."""
    return "".join(text.split())


@dataclass
class Stream:
    """Visible characters with their source spans: ``source[starts[i]:ends[i]]`` shows ``text[i]``.

    ``text`` has a break character before, between and after the segments.
    """

    pieces: list[str] = field(default_factory=lambda: [BREAK])
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))

    def literal(self, text: str, start: int) -> None:
        """Add source text that shows itself."""
        for run in RUN.finditer(text):
            first, last = start + run.start(), start + run.end()
            self.pieces.append(run.group())
            self.starts.extend(range(first, last))
            self.ends.extend(range(first + 1, last + 1))

    def decoded(self, text: str, start: int, end: int) -> None:
        """Add characters that the source writes in another way, such as an entity."""
        shown = squeezed(text)
        self.pieces.append(shown)
        self.starts.extend([start] * len(shown))
        self.ends.extend([end] * len(shown))

    def cut(self) -> None:
        """End a segment."""
        if self.pieces[-1] != BREAK:
            self.pieces.append(BREAK)
            self.starts.append(0)
            self.ends.append(0)

    def shifted(self, spans: list[tuple[int, int]]) -> None:
        """Replace every source span by the span that ``spans`` gives for its characters."""
        for index, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if end > start:
                self.starts[index] = spans[start][0]
                self.ends[index] = spans[end - 1][1]

    def extend(self, other: Stream) -> None:
        """Add the segments of another stream over the same source."""
        self.cut()
        self.pieces += other.pieces[1:]
        self.starts.extend(other.starts[1:])
        self.ends.extend(other.ends[1:])
        self.cut()

    @property
    def text(self) -> str:
        """All visible characters, breaks included."""
        return "".join(self.pieces)
