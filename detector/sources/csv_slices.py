"""CSV and TSV with a header, plain or compressed, in slices of bytes that begin with a row.

Where rows begin, only a reader that began at the start can tell, because fields may hold line
breaks; so the cutting reads the file once, at some 100 MB a second. Offsets count unpacked bytes,
in UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from detector.errors import UnreadableError
from detector.sources.codings import DAMAGE, skip, stride
from detector.sources.columns import Row, choose, read_rows
from detector.sources.csv_dialects import Dialect, dialect
from detector.sources.recoded import opened_as_utf8, recoded_size
from detector.sources.slices import Located, Slice, SliceOptions

LONGEST_HEADER = 64 * 1024
ROOM = 4096  # bytes of a line beside its page


class _Rows:
    """The rows of a file from where it stands; ``offset`` is where the next one begins."""

    def __init__(self, file: BinaryIO, offset: int, dialect: Dialect, limit: int) -> None:
        csv.field_size_limit(limit)
        self.offset = offset
        self._file = file
        self._longest = 2 * limit + ROOM
        self._reader = dialect.reader(self._lines())

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        """Yield each row, or what is wrong with it, with its offset."""
        while True:
            start = self.offset
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield start, f"The row cannot be read ({error}) and was skipped."
            else:
                if row:
                    yield start, row

    def _lines(self) -> Iterator[str]:
        while line := self._file.readline(self._longest):
            self.offset += len(line)
            yield line.decode("utf-8", "replace")


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut where rows begin.

    Raises:
        UsageError: no column is known to hold pages.
        UnreadableError: there is no header.
        LimitError: it is a decompression bomb.
    """
    size, whole = recoded_size(path)
    step = stride(path, size, options.slice_bytes)
    how = dialect(path)
    with opened_as_utf8(path) as file:
        header, offset = _header(file, how, name)
        columns = choose(header, name, options)
        starts = [offset]
        if size >= 2 * step:
            starts = _starts(_Rows(file, offset, how, options.max_bytes), step) or starts
    for start, end in pairwise([*starts, whole]):
        yield Slice(
            "csv", name, str(path), start, end, max(min(end, size) - start, 0), columns=columns
        )


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the rows; what cannot be read is reported."""
    assert piece.columns  # noqa: S101 — cut has set them
    with opened_as_utf8(Path(piece.path)) as file:
        yield from read_rows(_rows(file, piece, options), piece, piece.columns, options, "rows")


def _rows(file: BinaryIO, piece: Slice, options: SliceOptions) -> Iterator[tuple[int, Row]]:
    how = dialect(Path(piece.path))
    header, offset = _header(file, how, piece.source)
    skip(file, piece.start - offset)
    for position, row in _Rows(file, piece.start, how, options.max_bytes):
        yield position, row if isinstance(row, str) else dict(zip(header, row, strict=False))


def _starts(rows: _Rows, step: int) -> list[int]:
    found: list[int] = []
    try:
        for start, _ in rows:
            if not found or start >= found[-1] + step:
                found.append(start)
    except DAMAGE:
        pass  # reading reports it
    return found


def _header(file: BinaryIO, how: Dialect, name: str) -> tuple[list[str], int]:
    """Return the names of the columns, and where the first row begins."""
    skip(file, how.start)
    rows = _Rows(file, how.start, how, LONGEST_HEADER)
    _, header = next(iter(rows), (0, []))
    if isinstance(header, str):
        raise UnreadableError(f"{name} is no table: its first row cannot be read.")
    if not header:
        raise UnreadableError(f"{name} is empty; a table begins with the names of its columns.")
    return header, rows.offset
