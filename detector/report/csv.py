"""CSV for spreadsheets: one row a finding, known and silenced ones included."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from detector.check.run import Result

COLUMNS = (
    *("target", "verdict", "status", "fails", "code", "severity", "axis", "strength", "line"),
    *("column", "end_line", "end_column", "start", "end", "byte_start", "byte_end", "found"),
    *("expected", "message", "reason", "identity"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(result: Result, stream: TextIO) -> None:
    """Write a header and the rows, quoted where needed."""
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(_rows(result))


def _rows(result: Result) -> Iterator[dict[str, object]]:
    for file in result.files:
        for item in file.reported:
            finding, place = item.finding, item.located.place
            row: dict[str, object] = {
                "target": _inert(file.assessment.target),
                "verdict": file.assessment.verdict,
                "status": item.status,
                "fails": "yes" if item.fails else "no",
                "code": finding.code,
                "severity": finding.severity,
                "axis": finding.axis,
                "strength": round(finding.strength, 4),
                "found": _inert(finding.found),
                "expected": _inert(" | ".join(finding.expected)),
                "message": _inert(finding.message),
                "reason": _inert(item.reason),
                "identity": finding.identity,
            }
            for name in COLUMNS[8:16] if place else ():
                row[name] = getattr(place, name)
            yield row


def _inert(text: str) -> str:
    """Keep spreadsheets from reading text as a formula."""
    return "'" + text if text.startswith(FORMULA) else text
