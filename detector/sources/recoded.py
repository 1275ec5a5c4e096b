"""Tables of text as every reader wants them: in UTF-8, with lines that end in a line feed.

Spreadsheets write UTF-16 ("Unicode text") and, on old Macs, lines that end in a carriage return.
Offsets in a stream that was changed are those after the change.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detector.sources.codings import DAMAGE, ENDLESS, opened, unpacked_size

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LOOKED_AT = 256 * 1024
CHUNK = 16 * 1024
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_QUOTED = re.compile(rb'"[^"]*"')
_LINE_END = re.compile(rb"\r?\n|\r")

Change = Callable[[bytes], bytes]


class _Recoded(io.RawIOBase):
    """A stream that is changed chunk by chunk."""

    def __init__(self, file: BinaryIO, change: Change) -> None:
        self._file, self._change = file, change
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        chunk = b"more"
        while chunk and not self._left:
            chunk = self._file.read(CHUNK)
            self._left = self._change(chunk)
        view = memoryview(buffer)
        size = min(len(view), len(self._left))
        view[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        self._file.close()
        super().close()


def opened_as_utf8(path: Path) -> BinaryIO:
    """Open a table, unpacked and recoded where it needs that."""
    change = _change(path)
    file = opened(path)
    return io.BufferedReader(_Recoded(file, change)) if change else file


def recoded_size(path: Path) -> tuple[int, int]:
    """Return about how many bytes such a stream holds, and where reading may end.

    Raises:
        LimitError: it is a decompression bomb.
    """
    size, whole = unpacked_size(path)
    return size, ENDLESS if _change(path) else whole


def head(file: BinaryIO) -> bytes:
    """Read the first bytes, as far as there is no damage; raises one of DAMAGE if it is there."""
    found = b""
    try:
        while len(found) < LOOKED_AT and (chunk := file.read(CHUNK)):
            found += chunk
    except DAMAGE:
        if not found:
            raise
    return found


def _change(path: Path) -> Change | None:
    with opened(path) as file:
        begin = head(file)
    if begin.startswith(_MARKS):
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        return lambda chunk: decoder.decode(chunk, not chunk).encode("utf-8", "replace")
    end = _LINE_END.search(_QUOTED.sub(b"", begin))
    return (lambda chunk: chunk.replace(b"\r", b"\n")) if end and end[0] == b"\r" else None
