"""Tar files of pages, plain or compressed, in slices of files in the order of the archive."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from detector.errors import UnreadableError
from detector.page import Unread
from detector.sources.archives import is_page, located, page_of
from detector.sources.codings import DAMAGE, SLICES_A_STREAM, refuse_bomb
from detector.sources.slices import FILES_A_SLICE, Located, Slice, SliceOptions

BLOCK = 512  # bytes of a header, which a file takes besides its own


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut by number and size of the files; a compressed archive into few slices, see codings.

    Raises:
        UnreadableError: it is no tar file.
        LimitError: it is a decompression bomb.
    """
    sizes, damaged = _sizes(path, name)
    whole, step, most = sum(sizes), options.slice_bytes, FILES_A_SLICE
    if path.suffix.lower() != ".tar":
        step = max(step, whole // SLICES_A_STREAM)
        most = max(most, len(sizes) // SLICES_A_STREAM + 1)
    start = size = 0
    for number, each in enumerate(sizes):
        if number - start >= most or size >= step:
            yield Slice("tar", name, str(path), start, number, size)
            start, size = number, 0
        size += each
    yield Slice("tar", name, str(path), start, len(sizes) + damaged, size)


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the files; the slice that comes to damage reports it."""
    position = piece.start
    with _opened(Path(piece.path), piece.source) as archive:
        try:
            for position, member in enumerate(_pages(archive)):
                if position >= piece.end:
                    return
                if position >= piece.start:
                    yield _located(archive, member, position, piece, options.max_bytes)
        except (tarfile.TarError, *DAMAGE) as error:
            lost = (
                f"{piece.source} is damaged or cut off ({error}); the pages before that place "
                "were read. Fetch the file again to have the rest."
            )
            yield Located(position + 1, Unread(piece.source, lost), Path(piece.path).name)


def _located(
    archive: tarfile.TarFile, member: tarfile.TarInfo, position: int, piece: Slice, limit: int
) -> Located:
    file = cast("BinaryIO", archive.extractfile(member))
    page = page_of(file, f"{piece.source}/{member.name}", limit)
    return located(position, page, member.name, piece.path)


def _opened(path: Path, name: str) -> tarfile.TarFile:
    try:
        return tarfile.open(path, "r:*")
    except (tarfile.TarError, *DAMAGE) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise UnreadableError(f"{name} is no tar file ({error}); fetch it again.") from error


def _sizes(path: Path, name: str) -> tuple[list[int], bool]:
    """Return how many bytes each page takes, and whether there is damage after the last one."""
    packed = path.stat().st_size
    sizes = []
    with _opened(path, name) as archive:
        try:
            for member in _pages(archive):
                sizes.append(member.size + BLOCK)
                refuse_bomb(path, archive.offset, packed)
        except (tarfile.TarError, *DAMAGE):
            return sizes, True
    return sizes, False


def _pages(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the files that are pages.

    Raises:
        ReadError: the archive ends without its end mark; tarfile itself says nothing then.
    """
    while member := archive.next():
        archive.members = []  # type: ignore[attr-defined] # or it keeps every header it has seen
        if member.isreg() and is_page(member.name):
            yield member
    file = cast("BinaryIO", archive.fileobj)
    file.seek(archive.offset)
    if file.read(BLOCK) != tarfile.NUL * BLOCK:
        raise tarfile.ReadError("it has no end mark")
