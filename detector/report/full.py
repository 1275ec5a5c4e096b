"""The terminal report of a check: every passage with new findings, and what can be done about it.

Known, silenced and unchanged findings are counted, not shown. Under each passage that fails stands
the line that silences it, ready to paste.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import indent
from typing import TextIO

from rich.console import Console
from rich.text import Text

from detector.check.checked import Checked, Reported, Status
from detector.check.run import Result
from detector.config import FILE
from detector.finding import Axis, Severity
from detector.report.context import around, shown
from detector.report.lines import indented
from detector.report.override import override
from detector.report.passages import Passage, passages
from detector.report.text import STYLES

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
STALE_SHOWN = 10


def write(result: Result, stream: TextIO) -> None:
    """Write the files with new findings, the stale baseline entries, and a summary."""
    console = Console(file=stream, highlight=False, soft_wrap=False)
    for file in result.files:
        found = passages([file])
        if found or file.assessment.error:
            _file(console, file, found, result.configuration)
    _stale(console, result)
    console.print(Text(_summary(result), style="bold red" if result.fails else "bold"))


def _file(console: Console, file: Checked, found: list[Passage], configuration: str) -> None:
    assessment = file.assessment
    head = Text(shown(assessment.target), style="bold").append("  ")
    head.append(assessment.verdict.upper(), style=STYLES[assessment.verdict])
    scores = [f"{a} {s:.2f}" for a in Axis if (s := assessment.scores.get(a)) is not None]
    facts = [*scores, f"{assessment.words} words"] if not assessment.error else []
    head.append("  " + " · ".join(facts or [shown(assessment.error or "")]), style="dim")
    indented(console, head, 0)
    for passage in found:
        for item in passage.items:
            _item(console, item, assessment.text or "")
        if passage.fails:
            _silence(console, passage, file, configuration)
    console.print()


def _item(console: Console, item: Reported, text: str) -> None:
    finding = item.finding
    place = f"{finding.line}:{finding.column}" if finding.line else "page"
    colour = COLOURS[finding.severity]
    head = Text(finding.code, style=f"bold {colour}")
    head.append(" fails" if item.fails else f" {finding.severity}", style=colour)
    head.append(f"  {shown(finding.message)}")
    indented(console, head, 10, lead=Text(f"  {place:<8}", style="dim"))
    if finding.end > finding.start:
        near = around(text, finding.start, finding.end)
        quote = Text(near.before).append(near.found, style=f"bold {colour} underline")
        indented(console, quote.append(near.after), 10)
    if finding.expected:
        wish = " or ".join(f"“{shown(option)}”" for option in finding.expected[:3])
        indented(console, Text(f"expected {wish}", style="green"), 10)


def _silence(console: Console, passage: Passage, file: Checked, configuration: str) -> None:
    for where, lines in silences(passage, file.kind, configuration):
        indented(console, Text(f"If it is right, {where}:", style="dim"), 10)
        # Whole, so that it can be copied.
        console.print(Text(indent(lines, " " * 12)), soft_wrap=True)


def silences(passage: Passage, kind: str, configuration: str = FILE) -> Iterator[tuple[str, str]]:
    """Yield where to paste which lines so that what fails in a passage is silenced."""
    failing = [item for item in passage.items if item.fails]
    codes = sorted({item.finding.code for item in failing})
    if kind == "plain":
        lines = override(passage.target, codes, configuration)
        yield f"add at the end of {configuration}", lines
        return
    of_page = sorted({i.finding.code for i in failing if i.finding.end == i.finding.start})
    here = [code for code in codes if code not in of_page]
    style = "mdx" if passage.target.endswith(".mdx") else kind
    if here and passage.lines and _inside(failing):
        if kind == "rst":  # its comments are blocks, and would cut a list or table in two
            of_page = sorted({*of_page, *here})
        else:
            yield f"paste at the end of line {passage.lines[1]}", _comment("ignore", here, style)
    elif here and passage.lines:
        yield f"paste above line {passage.lines[0]}", _comment("ignore", here, style)
    if of_page:
        yield "paste between two blocks of the file", _comment("ignore-file", of_page, style)


def _inside(failing: list[Reported]) -> bool:
    return any(item.located.inside for item in failing)


def _comment(verb: str, codes: list[str], style: str) -> str:
    said = f"detector: {verb} {' '.join(codes)} -- say why"
    if style == "rst":
        return f".. {said}"
    return f"{{/* {said} */}}" if style == "mdx" else f"<!-- {said} -->"


def _stale(console: Console, result: Result) -> None:
    if not result.stale:
        return
    console.print(Text("No longer found, though the baseline has it:", style="bold"))
    for entry in result.stale[:STALE_SHOWN]:
        line = f"  {shown(entry.target)}  {entry.code} “{shown(entry.found)}”"
        console.print(Text(line), overflow="ellipsis", no_wrap=True)
    hidden = len(result.stale) - STALE_SHOWN
    more = f"  … and {hidden} more. " if hidden > 0 else "  "
    console.print(Text(f"{more}“detector baseline prune” takes them out.\n", style="dim"))


def _summary(result: Result) -> str:
    count = Counter(item.status for file in result.files for item in file.reported)
    failing = sum(item.fails for file in result.files for item in file.reported)
    files = sum(file.fails for file in result.files)
    parts = [f"{len(result.files)} files checked"]
    parts.append(f"{files} fail with {failing} findings" if files else "none fails")
    parts.append(f"{count[Status.NEW] - failing} more to look at")
    for status, words in (
        (Status.KNOWN, "known"), (Status.SILENCED, "silenced"), (Status.OUTSIDE, "unchanged"),
    ):  # fmt: skip
        if count[status]:
            parts.append(f"{count[status]} {words}")
    if result.unread:
        parts.append(f"{len(result.unread)} could not be read")
    return ", ".join(parts) + "."
