"""GitLab Code Quality: a JSON array, one object a finding.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from detector.check.checked import Reported
from detector.check.run import Result
from detector.finding import Severity
from detector.report.passages import sentence

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(result: Result, stream: TextIO) -> None:
    """Write the new findings; "blocker" is what the gate fails for."""
    issues = [
        _issue(result.in_repository(file.assessment.target), item)
        for file in result.files
        for item in file.new
    ]
    json.dump(issues, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _issue(target: str, item: Reported) -> dict[str, Any]:
    finding, place = item.finding, item.located.place
    location: dict[str, Any] = {"path": target}
    if place is None:
        location["lines"] = {"begin": 1}
    else:
        location["positions"] = {
            "begin": {"line": place.line, "column": place.column},
            "end": {"line": place.end_line, "column": place.end_column},
        }
        location["lines"] = {"begin": place.line, "end": place.end_line}
    return {
        "type": "issue",
        "check_name": finding.code,
        "description": sentence(item),
        "categories": ["Style"],
        "severity": "blocker" if item.fails else SEVERITIES[finding.severity],
        "fingerprint": finding.identity,
        "location": location,
    }
