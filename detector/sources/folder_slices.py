"""Pages in a folder, or one page, in slices of files in sorted order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detector.page import Unread
from detector.sources import files, media
from detector.sources.slices import FILES_A_SLICE, Located, Slice, SliceOptions, kind_of

IN_FOLDERS = ("warc", "zip", "tar", "parquet", "jsonl", "csv")


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut a folder by the sizes of its pages; files of other kinds are sources of their own."""
    if path.is_file():
        size = path.stat().st_size
        yield Slice("folder", name, str(path.parent), 0, 1, size, names=(path.name,))
        return
    names: list[str] = []
    size = start = 0
    for position, page in enumerate(pages(path)):
        if names and (len(names) >= FILES_A_SLICE or size >= options.slice_bytes):
            yield Slice("folder", name, str(path), start, position, size, names=tuple(names))
            names, size, start = [], 0, position
        names.append(page.relative_to(path).as_posix())
        size += page.stat().st_size
    if names:
        yield Slice("folder", name, str(path), start, start + len(names), size, names=tuple(names))


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the files; FileNotFoundError if the folder itself is gone."""
    folder = Path(piece.path)
    if not folder.is_dir():
        raise FileNotFoundError(2, "No such folder", str(folder))
    for position, name in enumerate(piece.names, piece.start):
        path = folder / name
        host = name.partition("/")[0] if "/" in name else folder.resolve().name
        if media.is_document(media.of_suffix(path)):
            (page,) = files.read(str(path), options.source)
        else:
            page = Unread(str(path), f"{path} is not named as a page, so it was not read.")
        yield Located(position, page, host)


def pages(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that are pages, in sorted order."""
    paths = files.walk(folder)
    return (path for path in paths if path.suffix.lower() in media.SUFFIXES and path.is_file())


def sources(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that are sources of their own, in sorted order."""
    paths = files.walk(folder)
    return (path for path in paths if kind_of(path) in IN_FOLDERS and path.is_file())
