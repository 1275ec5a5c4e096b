"""SARIF 2.1.0, the Static Analysis Results Interchange Format, for code scanning services.

Silenced findings and those of the baseline are results with a suppression; levels follow the
configured severities. Lines and columns count Unicode characters from 1.
Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from typing import Any, TextIO
from urllib.parse import quote

import detector
from detector.check.checked import Reported, Status
from detector.check.codes import rule
from detector.check.run import Result
from detector.finding import Severity
from detector.places.source import Place
from detector.report.passages import sentence

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
HOME = "https://github.com/detector-maintainers/detector"
SUPPRESSIONS = {Status.SILENCED: "inSource", Status.KNOWN: "external"}


def write(result: Result, stream: TextIO) -> None:
    """Write one run with the rules that occur, and every finding that --diff asks for."""
    items = [
        (result.in_repository(file.assessment.target), item)
        for file in result.files
        for item in file.reported
        if item.status is not Status.OUTSIDE
    ]
    codes = sorted({item.finding.code for _, item in items})
    driver = {
        "name": "detector",
        "version": detector.__version__,
        "semanticVersion": detector.__version__,
        "informationUri": HOME,
        "rules": [_rule(code) for code in codes],
    }
    invocation = {
        "executionSuccessful": not result.unread,
        "toolExecutionNotifications": [
            {
                "level": "warning",
                "message": {"text": file.assessment.error or "The file could not be read."},
                "locations": [_location(result.in_repository(file.assessment.target), None)],
            }
            for file in result.unread
        ],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository."}}
        },
        "results": [_result(target, item, codes) for target, item in items],
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, stream,
              ensure_ascii=False, indent=2)  # fmt: skip
    stream.write("\n")


def _rule(code: str) -> dict[str, Any]:
    fact = rule(code)
    first, _, rest = fact.documentation.partition("\n\n")
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in fact.name.replace("-", " ").split()),
        "shortDescription": {"text": " ".join(first.split())},
        "fullDescription": {"text": " ".join(rest.partition("\n\n")[0].split()[3:]) or first},
        "help": {"text": fact.documentation, "markdown": _markdown(fact.documentation)},
        "helpUri": f"{HOME}/blob/main/docs/check.md",
        "defaultConfiguration": {"level": LEVELS[fact.severity]},
    }


def _markdown(documentation: str) -> str:
    """Make the headings of a documentation bold; its texts are paragraphs as they are."""
    return re.sub(
        r"^(\w[^\n]*?):?\n(?=    )|^ +",
        lambda match: f"\n**{match[1]}**\n\n" if match[1] else "",
        documentation,
        flags=re.MULTILINE,
    )


def _result(target: str, item: Reported, codes: list[str]) -> dict[str, Any]:
    finding = item.finding
    data: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": sentence(item)},
        "locations": [_location(target, item.located.place)],
        "partialFingerprints": {"detectorIdentity/v1": finding.identity},
        "rank": round(100 * finding.strength, 1),
        "properties": {"axis": str(finding.axis), "fails": item.fails},
    }
    if item.status in SUPPRESSIONS:
        suppression = {"kind": SUPPRESSIONS[item.status], "status": "accepted"}
        if item.reason:
            suppression["justification"] = item.reason
        data["suppressions"] = [suppression]
        data["baselineState"] = "unchanged"
    else:
        data["baselineState"] = "new"
    return data


def _location(target: str, place: Place | None) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": quote(target, errors="surrogatepass"), "uriBaseId": "%SRCROOT%"}
    }
    if place is not None:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.start,
            "charLength": place.end - place.start,
        }
        if place.byte_start is not None and place.byte_end is not None:
            physical["region"] |= {
                "byteOffset": place.byte_start,
                "byteLength": place.byte_end - place.byte_start,
            }
    return {"physicalLocation": physical}
