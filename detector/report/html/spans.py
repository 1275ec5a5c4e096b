"""The article text cut into runs, so that overlapping marks can be drawn without overlapping tags.

A mark is a stretch of the text with a meaning: a finding, an occurrence of the keyphrase, or the
evidence of a criterion. Marks that overlap inside of a block make one run, which is one stop of
the keyboard; a run is cut into pieces wherever a mark begins or ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from detector.article import BODY, Extent, Kind

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of the text; ``key`` names what is meant."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks from end to end; ``keys`` in the order of their strength."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block: plain text without an ``id``, or the pieces of marks that overlap."""

    pieces: tuple[Piece, ...]
    id: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all pieces, each once."""
        return tuple(dict.fromkeys(key for piece in self.pieces for key in piece.keys))


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the article, laid out."""

    kind: Kind
    level: int
    runs: tuple[Run, ...]

    @property
    def body(self) -> bool:
        """Whether the block belongs to the article and not to the scaffold around it."""
        return self.kind in BODY


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text; ``places`` gives the id of the run where each key begins.

    ``left_out`` is the number of characters behind the last that is shown.
    """

    rows: tuple[Row, ...] = ()
    places: dict[str, str] = field(default_factory=dict)
    left_out: int = 0


def lay_out(
    text: str, extents: Sequence[Extent], marks: Iterable[Mark], *, prefix: str, most: int
) -> Layout:
    """Return at most ``most`` characters of the text with its marks; ids begin with ``prefix``."""
    blocks = [
        Extent(b.kind, b.start, min(b.end, most), b.level)
        for b in extents or _paragraphs(text)
        if b.start < most
    ]
    inside = _by_block(blocks, marks)
    places: dict[str, str] = {}
    rows = []
    number = 0
    for index, block in enumerate(blocks):
        runs = []
        for run in _runs(text, block, inside.get(index, [])):
            if run.keys:
                number += 1
                run = Run(run.pieces, f"{prefix}{number}")
                for key in run.keys:
                    places.setdefault(key, run.id)
            runs.append(run)
        rows.append(Row(block.kind, block.level, tuple(runs)))
    return Layout(tuple(rows), places, max(0, len(text) - most))


def _paragraphs(text: str) -> Iterator[Extent]:
    """Yield the blocks of a text of which nothing else is known."""
    start = 0
    for part in text.split(SEPARATOR) if text else ():
        yield Extent(Kind.PARAGRAPH, start, start + len(part))
        start += len(part) + len(SEPARATOR)


def _by_block(blocks: Sequence[Extent], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """Return the marks of each block by its index, cut to it."""
    starts = [block.start for block in blocks]
    inside: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        index = max(0, bisect_right(starts, mark.start) - 1)
        while index < len(blocks) and blocks[index].start < mark.end:
            start = max(mark.start, blocks[index].start)
            end = min(mark.end, blocks[index].end)
            if start < end:
                inside[index].append(Mark(start, end, mark.key))
            index += 1
    return inside


def _runs(text: str, block: Extent, marks: list[Mark]) -> Iterator[Run]:
    at = block.start
    for group in _overlapping(marks):
        start, end = group[0].start, max(mark.end for mark in group)
        if at < start:
            yield Run((Piece(text[at:start], ()),))
        yield Run(tuple(_pieces(text, group)))
        at = end
    if at < block.end:
        yield Run((Piece(text[at : block.end], ()),))


def _overlapping(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Yield groups of marks that hang together, in text order."""
    group: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if group and mark.start >= end:
            yield group
            group = []
        end = max(end, mark.end) if group else mark.end
        group.append(mark)
    if group:
        yield group


def _pieces(text: str, group: list[Mark]) -> Iterator[Piece]:
    edges = sorted({edge for mark in group for edge in (mark.start, mark.end)})
    for start, end in pairwise(edges):
        keys = tuple(m.key for m in group if m.start <= start and end <= m.end)
        yield Piece(text[start:end], keys)
