"""Sources in slices: parts that are read alone, in any order and in any process.

A kind of source is one module with two functions::

    cut(path, name, options) -> Iterator[Slice]      from the content of the source alone
    read(piece, options)     -> Iterator[Located]    every page of the slice, every loss

Each page of a source is in exactly one of its slices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from detector.page import Page, Unread
from detector.sources.options import MEBIBYTE, SourceOptions

KINDS = {
    "warc": "warc_slices",
    "folder": "folder_slices",
    "zip": "zip_slices",
    "tar": "tar_slices",
    "parquet": "parquet_slices",
    "jsonl": "jsonl_slices",
    "csv": "csv_slices",
    "lost": "lost_slices",
}
SUFFIXES = {
    "warc": (".warc", ".warc.gz", ".wet", ".wet.gz"),
    "zip": (".zip", ".wacz"),
    "tar": (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".txz"),
    "parquet": (".parquet", ".parq"),
    "jsonl": (".jsonl", ".ndjson", ".jl"),
    "csv": (".csv", ".tsv"),
}
CODINGS = (".gz", ".bz2", ".xz", ".zst")
FILES_A_SLICE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SliceOptions:
    """How sources are cut and read.

    ``max_bytes`` bounds a page, ``slice_bytes`` is about how much of a source a slice holds.
    The columns say which of a table's hold text or HTML and the address; None finds out.
    """

    max_bytes: int = 20 * MEBIBYTE
    slice_bytes: int = 16 * MEBIBYTE
    text_column: str | None = None
    html_column: str | None = None
    url_column: str | None = None

    @property
    def source(self) -> SourceOptions:
        """The limits as the readers of single files know them."""
        return SourceOptions(max_bytes=self.max_bytes)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row a page is: the column of its body, the body's media type, its name.

    ``spare`` is the column of the body, of ``spare_type``, in rows that hold nothing in the first.
    """

    body: str
    media_type: str
    url: str | None = None
    spare: str | None = None
    spare_type: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the source ``source`` that lies at ``path``.

    ``start`` and ``end`` are bytes, rows or entries, as the kind counts; ``end`` is exclusive.
    ``size`` is about how many bytes of the source it takes, which is what progress is counted in.
    ``entry`` is the file within an archive, ``names`` are the files of a folder.
    ``error`` says why a source is lost. ``limit`` is the
    number of pages after which reading ends.
    """

    kind: str
    source: str
    path: str
    start: int
    end: int
    size: int
    entry: str | None = None
    names: tuple[str, ...] = field(default=())
    columns: Columns | None = None
    error: str | None = None
    limit: int | None = None


class Located(NamedTuple):
    """A page with its place in the source; ``host`` stands in where it has no address."""

    position: int
    page: Page | Unread
    host: str


def kind_of(path: Path) -> str | None:
    """Return the kind of a source by its name, None for one that is not read in slices."""
    name = path.name.lower()
    for kind, suffixes in SUFFIXES.items():
        if name.endswith(suffixes):
            return kind
    bare = name.removesuffix(path.suffix.lower()) if name.endswith(CODINGS) else name
    return next((kind for kind in ("jsonl", "csv") if bare.endswith(SUFFIXES[kind])), None)


def cut(kind: str, path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Yield the slices of a source in order.

    Raises:
        SourceError, OSError: the source cannot be read at all.
        UsageError: the options do not fit it.
    """
    slices: Iterator[Slice] = import_module(f"{__package__}.{KINDS[kind]}").cut(path, name, options)
    return slices


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of a slice, and an Unread for each that is lost.

    Raises:
        SourceError, OSError: the source is gone or is not what it was when it was cut.
    """
    found: Iterator[Located] = import_module(f"{__package__}.{KINDS[piece.kind]}").read(
        piece, options
    )
    if piece.limit is None:
        yield from found
        return
    for _, located in zip(range(piece.limit), found, strict=False):
        yield located


def spans(size: int, step: int) -> Iterator[tuple[int, int]]:
    """Yield the borders of pieces of ``step`` bytes or rows, the last one up to double as large."""
    start = 0
    while size - start >= 2 * step:
        yield start, start + step
        start += step
    yield start, size
