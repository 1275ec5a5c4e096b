"""The terminal report: verdict, scores, and the strongest findings in their sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from detector.assessment import Assessment, Reason, Verdict
from detector.finding import Axis, Finding, Severity
from detector.report.context import around, shown
from detector.report.lines import indented
from detector.report.scorecard import scorecard

TOP = 8
BAR = 10
STYLES = {
    Verdict.PASS: "green",
    Verdict.REVIEW: "yellow",
    Verdict.FLAG: "bold red",
    Verdict.UNSCORED: "dim",
}
MEANING = {
    Verdict.PASS: "no more signs than honest pages have",
    Verdict.REVIEW: "unsure: a person should read this page",
    Verdict.FLAG: "signs beyond what honest pages have",
}
REASONS = {
    "too-short": "fewer than 60 words: too little to judge",
    "not-english": "the text is not English; only English is judged",
    "no-article": "no article text; where a browser shows some, save the page there and scan it",
    "unreadable": "the target could not be read",
}
WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
MANY = 4


class _Console(Console):
    """A console that leaves the exit code to the command when its reader goes away."""

    def on_broken_pipe(self) -> None:
        raise


def write(assessments: Iterable[Assessment], stream: TextIO, *, include_text: bool = False) -> None:
    """Write one report a page, and a summary when there are several."""
    console = _Console(file=stream, highlight=False, soft_wrap=False)
    targets: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for assessment in assessments:
        targets[assessment.verdict].append(assessment.target)
        _page(console, assessment)
        if include_text and assessment.text:
            _text(console, assessment.text)
    _summary(console, targets)


def _page(console: Console, assessment: Assessment) -> None:
    indented(console, Text(shown(assessment.target), style="bold"), 0)
    if assessment.title:
        indented(console, Text(shown(assessment.title), style="italic"))
    verdict = Text(assessment.verdict.upper(), style=STYLES[assessment.verdict])
    if assessment.verdict is Verdict.UNSCORED and assessment.reason:
        why = shown(assessment.error or REASONS[assessment.reason])
        indented(console, verdict.append(f"  {assessment.reason} — {why}", style="not bold"))
    else:
        meaning = f"  {_meaning(assessment)}"
        indented(console, verdict.append(meaning, style="not bold"))
        indented(console, _scores(assessment))
        indented(console, _facts(assessment))
        for entry in assessment.listed:
            said = f"{shown(entry.site)} is “{shown(entry.label)}” in {shown(entry.source)}"
            indented(console, Text(f"{said}; no score looks at that", style="dim"))
        _findings(console, assessment)
        _scorecard(console, assessment)
    console.print()


def _meaning(assessment: Assessment) -> str:
    passed = assessment.verdict is Verdict.PASS
    errors = sum(finding.severity is Severity.ERROR for finding in assessment.findings)
    if passed and errors:
        return f"too little to call the page bad, but see the {'errors' if errors > 1 else 'error'}"
    return MEANING[assessment.verdict]


def _scores(assessment: Assessment) -> Text:
    """Say all scores on one line; no space inside a bar, so that it is never broken."""
    line = Text()
    for axis in Axis:
        score = assessment.scores.get(axis)
        line.append(f"{'   ' if line else ''}{axis} ")
        if score is None:
            why = "not health" if assessment.reason is Reason.NOT_HEALTH else "not judged"
            line.append(why, style="dim")
        else:
            filled = round(score * BAR)
            line.append("█" * filled).append("·" * (BAR - filled), style="dim")
            line.append(f" {score:.2f}")
    return line


def _facts(assessment: Assessment) -> Text:
    facts = [f"{assessment.words} words"]
    if assessment.keyphrase:
        facts.append(f"keyphrase “{shown(assessment.keyphrase)}”")
    if not assessment.findings:
        facts.append("no findings")
    return Text(" · ".join(facts), style="dim")


def _findings(console: Console, assessment: Assessment) -> None:
    if not assessment.findings:
        return
    ranked = _ranked(assessment.findings)
    console.print()
    for finding, places in ranked[:TOP]:
        _finding(console, finding, places, assessment.text or "")
    hidden = len(assessment.findings) - sum(places for _, places in ranked[:TOP])
    more = f"… and {hidden} more; --format json has all of them. " if hidden else ""
    hint = f"“detector explain {ranked[0][0].code}” says what a code means and when it is wrong."
    indented(console, Text(more + hint, style="dim"))


def _ranked(findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """Return each distinct finding and its number of places, strongest first.

    The second finding of a code comes after the first of every other code.
    """
    strongest = sorted(findings, key=lambda f: (-WEIGHT[f.severity] * f.strength, f.start))
    distinct: dict[tuple[str, str], list[Finding]] = {}
    for finding in strongest:
        distinct.setdefault((finding.code, finding.found.casefold()), []).append(finding)
    turn: Counter[str] = Counter()
    order: list[tuple[float, Finding, int]] = []
    for (code, _), same in distinct.items():
        first = same[0]
        order.append((turn[code] - WEIGHT[first.severity] * first.strength, first, len(same)))
        turn[code] += 1
    return [(first, places) for _, first, places in sorted(order, key=lambda item: item[0])]


def _finding(console: Console, finding: Finding, places: int, text: str) -> None:
    colour = COLOURS[finding.severity]
    message = shown(finding.message)
    head = Text(finding.code, style=f"bold {colour}").append(f" {message}", style="not bold")
    indented(console, head.append(f" ({places} places)" if places > 1 else "", style="dim"))
    if finding.end > finding.start:
        place = around(text, finding.start, finding.end)
        quote = Text(f"line {finding.line}: " if finding.line else "", style="dim")
        quote.append(place.before, style="not dim")
        quote.append(place.found, style=f"not dim bold {colour} underline")
        indented(console, quote.append(place.after, style="not dim"), indent=4)
    wishes = [f"“{shown(option)}”" for option in finding.expected[:3]]
    if any(wish not in message for wish in wishes):
        indented(console, Text(f"expected {' or '.join(wishes)}", style="green"), indent=4)


def _scorecard(console: Console, assessment: Assessment) -> None:
    if assessment.criteria:
        console.print()
    for line in scorecard(assessment.criteria):
        indented(console, line)


def _text(console: Console, text: str) -> None:
    for line in text.splitlines():
        indented(console, Text(shown(line)))
    console.print()


def _summary(console: Console, targets: dict[Verdict, list[str]]) -> None:
    """Count the verdicts; of many pages, name again those that someone should look at."""
    total = sum(map(len, targets.values()))
    if total < 2:
        return
    counts = ", ".join(f"{len(named)} {verdict}" for verdict, named in targets.items() if named)
    console.print(Text(f"{total} targets: {counts}.", style="bold"))
    if total < MANY:
        return
    for verdict in (Verdict.FLAG, Verdict.REVIEW):
        for target in targets[verdict]:
            line = Text(verdict.upper(), style=STYLES[verdict])
            indented(console, line.append(f"  {shown(target)}", style="not bold"))
