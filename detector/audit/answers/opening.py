"""The folder of an audit, opened for questions."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from detector.audit.answers.views import MACROS, VIEWS
from detector.audit.families.store import FAMILIES, FILE, searched
from detector.audit.schema import ASSESSMENTS, MANIFEST, RUN, SHARDS
from detector.errors import UsageError

MEMORY: Final = "1GB"  # DuckDB's; what does not fit goes through a temporary folder
STALE: Final = "The families are of more or fewer pages than these; give “detector families” again."


@dataclass(frozen=True)
class Answers:
    """An audit that questions can be asked of, in SQL.

    `done` and `shards` count its shards; `shards` is None where no manifest says.
    """

    folder: Path
    done: int
    shards: int | None
    searched: bool
    connection: duckdb.DuckDBPyConnection

    @property
    def note(self) -> str:
        """What a reader of the answers must know: nothing of a finished audit."""
        return " ".join(filter(None, (self._unfinished, STALE if self.stale else "")))

    @property
    def stale(self) -> bool:
        """Whether families were searched for among other pages than there are now."""
        (total,) = self.rows("SELECT count(*) AS pages FROM assessments")
        return searched(self.folder) not in (None, total["pages"])

    @property
    def _unfinished(self) -> str:
        if self.shards is None:
            return "" if self.done else "The audit has judged nothing yet."
        if self.done >= self.shards:
            return ""
        return (
            f"The audit is unfinished: {self.done:,} of {self.shards:,} shards are done, and this "
            "is what they hold. Give the audit's command again to go on."
        )

    def rows(self, question: str, *values: object) -> list[dict[str, Any]]:
        """Return what a question gives, one dict a row. UsageError where a file is damaged."""
        with self.readable():
            found = self.connection.execute(question, list(values))
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Say which file it is that a question cannot be answered from."""
        try:
            yield
        except duckdb.Error as error:
            said = str(error).partition("\n")[0]
            raise UsageError(
                f"The audit in {self.folder} cannot be read ({said}); take a damaged file away and "
                "give the audit's command again to make it anew."
            ) from error


@contextmanager
def opened(folder: Path) -> Iterator[Answers]:
    """Open an audit, finished or not.

    Raises:
        UsageError: the folder holds none, or a file of it cannot be read.
    """
    files = sorted((folder / SHARDS).glob("[0-9]*.parquet"))
    families = folder / FILE
    if not files and not (folder / MANIFEST).exists() and not (folder / RUN).exists():
        raise UsageError(
            f"{folder} is not the folder of an audit; name the one that was given to "
            "“detector audit … --out DIR”."
        )
    with tempfile.TemporaryDirectory(prefix="detector-") as scratch:
        config = dict[str, str | bool | int | float | list[str]](
            memory_limit=MEMORY, temp_directory=scratch
        )
        with duckdb.connect(config=config) as connection:
            known = Answers(folder, len(files), _shards(folder), families.exists(), connection)
            with known.readable():
                _view(connection, "assessments", files or [_none(scratch, ASSESSMENTS)])
                _view(connection, "members", [_found(families) or _none(scratch, FAMILIES)])
                for macro in MACROS:
                    connection.execute(macro)
                for name, query in VIEWS.items():
                    connection.execute(f"CREATE VIEW {name} AS {query}")
            yield known


def _view(connection: duckdb.DuckDBPyConnection, name: str, files: list[Path]) -> None:
    paths = ", ".join(_literal(file) for file in files)
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{paths}])")  # noqa: S608


def _found(path: Path) -> Path | None:
    return path if path.exists() else None


def _none(scratch: str, schema: pa.Schema) -> Path:
    """Return a file without rows."""
    path = Path(scratch) / f"{len(schema)}.parquet"
    pq.write_table(schema.empty_table(), path)
    return path


def _literal(path: Path) -> str:
    """Return a path as DuckDB reads it, who sees patterns in names."""
    named = "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
    return "'" + named.replace("'", "''") + "'"


def _shards(folder: Path) -> int | None:
    try:
        return len(json.loads((folder / MANIFEST).read_bytes())["shards"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
