"""The audit in numbers: one dict, which programs read as JSON and people as text."""

from __future__ import annotations

from typing import Any, Final

from detector.assessment import Reason, Verdict
from detector.audit.answers.opening import Answers
from detector.audit.answers.views import ORDER
from detector.check.codes import known, rule
from detector.check.gate import limits
from detector.finding import Axis

SCHEMA: Final = "detector-report/1"
RELATIONS: Final = ("spun", "template", "near_duplicate", "copy")


def summary(answers: Answers, *, most: int | None = None) -> dict[str, Any]:
    """Return totals, axes, hosts, codes and families; of the last three at most `most` rows each.

    Shares come with Wilson's 95 % interval (`low`, `high`), and are of the pages that were judged.
    """
    (total,) = answers.rows(
        "SELECT count(*) AS pages, count(DISTINCT host) AS hosts, "
        "count(*) FILTER (verdict <> 'unscored') AS judged FROM assessments"
    )
    return {
        "schema": SCHEMA,
        "note": answers.note or None,
        "shards": {"done": answers.done, "of": answers.shards},
        **total,
        "verdicts": _verdicts(answers),
        "reasons": _reasons(answers),
        "axes": {str(axis): _axis(answers, axis) for axis in Axis},
        "hosts_ranked": ranked(answers, "hosts", most),
        "codes": [_named(code) for code in ranked(answers, "codes", most)],
        "families": _families(answers, most),
    }


def ranked(answers: Answers, name: str, most: int | None = None) -> list[dict[str, Any]]:
    """Return the rows of a view in the order in which people want to see them."""
    end = "" if most is None else f" LIMIT {most:d}"
    return answers.rows(f"SELECT * FROM {name} ORDER BY {ORDER[name]}{end}")  # noqa: S608 — our names


def _verdicts(answers: Answers) -> dict[str, dict[str, Any]]:
    found = answers.rows(
        "WITH n AS (SELECT count(*) FILTER (verdict <> 'unscored') AS judged, count(*) AS pages "
        "FROM assessments), "
        "v AS (SELECT verdict, count(*) AS k FROM assessments GROUP BY verdict), "
        "each AS (SELECT verdict, k, "
        "CASE verdict WHEN 'unscored' THEN pages ELSE judged END AS of_ FROM v, n) "
        "SELECT verdict, k AS pages, share(k, of_) AS share, wilson_low(k, of_) AS low, "
        "wilson_high(k, of_) AS high FROM each"
    )
    by_name = {row.pop("verdict"): row for row in found}
    none = {"pages": 0, "share": None, "low": None, "high": None}
    return {str(verdict): by_name.get(str(verdict), none) for verdict in Verdict}


def _reasons(answers: Answers) -> dict[str, int]:
    found = answers.rows(
        "SELECT reason, count(*) AS pages FROM assessments WHERE reason IS NOT NULL GROUP BY reason"
    )
    counted = {row["reason"]: row["pages"] for row in found}
    return {str(reason): counted[reason] for reason in Reason if reason in counted}


def _axis(answers: Answers, axis: Axis) -> dict[str, Any]:
    """Count the pages that reach the thresholds of an axis."""
    least = limits(axis)
    (row,) = answers.rows(
        f"SELECT count({axis}) AS judged, round(avg({axis}), 4) AS mean, "  # noqa: S608 — names of ours
        f"count(*) FILTER ({axis} >= ?) AS flag, "
        f"count(*) FILTER ({axis} >= ? AND {axis} < ?) AS review, "
        "share(flag, judged) AS share, wilson_low(flag, judged) AS low, "
        "wilson_high(flag, judged) AS high FROM assessments",
        least["flag"],
        least["review"],
        least["flag"],
    )
    return {"thresholds": least, **row}


def _named(row: dict[str, Any]) -> dict[str, Any]:
    code = row["code"]
    return {"code": code, "name": rule(code).name if code in known() else code, **row}


def _families(answers: Answers, most: int | None) -> dict[str, Any]:
    sums = ", ".join(f"coalesce(sum({name}), 0)::BIGINT AS {name}" for name in RELATIONS)
    (total,) = answers.rows(
        "SELECT count(*) AS families, coalesce(sum(pages), 0)::BIGINT AS pages, "  # noqa: S608 — ours
        f"{sums} FROM families"
    )
    return {"searched": answers.searched, **total, "largest": ranked(answers, "families", most)}
