"""Gzip files member by member, so that damage is seen and does not swallow what follows.

The common WARC readers stop without a word where a gzip stream is cut off or damaged. Here every
member is decompressed on its own and ends in a known ``State``; after damage, reading goes on at
the next member (RFC 1952 section 2.2: a gzip file is a series of members).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
CHUNK = 64 * 1024
HEADER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_HEADER_SIZE = 4


class State(Enum):
    """How far a member was read."""

    OPEN = "open"
    COMPLETE = "complete"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes between two members that belong to neither."""

    offset: int
    size: int


class _Input:
    """A file whose last bytes can be given back; ``offset`` is that of the next byte."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file = file
        self._back = b""
        self.offset = offset

    def take(self) -> bytes:
        chunk, self._back = self._back or self._file.read(CHUNK), b""
        self.offset += len(chunk)
        return chunk

    def give_back(self, data: bytes) -> None:
        self._back = data + self._back
        self.offset -= len(data)

    def skip_to_header(self, first: int) -> tuple[int, bool]:
        """Skip to the next gzip header, at least ``first`` bytes on.

        Returns the number of bytes passed over that are not padding, and whether there is a header.
        """
        skipped = 0
        data = self.take()
        while data:
            match = HEADER.search(data, first)
            if match:
                self.give_back(data[match.start() :])
                return skipped + _substance(data[: match.start()]), True
            more = self.take()
            keep = min(len(data), _HEADER_SIZE - 1) if more else 0
            skipped += _substance(data[: len(data) - keep])
            first = max(0, first - (len(data) - keep))
            data = data[len(data) - keep :] + more
        return skipped, False


def _substance(data: bytes) -> int:
    """Count the bytes, where zeros alone are padding and nothing lost."""
    return len(data) if data.strip(b"\0") else 0


class Member:
    """One gzip member, to be read; ``state`` is final when ``read`` has returned ``b""``."""

    def __init__(self, source: _Input) -> None:
        self.offset = source.offset
        self.state = State.OPEN
        self._source = source
        self._inflate = zlib.decompressobj(wbits=31)

    def read(self, size: int = CHUNK) -> bytes:
        """Return up to ``size`` decompressed bytes, ``b""`` at the end whatever its state."""
        while self.state is State.OPEN:
            chunk = self._source.take()
            before = self._inflate.copy()
            try:
                data = self._inflate.decompress(chunk, size)
            except zlib.error:
                self._source.give_back(chunk)
                self.state = State.DAMAGED
                return _before_damage(before, chunk)
            if self._inflate.eof:
                self._source.give_back(self._inflate.unused_data)
                self.state = State.COMPLETE
            else:
                self._source.give_back(self._inflate.unconsumed_tail)
                if not chunk and not data:
                    self.state = State.TRUNCATED
            if data:
                return data
        return b""

    @property
    def taken(self) -> int:
        """How many compressed bytes it took so far."""
        return self._source.offset - self.offset


def _before_damage(inflate: zlib._Decompress, chunk: bytes) -> bytes:
    """Return what comes out before the byte at which zlib sees that something is wrong."""
    found = bytearray()
    try:
        for place in range(len(chunk)):
            found += inflate.decompress(chunk[place : place + 1])
    except zlib.error:
        pass
    return bytes(found)


def members(file: BinaryIO, offset: int = 0) -> Iterator[Member | Gap]:
    """Yield the members of a gzip file in order, and what lies between them where it is no gzip.

    The file stands at ``offset``. Whoever reads elsewhere in it must put it back.
    A member that was not read to its end is read to its end before the next one is looked for.
    """
    source = _Input(file, offset)
    first = 0
    while True:
        start = source.offset
        skipped, found = source.skip_to_header(first)
        if skipped and not first:
            yield Gap(start, skipped)
        if not found:
            return
        member = Member(source)
        yield member
        while member.read():
            pass
        first = 1 if member.state is State.DAMAGED else 0
