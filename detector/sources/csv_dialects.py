"""How a CSV file is written: its delimiter, its quotes, and what stands before its header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from detector.sources.recoded import LOOKED_AT, head, opened_as_utf8

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
QUOTING = (('"', None), ('"', "\\"), ("'", None), ("'", "\\"))  # the first that fits is taken
_BEFORE = re.compile(rb'(?:\xef\xbb\xbf)?(?:"?sep=([,;\t|:])"?\r?\n)?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """``start`` is the offset of the header, after a byte order mark and Excel's ``sep=;``."""

    start: int
    delimiter: str
    quote: str
    escape: str | None

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Reader:
        """Return a reader of rows; a strict one raises csv.Error for odd quotes."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape,
            strict=strict,
        )


def dialect(path: Path) -> Dialect:
    """Find out from its first bytes how a file is written. Raises one of DAMAGE if it has none."""
    with opened_as_utf8(path) as file:
        begin = head(file)
    before = _BEFORE.match(begin)
    start = before.end() if before else 0
    lines = [line.decode("utf-8", "replace") for line in BytesIO(begin[start:])]
    delimiter = max(DELIMITERS, key=lines[0].count) if lines else ","
    if before and before[1]:
        delimiter = before[1].decode()
    found = [Dialect(start, delimiter, quote, escape) for quote, escape in QUOTING]
    cut = len(begin) >= LOOKED_AT
    return next((one for one in found if _fits(one, lines, cut=cut)), found[0])


def _fits(one: Dialect, lines: list[str], *, cut: bool) -> bool:
    """Whether all quotes are in their place and all rows have as many cells as the header."""
    ended = False

    def fed() -> Iterator[str]:
        nonlocal ended
        yield from lines
        ended = True

    csv.field_size_limit(2 * LOOKED_AT)
    widths: list[int] = []
    try:
        widths.extend(len(row) for row in one.reader(fed(), strict=True) if row)
    except csv.Error:
        return cut and ended and len(set(widths)) <= 1
    return len(set(widths[:-1] if cut else widths)) <= 1
