"""The terminal report: verdict, scores, and the strongest findings in their sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from detector.assessment import Assessment, Verdict
from detector.finding import Axis, Finding, Severity
from detector.report.context import around

TOP = 8
BAR = 20
VERDICTS = {
    Verdict.PASS: "green",
    Verdict.REVIEW: "yellow",
    Verdict.FLAG: "bold red",
    Verdict.UNSCORED: "dim",
}
REASONS = {
    "too-short": "fewer than 60 words: too little to judge",
    "not-english": "the text is not English; only English is judged",
    "no-article": "no article text was found on the page",
    "unreadable": "the target could not be read",
}
WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}


def write(assessments: Iterable[Assessment], stream: TextIO, *, include_text: bool = False) -> None:
    """Write one report a page, and a summary line when there are several."""
    console = Console(file=stream, highlight=False, soft_wrap=False)
    verdicts: Counter[str] = Counter()
    for assessment in assessments:
        verdicts[assessment.verdict] += 1
        _page(console, assessment)
        if include_text and assessment.text:
            console.print(Padding(Text(assessment.text), (1, 2)))
    if verdicts.total() > 1:
        counts = ", ".join(f"{verdicts[v]} {v}" for v in Verdict if verdicts[v])
        console.print(Text(f"{verdicts.total()} targets: {counts}.", style="bold"))


def _page(console: Console, assessment: Assessment) -> None:
    console.print(Text(assessment.target, style="bold"), overflow="fold")
    if assessment.title:
        console.print(Text(f"  {assessment.title}", style="italic"))
    _verdict(console, assessment)
    if assessment.verdict is not Verdict.UNSCORED:
        _scores(console, assessment)
        _findings(console, assessment)
    console.print()


def _verdict(console: Console, assessment: Assessment) -> None:
    line = Text("  ").append(assessment.verdict.upper(), style=VERDICTS[assessment.verdict])
    if assessment.reason:
        line.append(f"  {assessment.reason} — {assessment.error or REASONS[assessment.reason]}")
    else:
        line.append(f"  {assessment.words} words", style="dim")
        if assessment.keyphrase:
            line.append(f" · keyphrase “{assessment.keyphrase}”", style="dim")
    console.print(line)


def _scores(console: Console, assessment: Assessment) -> None:
    for axis in Axis:
        score = assessment.scores.get(axis)
        line = Text(f"    {axis:<11}")
        if score is None:
            line.append("not judged", style="dim")
        else:
            filled = round(score * BAR)
            line.append("█" * filled).append("·" * (BAR - filled), style="dim").append(
                f" {score:.2f}"
            )
        console.print(line)


def _findings(console: Console, assessment: Assessment) -> None:
    ranked = _ranked(assessment.findings)
    if not ranked:
        console.print(Text("    No findings.", style="dim"))
        return
    console.print()
    for finding in ranked[:TOP]:
        _finding(console, finding, assessment.text or "")
    hidden = len(ranked) - TOP
    if hidden > 0:
        console.print(Text(f"    … and {hidden} more; --format json has all of them.", style="dim"))
    codes = ", ".join(sorted({finding.code for finding in ranked[:TOP]})[:3])
    console.print(Text(f"    Read more: detector explain CODE (here: {codes})", style="dim"))


def _ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Strongest first, but the second of a code after the first of every other code."""
    strongest = sorted(findings, key=lambda f: (-WEIGHT[f.severity] * f.strength, f.start))
    turn: Counter[str] = Counter()
    order: dict[int, float] = {}
    for finding in strongest:
        order[id(finding)] = turn[finding.code] - WEIGHT[finding.severity] * finding.strength
        turn[finding.code] += 1
    return sorted(strongest, key=lambda f: order[id(f)])


def _finding(console: Console, finding: Finding, text: str) -> None:
    colour = "red" if finding.severity is Severity.ERROR else "yellow"
    head = Text(finding.code, style=f"bold {colour}").append(
        f" {finding.message}", style="not bold"
    )
    if finding.line:
        head.append(f" (line {finding.line}:{finding.column or 1})", style="dim")
    console.print(Padding(head, (0, 0, 0, 4)))
    if finding.end > finding.start:
        place = around(text, finding.start, finding.end)
        quote = Text(place.before).append(place.found, style=f"bold {colour} underline")
        console.print(Padding(quote.append(place.after), (0, 0, 0, 6)))
    if finding.expected:
        wish = " or ".join(f"“{option}”" for option in finding.expected[:3])
        console.print(Padding(Text(f"expected {wish}", style="green"), (0, 0, 0, 6)))
