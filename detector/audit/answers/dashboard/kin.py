"""The families of an audit: their members, and some of these side by side with their seed."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from detector.audit.answers.opening import Answers
from detector.audit.answers.summary import ranked
from detector.audit.families import side_by_side

MOST_MEMBERS: Final = 50  # of a family that are named
MOST_ALIGNED: Final = 3  # of a family that are shown beside their seed
MOST_TEXT: Final = 6_000  # characters of a text that is aligned
MEMBERS: Final = f"""
WITH shown AS (SELECT unnest(?::VARCHAR[]) AS family), ordered AS (
    SELECT m.*, row_number() OVER (PARTITION BY family ORDER BY is_seed DESC, relation <> 'spun',
        target, source, position) AS nth
    FROM members m JOIN shown USING (family)
)
SELECT o.family, o.target, o.host, o.relation, o.is_seed, o.is_reference, o.alignment, a.title,
    a.verdict, CASE WHEN nth <= {MOST_ALIGNED + 1} THEN left(a.text, {MOST_TEXT}) END AS text,
    length(a.text) > {MOST_TEXT} AS cut
FROM ordered o LEFT JOIN assessments a
    ON a.source = o.source AND a.position = o.position AND a.target = o.target
WHERE nth <= {MOST_MEMBERS} ORDER BY o.family, nth
"""  # noqa: S608 — numbers of ours


def kin(answers: Answers, most: int) -> list[dict[str, Any]]:
    """Return the `most` largest families with their members and alignments."""
    families = ranked(answers, "families", most)
    rows = answers.rows(MEMBERS, [family["family"] for family in families])
    members = {name: list(own) for name, own in groupby(rows, key=lambda row: row["family"])}
    return [family | {"members": _members(members[family["family"]])} for family in families]


def _members(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seed = next((row["text"] for row in rows if row["is_seed"]), None)
    return [_member(row, seed) for row in rows]


def _member(row: dict[str, Any], seed: str | None) -> dict[str, Any]:
    names = ("target", "host", "title", "verdict", "relation", "alignment", "cut")
    shown = {name: row[name] for name in names} | {"reference": row["is_reference"]}
    if seed and row["text"] and not row["is_seed"]:
        shown["pieces"] = [
            piece.seed if piece.same and piece.seed == piece.member else [piece.seed, piece.member]
            for piece in side_by_side(seed, row["text"])
        ]
    return shown
