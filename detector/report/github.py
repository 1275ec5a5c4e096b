"""Annotations of GitHub Actions: one for each paragraph with findings, on its lines.

GitHub shows few annotations a step, so findings are gathered by paragraph. Format:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TextIO

from detector.check.run import Result
from detector.finding import Severity
from detector.report.passages import Passage, passages, sentence


def write(result: Result, stream: TextIO) -> None:
    """Write one workflow command a passage; what fails is an error, all else a warning."""
    ranked = sorted(passages(result.files), key=lambda passage: not passage.fails)
    stream.writelines(_command(passage, result) for passage in ranked)
    for file in result.unread:
        message = _data(file.assessment.error or "")
        target = result.in_repository(file.assessment.target)
        stream.write(f"::warning file={_property(target)}::{message}\n")


def _command(passage: Passage, result: Result) -> str:
    level = "error" if passage.severity is Severity.ERROR else "warning"
    facts = [f"file={_property(result.in_repository(passage.target))}"]
    if passage.lines:
        facts += [f"line={passage.lines[0]}", f"endLine={passage.lines[1]}"]
        place = passage.items[0].located.place
        if len(passage.items) == 1 and place and place.line == place.end_line:
            # Columns are allowed on one line alone.
            facts[1:] = [
                f"line={place.line}", f"endLine={place.line}", f"col={place.column}",
                f"endColumn={place.end_column}",
            ]  # fmt: skip
    facts.append(f"title={_property('detector: ' + ', '.join(passage.codes))}")
    message = "\n".join(sentence(item) for item in passage.items)
    return f"::{level} {','.join(facts)}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
