"""What the search for families reads from an audit's folder, and the one file that it writes.

:data:`FAMILIES` is the schema of ``families.parquet``, one row a member, families together, the
seed of each first:

=============  =================================================================================
family         16 hexadecimal digits, the same as long as the seed is
target         as in the audit's shards, with ``source`` and ``position``, which name a row of them
host
source
position       null for a reference
relation       ``seed``, ``spun``, ``template``, ``near-duplicate`` or ``copy``
is_seed        the least spun member, or the reference that others match
is_reference   the page is no part of the crawl but of the references
alignment      2 · (tokens in both, in order) / (tokens of member and seed), 0…1; 1 for the seed
substitutions  what stands in the member where the seed has other words, with the number of times
               this is so in the whole family; the MOST_SUBSTITUTIONS most frequent ones
=============  =================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from detector.audit.fingerprint import LENGTH
from detector.audit.schema import FAMILIES_FILE, SHARDS
from detector.errors import UsageError

FILE: Final = FAMILIES_FILE
SEARCHED: Final = b"detector.pages"  # in the metadata of the file: among how many
MOST_SUBSTITUTIONS: Final = 50
COLUMNS: Final = ("target", "host", "source", "position", "spun", "fetched")

SUBSTITUTION = pa.struct(
    [
        pa.field("seed", pa.string(), nullable=False),
        pa.field("member", pa.string(), nullable=False),
        pa.field("count", pa.int32(), nullable=False),
    ]
)
FAMILIES = pa.schema(
    [
        pa.field("family", pa.string(), nullable=False),
        pa.field("target", pa.string(), nullable=False),
        pa.field("host", pa.string()),
        pa.field("source", pa.string()),
        pa.field("position", pa.int64()),
        pa.field("relation", pa.string(), nullable=False),
        pa.field("is_seed", pa.bool_(), nullable=False),
        pa.field("is_reference", pa.bool_(), nullable=False),
        pa.field("alignment", pa.float64(), nullable=False),
        pa.field("substitutions", pa.list_(SUBSTITUTION), nullable=False),
    ]
)


def shards(folder: Path) -> list[Path]:
    """Return the shard files of an audit in order.

    Raises UsageError when the folder holds none.
    """
    found = sorted((folder / SHARDS).glob("*.parquet"))
    if not found:
        raise UsageError(f"{folder} holds no audit; run “detector audit … -o {folder}” first.")
    return found


def pages(files: list[Path]) -> pa.Table:
    """Read COLUMNS of every page: about 150 bytes a page in memory."""
    return pa.concat_tables([_read(file, list(COLUMNS)) for file in files])


def fingerprints(files: list[Path], count: int) -> NDArray[np.uint64]:
    """Read the fingerprints as one array of shape (pages, LENGTH); zeros where a page has none.

    Raises UsageError for an audit that made other fingerprints or none.
    """
    found = np.zeros((count, LENGTH), np.uint64)
    row = 0
    for file in files:
        column = _read(file, ["fingerprint"])["fingerprint"].combine_chunks()
        known = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
        values = column.drop_null().flatten().to_numpy()
        if len(values) != len(known) * LENGTH:
            raise UsageError(
                f"{file} was written by another version of detector; run the audit again."
            )
        found[row + known] = values.reshape(-1, LENGTH)
        row += len(column)
    return found


def texts(files: list[Path], wanted: NDArray[np.bool_]) -> Iterator[tuple[int, str | None]]:
    """Yield row and text of every wanted page, one group of rows in memory at a time."""
    row = 0
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=1024, columns=["text"]):
            column = batch.column(0)
            for place in np.flatnonzero(wanted[row : row + len(column)]).tolist():
                yield row + place, column[place].as_py()
            row += len(column)


def write(table: pa.Table, folder: Path) -> Path:
    """Write `families.parquet` into a folder; the file appears whole or not at all."""
    path = folder / FILE
    part = path.with_suffix(".part")
    pq.write_table(table, part, compression="zstd")
    part.replace(path)
    return path


def read(folder: Path) -> pa.Table:
    """Read what `write` wrote, an empty table where the search was not run yet."""
    path = folder / FILE
    return pq.read_table(path, schema=FAMILIES) if path.exists() else FAMILIES.empty_table()


def searched(folder: Path) -> int | None:
    """Return how many pages were searched for families; None if nothing says."""
    path = folder / FILE
    if not path.exists():
        return None
    known = _schema(path).metadata or {}
    return int(known[SEARCHED]) if SEARCHED in known else None


def _schema(file: Path) -> pa.Schema:
    try:
        return pq.read_schema(file)
    except (pa.ArrowInvalid, OSError) as error:
        raise UsageError(f"{file} cannot be read ({error}); search for families again.") from error


def _read(file: Path, columns: list[str]) -> pa.Table:
    try:
        return pq.ParquetFile(file).read(columns=columns)
    except (pa.ArrowInvalid, OSError) as error:
        raise UsageError(f"{file} cannot be read ({error}); run the audit again.") from error
