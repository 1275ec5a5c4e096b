"""Parquet files in slices of rows, read batch by batch from the row groups that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from detector.errors import UnreadableError
from detector.page import Unread
from detector.sources.columns import choose, located
from detector.sources.slices import Columns, Located, Slice, SliceOptions, spans

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

LEAST, MOST = 32, 2000  # rows a slice
BATCH = 64
BUFFER = 1024 * 1024


def cut(path: Path, name: str, options: SliceOptions) -> Iterator[Slice]:
    """Cut by rows, so many that a slice is about as large as others are.

    Raises:
        UnreadableError: it is no Parquet file, or its footer is damaged.
        UsageError: no column is known to hold pages.
    """
    with _opened(path, name) as file:
        columns = choose(_names(file.schema_arrow), name, options)
        rows = file.metadata.num_rows
    size = path.stat().st_size
    weight = size / max(rows, 1)
    step = int(min(MOST, max(LEAST, options.slice_bytes // max(weight, 1))))
    for start, end in spans(rows, step):
        weighed = int((end - start) * weight)
        yield Slice("parquet", name, str(path), start, end, weighed, columns=columns)


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:
    """Yield the pages of the rows; damage costs the rest of its row group and is reported."""
    import pyarrow as pa

    assert piece.columns  # noqa: S101 — cut has set them
    with _opened(Path(piece.path), piece.source) as file:
        for group, first, last in _groups(file, piece):
            position = max(first, piece.start)
            try:
                for row in _rows(file, group, position - first, piece.columns):
                    if position >= piece.end:
                        break
                    yield located(row, position, piece.source, piece.columns, options)
                    position += 1
            except (pa.ArrowException, OSError) as error:
                lost = (
                    f"The rows {position} to {min(last, piece.end) - 1} of {piece.source} cannot "
                    f"be read ({error}); fetch the file again to have them."
                )
                yield Located(position, Unread(piece.source, lost), Path(piece.path).name)


def _opened(path: Path, name: str) -> pq.ParquetFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path, buffer_size=BUFFER, pre_buffer=False)
    except pa.ArrowException as error:
        raise UnreadableError(f"{name} cannot be read as Parquet ({error}).") from error


def _groups(file: pq.ParquetFile, piece: Slice) -> Iterator[tuple[int, int, int]]:
    """Yield the row groups that hold rows of the slice: number, first row, row after the last."""
    first = 0
    for number in range(file.metadata.num_row_groups):
        last = first + file.metadata.row_group(number).num_rows
        if first < piece.end and last > piece.start:
            yield number, first, last
        first = last


def _rows(
    file: pq.ParquetFile, group: int, skipped: int, columns: Columns
) -> Iterator[dict[str, object]]:
    wanted = [name for name in (columns.body, columns.url, columns.spare) if name]
    for batch in file.iter_batches(BATCH, [group], columns=wanted, use_threads=False):
        yield from batch.slice(min(skipped, batch.num_rows)).to_pylist()
        skipped = max(0, skipped - batch.num_rows)


def _names(fields: Iterable[pa.Field], before: str = "") -> list[str]:
    """Return the names of columns, and of those within a struct with the way to them."""
    import pyarrow as pa

    found = []
    for field in fields:
        found.append(f"{before}{field.name}")
        if pa.types.is_struct(field.type):
            found += _names(field.type, f"{before}{field.name}.")
    return found
