"""A part of a file as a file."""

from __future__ import annotations

from typing import BinaryIO


class Window:
    """The ``size`` bytes of an open file from ``start`` on; reading and seeking stay within."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size = file, start, size
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, all that are left if it is negative."""
        left = max(0, self._size - self._place)
        self._file.seek(self._start + self._place)
        data = self._file.read(left if size < 0 else min(size, left))
        self._place += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to an offset from the start, from here (1) or from the end (2)."""
        base = (0, self._place, self._size)[whence]
        self._place = max(0, base + offset)
        return self._place

    def tell(self) -> int:
        """Return the offset of the next byte."""
        return self._place

    def close(self) -> None:
        """Nothing to close: the file belongs to the caller."""
