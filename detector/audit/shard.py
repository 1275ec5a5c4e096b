"""One shard: its pages read, judged, and written as one Parquet file or not at all."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from detector.audit.batch import batches, rows_of
from detector.audit.memory import give_back
from detector.audit.options import AuditOptions
from detector.audit.schema import ASSESSMENTS
from detector.audit.store import UNFINISHED, settle, writing
from detector.page import Unread
from detector.sources.slices import Located, Slice, read

GROUP_ROWS = 1024
GROUP_BYTES = 32 * 1024 * 1024
TIDY = 250  # pages behind which free memory goes back: a shard of a large crawl may hold thousands

Watch = Callable[[int, int, float], None]


@dataclass(slots=True)
class Effort:
    """CPU seconds of this process by step, which the benchmarks add up."""

    read: float = 0.0
    judge: float = 0.0
    write: float = 0.0
    pages: int = 0
    flagged: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What became of earlier tries, by the number of the page in its shard.

    ``suspects`` are pages that a process died with, each judged alone; ``dead`` those that it died
    with again, and how.
    """

    suspects: frozenset[int] = frozenset()
    dead: Mapping[int, str] = field(default_factory=dict)


def run_shard(
    piece: Slice,
    options: AuditOptions,
    *,
    trouble: Trouble | None = None,
    watch: Watch = lambda *_: None,
    effort: Effort | None = None,
) -> pa.Table:
    """Return the rows of a shard. Pure: equal sources, options and models give equal tables.

    Raises:
        SourceError, OSError: the source is gone.
        ModelError: the installation is at fault.
    """
    found = assessed(piece, options, trouble or Trouble(), watch, effort or Effort())
    return pa.Table.from_batches(found, schema=ASSESSMENTS)


def assessed(
    piece: Slice, options: AuditOptions, trouble: Trouble, watch: Watch, effort: Effort
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a shard batch by batch; raises as run_shard."""
    before = time.process_time()
    pages = _living(read(piece, options.slices), trouble)
    for batch in batches(pages, piece.source):
        numbers = range(effort.pages, effort.pages + batch.num_rows)
        between = time.process_time()
        rows = rows_of(
            batch,
            options,
            alone=not trouble.suspects.isdisjoint(numbers),
            watch=partial(_counted, watch, effort.pages),
        )
        after = time.process_time()
        effort.read += between - before
        effort.judge += after - between
        effort.pages += batch.num_rows
        effort.flagged += rows["verdict"].to_pylist().count("flag")
        watch(effort.pages, 0, 0.0)
        yield rows
        if numbers.start // TIDY < effort.pages // TIDY:
            give_back()
        before = time.process_time()


def _counted(watch: Watch, before: int, first: int, count: int, seconds: float) -> None:
    """Tell ``watch`` of pages as counted from the start of the shard."""
    watch(before + first, count, seconds)


def _living(pages: Iterator[Located], trouble: Trouble) -> Iterator[Located]:
    for number, located in enumerate(pages):
        error = trouble.dead.get(number)
        if error is None:
            yield located
        else:
            yield located._replace(page=Unread(located.page.target, error))


def write(rows: Iterator[pa.RecordBatch], path: Path, effort: Effort) -> None:
    """Write rows to a Parquet file that appears whole or not at all, the same bytes each time.

    Raises:
        StoreError: the file cannot be written; nothing is left of it.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with writing(path):
            file = unfinished.open("wb")
        with file:
            _fill(file, rows, path, effort)
        with writing(path):
            unfinished.replace(path)
            settle(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(file: BinaryIO, rows: Iterator[pa.RecordBatch], path: Path, effort: Effort) -> None:
    with writing(path):
        writer = pq.ParquetWriter(file, ASSESSMENTS, compression="zstd", version="2.6")
    try:
        for group in _groups(rows):
            before = time.process_time()
            with writing(path):
                writer.write_table(group, row_group_size=GROUP_ROWS)
            effort.write += time.process_time() - before
        with writing(path):
            writer.close()
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        for close in (writer.close, file.close):  # both write what is left, and fail once more
            with contextlib.suppress(Exception):
                close()
        raise


def _groups(rows: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Gather batches into row groups of bounded size; without rows there is one empty group."""
    gathered: list[pa.RecordBatch] = []
    count = weight = 0
    for batch in rows:
        gathered.append(batch)
        count += batch.num_rows
        weight += batch.nbytes
        if count >= GROUP_ROWS or weight >= GROUP_BYTES:
            yield pa.Table.from_batches(gathered).combine_chunks()
            gathered, count, weight = [], 0, 0
    if gathered:
        yield pa.Table.from_batches(gathered).combine_chunks()
