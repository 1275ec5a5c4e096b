"""Where records begin, for readers that start in the middle of a WARC file.

Two readers whose spans meet must agree on the first record of the second: both ask the same
question of the same offset. The bytes before it belong to the first, damage included.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import BinaryIO

from detector.sources.gzipped import HEADER
from detector.sources.options import MEBIBYTE

START = b"WARC/1."
ROOM = 8 * 1024


def begins_member(file: BinaryIO, offset: int) -> bool:
    """Whether a gzip member that holds a record begins there."""
    data = peek(file, offset)
    if not HEADER.match(data):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(data, len(START)) == START
    except zlib.error:
        return False


def first_start(
    file: BinaryIO, begins: Callable[[BinaryIO, int], bool], span: tuple[int, int]
) -> int | None:
    """Return the first offset within a span at which a member or record begins."""
    mark = HEADER if begins is begins_member else re.compile(re.escape(START))
    place, end = span
    while place < end:
        file.seek(place)
        chunk = file.read(MEBIBYTE)
        for match in mark.finditer(chunk):
            offset = place + match.start()
            if offset < end and begins(file, offset):
                return offset
        if len(chunk) < MEBIBYTE:
            return None
        place += len(chunk) - (len(START) - 1)  # a mark may lie across the border
    return None


def peek(file: BinaryIO, offset: int, size: int = ROOM) -> bytes:
    """Read ahead and leave the file where it is."""
    here = file.tell()
    file.seek(offset)
    data = file.read(size)
    file.seek(here)
    return data
