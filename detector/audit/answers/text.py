"""The summary of an audit for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from detector.assessment import Verdict
from detector.audit.answers.opening import Answers
from detector.audit.answers.summary import RELATIONS, summary
from detector.report.context import shown

MOST: Final = 10
WIDEST: Final = 40


def text(answers: Answers) -> str:
    """Return the summary, with notes on what the audit lacks."""
    return "\n".join(_lines(answers, summary(answers, most=MOST))) + "\n"


def _lines(answers: Answers, found: dict[str, Any]) -> Iterator[str]:
    if found["note"]:
        yield from (found["note"], "")
    yield f"{found['pages']:,} pages of {found['hosts']:,} hosts, {found['judged']:,} judged"
    yield ""
    yield from _verdicts(found["verdicts"])
    if found["reasons"]:
        said = ", ".join(f"{name} {number:,}" for name, number in found["reasons"].items())
        yield f"not judged, or not on every axis: {said}"
    yield from ("", *_axes(found["axes"]))
    if found["hosts_ranked"]:
        yield from ("", *_hosts(found["hosts_ranked"], found["hosts"]))
    if found["codes"]:
        yield from ("", *_codes(found["codes"]))
    yield from ("", *_families(found["families"]))
    yield ""
    yield f"in a browser: detector report {answers.folder} --format html --output dashboard.html"
    yield f"a page with its evidence: detector report {answers.folder} --page TARGET"


def _verdicts(verdicts: dict[str, dict[str, Any]]) -> Iterator[str]:
    for verdict in (Verdict.FLAG, Verdict.REVIEW, Verdict.PASS, Verdict.UNSCORED):
        one = verdicts[verdict]
        of = "of all pages" if verdict is Verdict.UNSCORED else "of the judged ones"
        yield f"{verdict:<10}{one['pages']:>10,}   {_interval(one)}{of if one['pages'] else ''}"


def _axes(axes: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield f"{'axis':<12}{'judged':>10}{'review':>9}{'flag':>9}{'mean':>7}   flagged"
    for name, one in axes.items():
        mean = "–" if one["mean"] is None else f"{one['mean']:.2f}"
        numbers = f"{one['judged']:>10,}{one['review']:>9,}{one['flag']:>9,}{mean:>7}"
        yield f"{name:<12}{numbers}   {_interval(one)}".rstrip()


def _hosts(hosts: Sequence[dict[str, Any]], of: int) -> Iterator[str]:
    yield f"hosts, by the least share of flagged pages that is likely ({len(hosts)} of {of:,}):"
    yield f"  {'host':<{WIDEST}}{'pages':>9}{'judged':>9}{'flagged':>9}   share"
    for one in hosts:
        numbers = f"{one['pages']:>9,}{one['judged']:>9,}{one['flagged']:>9,}"
        yield f"  {_cut(one['host']):<{WIDEST}}{numbers}   {_interval(one)}".rstrip()


def _codes(codes: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "most common codes (detector explain CODE says what they mean):"
    yield f"  {'code':<8}{'pages':>9}{'hosts':>8}  name"
    for one in codes:
        yield f"  {one['code']:<8}{one['pages']:>9,}{one['hosts']:>8,}  {one['name']}"


def _families(found: dict[str, Any]) -> Iterator[str]:
    if not found["searched"]:
        yield "families: not searched for yet (detector families DIR)"
        return
    said = ", ".join(f"{found[name]:,} {name.replace('_', '-')}" for name in RELATIONS)
    yield f"{found['families']:,} families with {found['pages']:,} pages: {said}"
    for one in found["largest"]:
        kind = max(RELATIONS, key=lambda name: one[name]).replace("_", "-")
        said = f"{one['pages']:>7,} pages of {one['hosts']:,} hosts, mostly {kind}"
        yield f"  {one['family']} {said}; seed {_cut(one['seed'])}"


def _interval(one: dict[str, Any]) -> str:
    if one["share"] is None:
        return ""
    return f"{one['share']:>6.1%} ({one['low']:.1%} to {one['high']:.1%}) "


def _cut(name: str) -> str:
    name = shown(name)
    return name if len(name) < WIDEST else name[: WIDEST - 2] + "…"
