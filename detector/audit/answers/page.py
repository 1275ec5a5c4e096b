"""One page of an audit as an assessment again, for every report that a scan can have."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from detector.assessment import Assessment, Criterion, Moved, Reason, Verdict
from detector.audit.answers.opening import Answers
from detector.errors import UsageError
from detector.finding import Axis, Finding, Severity

MOST_SIMILAR = 3


def pages(answers: Answers, target: str) -> list[Assessment]:
    """Return the page of that name; several where a crawl met it more than once.

    Raises:
        UsageError: there is none; the message names some that are like it.
    """
    found = answers.rows(
        "SELECT * EXCLUDE (fingerprint) FROM assessments WHERE target = ? "
        "ORDER BY source, position",
        target,
    )
    if not found:
        raise UsageError(_none(answers, target))
    return [assessment(row) for row in found]


def assessment(row: dict[str, Any]) -> Assessment:
    """Return the assessment that a row of the shards was written from.

    What the row does not hold is left at its default: the places in a source file, the versions of
    models and the blocks of the text.
    """
    moved: dict[Axis, list[Moved]] = defaultdict(list)
    for one in row["moved"]:
        moved[Axis(one["axis"])].append(Moved(one["feature"], one["value"], one["effect"]))
    same = ("target", "error", "title", "language", "topic", "words", "keyphrase", "text")
    return Assessment(
        **{name: row[name] for name in same},
        verdict=Verdict(row["verdict"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        scores={axis: row[axis] for axis in Axis},
        findings=tuple(finding(one) for one in row["findings"]),
        criteria=tuple(Criterion(**one) for one in row["criteria"]),
        moved={axis: tuple(found) for axis, found in moved.items()},
        fetched=datetime.fromisoformat(row["fetched"]) if row["fetched"] else None,
    )


def finding(one: dict[str, Any]) -> Finding:
    """Return the finding that a struct of the shards was written from."""
    kinds = {"axis": Axis(one["axis"]), "severity": Severity(one["severity"])}
    return Finding(**one | kinds | {"expected": tuple(one["expected"])})


def _none(answers: Answers, target: str) -> str:
    similar = answers.rows(
        "SELECT DISTINCT target FROM assessments "
        "WHERE jaro_winkler_similarity(target, ?) > 0.8 OR contains(lower(target), lower(?)) "
        "ORDER BY jaro_winkler_similarity(target, ?) DESC, target LIMIT ?",
        target, target, target, MOST_SIMILAR,
    )  # fmt: skip
    said = ", ".join(row["target"] for row in similar)
    also = f" Did you mean {said}?" if similar else ""
    return f"The audit has no page {target or '“”'}; name it as its table of pages does.{also}"
