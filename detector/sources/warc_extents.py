"""Where the records of a plain WARC file lie, by their own lengths, which may be wrong.

A record whose length leads beyond the end of the file, or over the beginning of another record to
no place where one begins, is a loss of its own: reading goes on at the next header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from detector.sources.printable import printable
from detector.sources.warc_starts import START, first_start, peek

LONGEST_HEADER = 64 * 1024
_RECORD = re.compile(rb"WARC/1\.[01]\r?\n(?:[^\r\n]+\r?\n)+?\r?\n")
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_URL = re.compile(rb"^WARC-Target-URI:\s*<?([^\r\n]*?)>?\s*$", re.IGNORECASE | re.MULTILINE)


class Kind(Enum):
    """What lies there."""

    RECORD = "record"
    CUT_OFF = "cut off"
    OVERLONG = "overlong"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Extent:
    """The bytes ``start`` to ``end``; of a record its address and the length that it claims."""

    kind: Kind
    start: int
    end: int
    url: str = ""
    had: int = 0
    claimed: int = 0


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the content begins, where it ends by its own word, and whose it is."""

    body: int
    end: int
    url: str


def extents(file: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Extent]:
    """Yield what lies from ``start`` on, up to the first sound record at ``end`` or later."""
    size = file.seek(0, 2)
    place = start
    while place < size:
        if end is not None and place >= end and begins_record(file, place):
            return
        found = _extent(file, place, size)
        yield found
        place = _past_line_ends(file, found.end)


def begins_record(file: BinaryIO, offset: int) -> bool:
    """Whether a record begins there, and another or the end of the file follows it."""
    header = _header(file, offset)
    return header is not None and _ends(file, header.end)


def _extent(file: BinaryIO, start: int, size: int) -> Extent:
    header = _header(file, start)
    sound = header is not None and header.end <= size
    if header and sound and _ends(file, header.end):
        return Extent(Kind.RECORD, start, header.end)
    after = first_start(file, _begins_header, (start + 1, size)) or size
    if header is None:
        return Extent(Kind.GAP, start, after)
    if sound and header.end <= after:  # rubbish follows it
        return Extent(Kind.RECORD, start, header.end)
    kind = Kind.CUT_OFF if after == size else Kind.OVERLONG
    return Extent(kind, start, after, header.url, after - header.body, header.end - header.body)


def _header(file: BinaryIO, offset: int) -> _Header | None:
    head = _RECORD.match(peek(file, offset, LONGEST_HEADER))
    length = _LENGTH.search(head[0]) if head else None
    if head is None or length is None:
        return None
    body = offset + head.end()
    url = _URL.search(head[0])
    return _Header(
        body, body + int(length[1]), printable(url[1].decode("utf-8", "replace")) if url else ""
    )


def _begins_header(file: BinaryIO, offset: int) -> bool:
    return _header(file, offset) is not None


def _ends(file: BinaryIO, offset: int) -> bool:
    """Whether a record may end there: within the file, before another or at its end."""
    after = peek(file, _past_line_ends(file, offset), len(START))
    return after == START or (not after and offset <= file.seek(0, 2))


def _past_line_ends(file: BinaryIO, place: int) -> int:
    while chunk := peek(file, place):
        left = len(chunk.lstrip(b"\r\n"))
        place += len(chunk) - left
        if left:
            break
    return place
