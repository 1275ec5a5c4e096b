"""WARC, WARC.gz and WET files in slices of bytes; a record belongs where its first byte lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detector.sources import warc
from detector.sources.slices import Located, Slice, SliceOptions, spans


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut by size alone: readers find the first record of their slice themselves."""
    for start, end in spans(path.stat().st_size, options.slice_bytes):
        yield Slice("warc", name, str(path), start, end, end - start)


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the records that begin within the slice."""
    path = Path(piece.path)
    with path.open("rb") as file:
        found = warc.located(file, piece.source, options.source, (piece.start, piece.end))
        for position, page in found:
            yield Located(position, page, path.name)
