"""The evidence of single pages: their text in marked pieces, and what was found."""

from __future__ import annotations

from typing import Any, Final

from detector.assessment import Assessment
from detector.audit.answers.opening import Answers
from detector.audit.answers.page import assessment
from detector.report.html.entry import Entry
from detector.report.html.spans import Row, Run
from detector.report.html.view import PageView

MOST_TEXT: Final = 20_000  # characters of a page
# The worst pages of every host come before the second worst of any, so that all hosts are shown.
CHOSEN: Final = """
WITH grave AS (
    SELECT source, position, target, row_number() OVER (PARTITION BY host ORDER BY
        verdict, greatest(spun, stuffed, unreliable) DESC NULLS LAST, source, position) AS nth,
        greatest(spun, stuffed, unreliable) AS score
    FROM assessments WHERE verdict IN ('flag', 'review')
), chosen AS (
    SELECT * FROM grave ORDER BY nth, score DESC NULLS LAST, source, position, target LIMIT {most}
)
SELECT a.* EXCLUDE (fingerprint, text), left(a.text, {text}) AS text, length(a.text) AS length
FROM assessments a JOIN chosen c
    ON a.source = c.source AND a.position = c.position AND a.target = c.target
ORDER BY a.source, a.position, a.target
"""


def evidence(answers: Answers, most: int) -> tuple[list[dict[str, Any]], dict[Any, int]]:
    """Return the evidence of at most `most` flagged and reviewed pages, and where each one's is."""
    found = answers.rows(CHOSEN.format(most=most, text=MOST_TEXT))
    places = {(r["source"], r["position"], r["target"]): n for n, r in enumerate(found)}
    return [_shown(assessment(row), row["length"] or 0) for row in found], places


def _shown(page: Assessment, length: int) -> dict[str, Any]:
    view = PageView(page, 1)
    numbers = {entry.key: number for number, entry in enumerate(view.entries)}
    return {
        "keyphrase": page.keyphrase,
        "fetched": page.fetched.isoformat() if page.fetched else None,
        "left": max(0, length - MOST_TEXT),
        "rows": [_row(view, row, numbers) for row in view.layout.rows],
        "findings": [_finding(entry) for entry in view.entries],
        "lacks": [name for _, name in view.lacks],
        "movers": {s.axis: [[m.name, m.value, m.effect] for m in s.movers] for s in view.scores},
    }


def _row(view: PageView, row: Row, numbers: dict[str, int]) -> list[Any]:
    return [row.kind == "heading", [_run(view, run, numbers) for run in row.runs]]


def _run(view: PageView, run: Run, numbers: dict[str, int]) -> Any:  # noqa: ANN401 — JSON
    """Return plain text as it is, and marks as pieces with their style, findings and note."""
    if not run.keys:
        return "".join(piece.text for piece in run.pieces)
    note = view.note(run)
    pieces = [[piece.text, view.classes(piece)] for piece in run.pieces]
    hits = [numbers[key] for key in run.keys if key in numbers]
    return [pieces, hits, [note.first, note.last, note.text] if note else None]


def _finding(entry: Entry) -> list[Any]:
    found = entry.finding
    return [found.code, found.axis, found.severity, found.message, found.found,
            found.expected[:3], found.strength, entry.located]  # fmt: skip
