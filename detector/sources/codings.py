"""Compressed files as streams of bytes, with an end to what they may unpack to."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from detector.errors import LimitError
from detector.sources.options import MEBIBYTE

FREE = 1024 * MEBIBYTE  # bytes that any archive may unpack to
RATIO = 200  # text shrinks to a tenth, mark-up to a thirtieth of its size
CHUNK = 1024 * 1024
IN_MEMORY = 32 * MEBIBYTE  # of what is unpacked to be read to and fro; more goes to the disk
BUFFER = 64 * 1024  # what is lost before damage in a .zst, which fails a whole read at a time
ENDLESS = 2**62  # bytes
SLICES_A_STREAM = 32  # a stream is read from its start for each slice, which costs time
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)


def opened(path: Path) -> BinaryIO:
    """Open a file for reading, unpacked where its name ends in .gz, .bz2, .xz or .zst."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    if suffix == ".bz2":
        return cast("BinaryIO", bz2.open(path, "rb"))
    if suffix == ".xz":
        return cast("BinaryIO", lzma.open(path, "rb"))
    if suffix == ".zst":
        import pyarrow as pa

        return io.BufferedReader(pa.input_stream(str(path), compression="zstd"), BUFFER)
    return path.open("rb")


def is_packed(path: Path) -> bool:
    """Whether the file unpacks to a stream that can only be read from its start."""
    return path.suffix.lower() in (".gz", ".bz2", ".xz", ".zst")


def unpacked_size(path: Path) -> tuple[int, int]:
    """Return how many bytes there are in a file once unpacked, and where reading may end.

    Damage ends the count; reading has no end then, so that it comes to the damage and reports it.

    Raises:
        LimitError: it is a decompression bomb.
    """
    packed = path.stat().st_size
    if not is_packed(path):
        return packed, packed
    size = 0
    with opened(path) as file:
        try:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                refuse_bomb(path, size, packed)
        except DAMAGE:
            return size, ENDLESS
    return size, size


def stride(path: Path, size: int, wanted: int) -> int:
    """Return how many unpacked bytes of a file, which has ``size``, to put into one slice."""
    return max(wanted, size // SLICES_A_STREAM) if is_packed(path) else wanted


def skip(file: BinaryIO, count: int) -> None:
    """Read ``count`` bytes and forget them."""
    while count > 0 and (chunk := file.read(min(count, CHUNK))):
        count -= len(chunk)


def is_bomb(size: int, packed: int) -> bool:
    """Whether so many bytes unpack to far more than text and mark-up do."""
    return size > FREE and size > RATIO * packed


def refuse_bomb(path: Path, size: int, packed: int) -> None:
    """Raise LimitError for what unpacks to far more than text and mark-up do."""
    if is_bomb(size, packed):
        raise LimitError(
            f"{path} unpacks to more than {RATIO} times its size, as no text does; unpack it "
            "yourself and give the folder if you trust it."
        )
