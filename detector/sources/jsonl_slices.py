"""JSON Lines, plain or compressed, in slices of bytes; a line belongs where its first byte lies.

The arrays that Scrapy writes, one item a line between brackets, are read as well. Offsets count
unpacked bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from detector.errors import UnreadableError, UsageError
from detector.sources.codings import DAMAGE, opened, skip, stride, unpacked_size
from detector.sources.columns import Row, choose, paths, read_rows
from detector.sources.slices import Located, Slice, SliceOptions, spans

LOOKED_AT = 50  # lines whose keys are looked for
ROOM = 4096  # bytes of a line beside its page


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut by size alone: readers find the first line of their slice themselves.

    Raises:
        UsageError: no key is known to hold pages.
        UnreadableError: it is damaged at its start.
        LimitError: it is a decompression bomb.
    """
    size, whole = unpacked_size(path)
    step = stride(path, size, options.slice_bytes)
    columns = choose(_keys(path, name, options), name, options)
    for start, end in spans(size, step):
        last = whole if end == size else end
        yield Slice("jsonl", name, str(path), start, last, end - start, columns=columns)


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the lines; what is no object or too long is reported, and so is damage."""
    assert piece.columns  # noqa: S101 — cut has set them
    limit = options.max_bytes
    with opened(Path(piece.path)) as file:
        rows = ((place, _object(line, limit)) for place, line in _lines(file, piece.start, limit))
        yield from read_rows(rows, piece, piece.columns, options, "lines")


def _lines(file: BinaryIO, start: int, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that begin at ``start`` or later, each cut where it is too long."""
    position = max(start - 1, 0)
    if file.seekable() and not hasattr(file, "peek"):
        file.seek(position)
    else:
        skip(file, position)
    line = _line(file, limit)
    first = start > 0  # the line that ends at start or runs into it belongs to the slice before
    while line[1]:
        if not first:
            yield position, line[0]
        first = False
        position += line[1]
        line = _line(file, limit)


def _line(file: BinaryIO, limit: int) -> tuple[bytes, int]:
    """Return a line, or its first bytes where it is too long, and how many bytes it takes."""
    line = file.readline(2 * limit + ROOM)  # escapes can double a text
    size, part = len(line), line
    while part and not part.endswith(b"\n"):
        part = file.readline(ROOM * 16)
        size += len(part)
    return line, size


def _object(line: bytes, limit: int) -> Row:
    """Return the object of a line, what is wrong with it, or None for a line that is no row."""
    bare = line.strip().removeprefix(b"\xef\xbb\xbf").rstrip(b",")
    if bare in (b"", b"[", b"]"):
        return None
    if len(line) >= 2 * limit + ROOM and not line.endswith(b"\n"):
        return "The line is longer than a page may be, and was skipped (--max-bytes)."
    try:
        found = json.loads(bare.removeprefix(b"[").removesuffix(b"]") if bare[:1] == b"[" else bare)
    except (ValueError, RecursionError) as error:
        return f"The line is no JSON object ({error}) and was skipped."
    return found if isinstance(found, dict) else "The line is no JSON object and was skipped."


def _keys(path: Path, name: str, options: SliceOptions) -> list[str]:
    keys: dict[str, None] = {}
    with opened(path) as file:
        try:
            for number, (_, line) in enumerate(_lines(file, 0, options.max_bytes)):
                row = _object(line, options.max_bytes)
                if isinstance(row, dict):
                    found = (path for key, value in row.items() for path in paths(key, value))
                    keys |= dict.fromkeys(found)
                if number >= LOOKED_AT:
                    break
        except DAMAGE as error:
            if not keys:
                raise UnreadableError(f"{name} is damaged at its start ({error}).") from error
    if not keys:
        raise UsageError(f"{name} begins with no JSON object on a line; give JSON Lines.")
    return list(keys)
