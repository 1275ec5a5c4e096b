"""Tables for analysts: pages, findings, hosts, codes and families, as CSV or Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from detector.audit.answers.opening import Answers
from detector.audit.answers.views import ORDER, VIEWS
from detector.errors import UsageError

OPTIONS: Final = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def tables(answers: Answers, form: str, out: Path) -> list[Path]:
    """Write one file a table into a folder, which is made if needed; rows stream past.

    Each file appears whole or not at all. In CSV, text that a spreadsheet would take for a formula
    begins with an apostrophe.

    Raises:
        UsageError: the folder cannot be written, or a file of the audit not be read.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [_table(answers, name, form, out / f"{name}.{form}") for name in VIEWS]
    except OSError as error:
        raise UsageError(
            f"Cannot write {out} ({error.strerror or error}); choose another --output."
        ) from error


def _table(answers: Answers, name: str, form: str, path: Path) -> Path:
    part = path.with_name(f".{path.name}.part")
    with part.open("wb"):  # says at once whether it can be written, in the words of the system
        pass
    try:
        with answers.readable():
            answers.connection.execute(
                f"COPY (SELECT {_columns(answers, name, form)} FROM {name} ORDER BY {ORDER[name]}) "  # noqa: S608
                f"TO {_quoted(part)} ({OPTIONS[form]})"
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _columns(answers: Answers, name: str, form: str) -> str:
    if form != "csv":
        return "*"
    return ", ".join(
        f'inert("{row["column_name"]}") AS "{row["column_name"]}"'
        if row["column_type"] == "VARCHAR"
        else f'"{row["column_name"]}"'
        for row in answers.rows(f"DESCRIBE {name}")
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
