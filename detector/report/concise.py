"""One line a finding, as editors and grep read it: file:line:column: severity CODE message."""

from __future__ import annotations

from typing import TextIO

from detector.check.run import Result
from detector.report.context import shown
from detector.report.passages import sentence


def write(result: Result, stream: TextIO) -> None:
    """Write the new findings of all files, then a line for each file that could not be read."""
    for file in result.files:
        target = shown(file.assessment.target)
        for item in file.new:
            finding = item.finding
            place = f":{finding.line}:{finding.column}" if finding.line else ""
            mark = "FAIL" if item.fails else finding.severity
            stream.write(f"{target}{place}: {mark} {shown(sentence(item))}\n")
        if file.assessment.error:
            stream.write(f"{target}: unread {shown(file.assessment.error)}\n")
    for entry in result.stale:
        line = f"{shown(entry.target)}: stale {entry.code} “{shown(entry.found)}”"
        stream.write(line + "\n")
