"""The end of an audit in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detector.assessment import Verdict
from detector.audit.counts import Counts
from detector.audit.engine import Outcome
from detector.audit.remote import shown
from detector.audit.schema import SHARDS
from detector.sources.printable import printable

MOST = 5


def summary(counts: Counts, outcome: Outcome, out: Path | str) -> str:
    """Return counts by verdict and reason, the most common codes and hosts, and what to do next."""
    return "\n".join(_lines(counts, outcome, out)) + "\n"


def _lines(counts: Counts, outcome: Outcome, out: Path | str) -> Iterator[str]:
    verdicts = ", ".join(f"{counts.verdicts[verdict]:,} {verdict}" for verdict in Verdict)
    yield f"{counts.pages:,} pages: {verdicts}"
    for title, counted in (
        ("reasons", counts.reasons),
        ("most common codes, by pages", counts.codes),
        ("hosts with most flagged pages", counts.hosts),
        ("not read to their end, by what was lost", counts.lost),
    ):
        if counted:
            yield f"{title}: {_most(counted)}"
    where = f"{shown(out)}/{SHARDS}" if isinstance(out, str) else out / SHARDS
    yield f"results: {where} ({outcome.done} of {outcome.shards} shards)"
    if outcome.done < outcome.shards:
        yield "not done: see the errors; put the sources back and give the same command again"
    if isinstance(out, str):
        yield "look at them: copy them into a folder DIR, then detector report DIR"
    else:
        yield f"look at them: detector report {out}"


def _most(counted: Counter[str]) -> str:
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    said = ", ".join(f"{printable(name)} {number:,}" for name, number in ranked[:MOST])
    return said + (f" and {len(ranked) - MOST} more" if len(ranked) > MOST else "")
