"""A source file as an editor counts it: lines, columns, characters and bytes of a place."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

CRLF = re.compile(r"\r\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source file; lines and columns count from 1, in characters, end exclusive.

    ``start`` and ``end`` are offsets into the decoded file, in characters, line ends as they are
    in the file and a byte order mark left out. ``byte_start`` and ``byte_end`` are offsets into
    the file itself; None where it is not UTF-8.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    byte_start: int | None = None
    byte_end: int | None = None


class Source:
    """The decoded text of a file, with line ends folded to a newline, and the file's bytes."""

    def __init__(self, text: str, content: bytes) -> None:
        self.text = text
        self.content = content
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``."""
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        first, last = self._in_file(start), self._in_file(end)
        return Place(
            line, column, end_line, end_column, first, last, self._byte(first), self._byte(last)
        )

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def _in_file(self, offset: int) -> int:
        return offset + bisect_left(self._folds, offset)

    def _byte(self, offset: int) -> int | None:
        if self._raw is None:
            return None
        mark = len(codecs.BOM_UTF8) if self.content.startswith(codecs.BOM_UTF8) else 0
        return mark + (offset if self._ascii else len(self._raw[:offset].encode()))

    @cached_property
    def _raw(self) -> str | None:
        """The file as it is, if it is UTF-8 and extraction took it letter for letter."""
        try:
            raw = self.content.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            return None
        return raw if len(raw) - len(self._folds) == len(self.text) else None

    @cached_property
    def _ascii(self) -> bool:
        return self.content.isascii()

    @cached_property
    def _folds(self) -> list[int]:
        """Where in ``text`` a line end was two characters in the file."""
        if b"\r\n" not in self.content:
            return []
        raw = self.content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
        return [match.start() - index for index, match in enumerate(CRLF.finditer(raw))]
