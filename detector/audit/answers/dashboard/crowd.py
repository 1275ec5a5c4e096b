"""The table of pages, as compact as JSON can be: names that repeat are numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from detector.audit.answers.opening import Answers

VERDICTS: Final = ("flag", "review", "pass", "unscored")
COLUMNS: Final = ("target", "host", "title", "verdict", "reason", "spun", "stuffed", "unreliable",
                  "words", "codes", "family", "evidence")  # fmt: skip
GRAVEST_FIRST: Final = (
    "list_position(['flag', 'review', 'pass', 'unscored'], verdict), "
    "greatest(spun, stuffed, unreliable) DESC NULLS LAST, source, position, target"
)


class Names:
    """Numbers for names, in the order in which they are first met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str | None) -> int:
        """Return the number of a name, -1 for none."""
        return -1 if name is None else self.numbers.setdefault(name, len(self.numbers))

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)


def crowd(answers: Answers, evidence: dict[tuple[str, int, str], int], most: int) -> dict[str, Any]:
    """Return the gravest pages, at most `most`, as columns, names and rows.

    `evidence` has the number of the evidence of a page by its source, position and target.
    """
    hosts, codes, families, reasons = Names(), Names(), Names(), Names()
    rows = []
    for one in answers.rows(f"SELECT * FROM pages ORDER BY {GRAVEST_FIRST} LIMIT {most:d}"):  # noqa: S608
        place = (one["source"], one["position"], one["target"])
        rows.append([
            one["target"], hosts.number(one["host"]), one["title"],
            VERDICTS.index(one["verdict"]), reasons.number(one["reason"]),
            one["spun"], one["stuffed"], one["unreliable"], one["words"],
            [codes.number(code) for code in one["codes"].split()],
            families.number(one["family"]), evidence.get(place, -1),
        ])  # fmt: skip
    return {
        "columns": COLUMNS, "verdicts": VERDICTS, "hosts": [*hosts], "codes": [*codes],
        "families": [*families], "reasons": [*reasons], "rows": rows,
    }  # fmt: skip
