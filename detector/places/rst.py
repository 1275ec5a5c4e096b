"""The visible characters of reStructuredText with their places.

docutils says of every text with inline markup on which line it begins, and our reading of it where
in the text each piece of markup stands; here the text's lines are found again in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import escape2null, unescape

from detector.extract.bounds import MAX_CHARS
from detector.extract.rst_parser import BREAKING, Piece, Run, document_of, shown
from detector.places.plain import stream_of_plain
from detector.places.stream import Stream

if TYPE_CHECKING:
    from docutils.nodes import document

MARKS = re.compile(
    r"\s*(?:(?:[-*+•‣⁃|]|\(?(?:\w|\d+|#|[ivxlcdmIVXLCDM]+)[.)])\s+)*"
    r"(?:\.\. +(?:\|[^|]*\| +)?(?:[\w:.+-]+:: *|\[[^\]]*\] *))?"
)
INNER = re.compile(r"(?::[^`]*:)?_?`{1,2}|\*{1,2}")
NEAR = 40  # lines; docutils counts the lines of odd tables otherwise

Span = tuple[int, int]


def stream_of_rst(text: str) -> Stream:
    """Return the visible text of a reStructuredText source as a stream, block by block."""
    text = text[:MAX_CHARS]
    try:
        tree, runs = document_of(text)
    except RecursionError:
        return stream_of_plain(text)
    stream, lines = Stream(), _Lines(text)
    for run in runs:
        _add(stream, _shown(run, tree), lines.spans(run.text.split("\n"), run.line))
    for block in tree.findall(nodes.literal_block):
        content = Stream()
        content.literal(block.astext(), 0)
        _add(stream, content, lines.spans(block.astext().split("\n"), block.line or 1))
    return stream


def _add(stream: Stream, block: Stream, spans: list[Span] | None) -> None:
    if spans is not None:
        block.shifted(spans)
        stream.extend(block)


def _shown(run: Run, tree: document) -> Stream:
    """Return what a reader sees of a text, as a stream over that text."""
    stream = Stream()
    for piece in run.pieces:
        written = run.text[piece.start : piece.end]
        if piece.node is None:
            _align(stream, unescape(escape2null(written)), run.text, piece.start)
        elif isinstance(piece.node, nodes.substitution_reference) or written.startswith("|"):
            stream.decoded(shown(piece.node, tree), piece.start, piece.end)
        else:
            start = piece.start + _before(piece, written)
            _align(stream, shown(piece.node, tree), run.text, start)
    return stream


def _before(piece: Piece, written: str) -> int:
    """Return the length of the markup before the text of a piece."""
    node = piece.node
    if isinstance(node, nodes.problematic):
        return 0
    match = INNER.match(written)
    at = int(node.get("at", 0)) if isinstance(node, nodes.Element) else 0
    return (match.end() if match else 0) + at


def _align(stream: Stream, visible: str, written: str, position: int) -> None:
    """Find each visible character in the text as written; a backslash belongs to what it frees."""
    for character in visible:
        if character.isspace():
            continue
        found = written.find(character, position)
        if found < 0:
            continue
        freed = found > position and written[found - 1] == "\\"
        stream.decoded(character, found - freed, found + 1)
        position = found + 1


class _Lines:
    """The lines of a source, each with the column up to which it has been told."""

    def __init__(self, text: str) -> None:
        self.lines = text.translate(BREAKING).split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.told: dict[int, int] = {}

    def spans(self, texts: list[str], line: int) -> list[Span] | None:
        """Return for every character of a text where it is written; None if it is nowhere."""
        for first in self._near(line - 1):
            found = self._column(texts[0], first)
            if found is not None:
                return list(self._all(texts, first))
        return None

    def _near(self, line: int) -> Iterator[int]:
        for distance in range(NEAR):
            for place in dict.fromkeys((line + distance, line - distance)):
                if 0 <= place < len(self.lines):
                    yield place

    def _all(self, texts: Iterable[str], first: int) -> Iterator[Span]:
        last = (0, 0)
        for number, text in enumerate(texts):
            line = min(first + number, len(self.lines) - 1)
            column = self._column(text, line)
            begin = self.starts[line]
            columns = _expanded(self.lines[line])[1]
            for index in range(len(text)):
                at = columns[min((column or 0) + index, len(columns) - 1)]
                last = begin + at, begin + at + 1
                yield last
            if column is not None:
                self.told[line] = column + len(text)
            yield last  # the line's end

    def _column(self, text: str, line: int) -> int | None:
        """Return where in a line, its tabs expanded, a text stands."""
        source = _expanded(self.lines[line])[0]
        text = text.rstrip()
        told = self.told.get(line)
        mark = MARKS.match(source)
        if source.strip() == text.strip() and text.strip():
            return source.index(text.strip()) - (len(text) - len(text.lstrip()))
        for start in (told or (mark.end() if mark else 0), told or 0, 0):
            found = source.find(text, start)
            if found >= 0:
                return found
        return None


def _expanded(line: str) -> tuple[str, list[int]]:
    """Return a line as docutils sees it, and for each of its columns that of the source."""
    if "\t" not in line:
        return line, list(range(len(line) + 1))
    shown_, columns = "", []
    for index, character in enumerate(line):
        width = 8 - len(shown_) % 8 if character == "\t" else 1
        shown_ += " " * width if character == "\t" else character
        columns += [index] * width
    return shown_, [*columns, len(line)]
