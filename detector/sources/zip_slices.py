"""Zip files of pages, of WARC files (WACZ), or both; a slice is some pages, or bytes of a WARC."""

from __future__ import annotations

import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from detector.errors import UnreadableError
from detector.page import Page, Unread
from detector.sources import warc
from detector.sources.archives import is_page, located, page_of
from detector.sources.codings import IN_MEMORY, refuse_bomb
from detector.sources.printable import printable
from detector.sources.slices import FILES_A_SLICE, Located, Slice, SliceOptions, kind_of, spans
from detector.sources.window import Window

_LOCAL = struct.Struct("<26xHH")  # the lengths of name and extra field in a local file header
_ENCRYPTED = 1


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut pages by number and size, stored WARC files by size, packed ones not at all.

    Raises:
        UnreadableError: it is no zip file, or its directory is damaged.
        LimitError: it is a decompression bomb.
    """
    with _opened(path, name) as archive:
        entries = _entries(archive)
    refuse_bomb(path, sum(entry.file_size for entry in entries), path.stat().st_size)
    start = size = 0
    for number, entry in enumerate(entries):
        if _is_warc(entry):
            continue
        if number - start >= FILES_A_SLICE or size >= options.slice_bytes:
            yield Slice("zip", name, str(path), start, number, size)
            start, size = number, 0
        size += entry.compress_size
    pages = sum(not _is_warc(entry) for entry in entries)
    if pages > start:
        yield Slice("zip", name, str(path), start, pages, size)
    for entry in entries[pages:]:
        whole = entry.file_size
        step = options.slice_bytes if entry.compress_type == zipfile.ZIP_STORED else max(whole, 1)
        source = printable(f"{name}/{entry.filename}")
        for first, end in spans(whole, step):
            yield Slice("zip", source, str(path), first, end, end - first, entry.filename)


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the entries, or of a WARC file within; UnreadableError as in cut."""
    with _opened(Path(piece.path), piece.source) as archive:
        if piece.entry is not None:
            yield from _warc(archive, piece, options)
            return
        entries = _entries(archive)
        for position in range(piece.start, piece.end):
            name = entries[position].filename
            page = _page(archive, entries[position], f"{piece.source}/{name}", options.max_bytes)
            yield located(position, page, name, piece.path)


def _opened(path: Path, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise UnreadableError(
            f"{name} is no zip file or is cut off ({error}); fetch it again."
        ) from error


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the entries that are read, each name once: pages first, then WARC files, sorted."""
    named = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
    kept = [entry for name, entry in named.items() if is_page(name) or _is_warc(entry)]
    return sorted(kept, key=lambda entry: (_is_warc(entry), entry.filename))


def _is_warc(entry: zipfile.ZipInfo) -> bool:
    return kind_of(Path(entry.filename)) == "warc"


def _page(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limit: int) -> Page | Unread:
    if entry.flag_bits & _ENCRYPTED:
        return Unread(name, f"{name} is encrypted; unpack the archive and give the folder.")
    try:
        with archive.open(entry) as file:
            return page_of(cast("BinaryIO", file), name, limit)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        return Unread(name, f"{name} cannot be unpacked ({error}); the other files were read.")


def _warc(archive: zipfile.ZipFile, piece: Slice, options: SliceOptions) -> Iterator[Located]:
    entry = archive.getinfo(piece.entry or "")
    host = Path(piece.path).name
    if entry.flag_bits & _ENCRYPTED:
        said = f"{piece.source} is encrypted; unpack the archive and give the folder."
        yield Located(piece.start, Unread(piece.source, said), host)
        return
    if entry.compress_type != zipfile.ZIP_STORED:
        yield from _packed(archive, entry, piece, options)
        return
    with Path(piece.path).open("rb") as raw:
        raw.seek(entry.header_offset)
        name, extra = _LOCAL.unpack(raw.read(_LOCAL.size))
        start = entry.header_offset + _LOCAL.size + name + extra
        window = cast("BinaryIO", Window(raw, start, entry.compress_size))
        span = (piece.start, piece.end)
        for position, page in warc.located(window, piece.source, options.source, span):
            yield Located(position, page, host)


def _packed(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, piece: Slice, options: SliceOptions
) -> Iterator[Located]:
    """Yield the pages of a WARC file that is unpacked first, because its reader goes to and fro."""
    host = Path(piece.path).name
    position = 0
    with SpooledTemporaryFile(IN_MEMORY) as spooled:
        file = cast("BinaryIO", spooled)
        error = _unpack(archive, entry, file)
        for position, page in warc.located(file, piece.source, options.source):
            yield Located(position, page, host)
    if error:
        lost = f"{piece.source} cannot be unpacked further ({error}); fetch the archive again."
        yield Located(position, Unread(piece.source, lost), host)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: BinaryIO) -> Exception | None:
    """Write a file of an archive to another as far as it can be unpacked; return why not all."""
    try:
        with archive.open(entry) as packed:
            shutil.copyfileobj(packed, file, DEFAULT_BUFFER_SIZE)  # less is lost
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, lzma.LZMAError) as error:
        return error
    return None
