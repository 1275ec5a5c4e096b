"""JUnit XML: a test suite a file, a test case a finding; what the gate fails for is a failure.

The attribute ``file`` is the path from the root of the repository, as GitLab links it.
"""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from detector.assessment import Verdict
from detector.check.checked import Checked
from detector.check.run import Result
from detector.report.passages import sentence

FORBIDDEN = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(result: Result, stream: TextIO) -> None:
    """Write the new findings; a file without any is one passed test."""
    root = Element("testsuites", name="detector")
    for file in result.files:
        root.append(_suite(file, _clean(result.in_repository(file.assessment.target))))
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    ElementTree(root).write(stream, encoding="unicode")
    stream.write("\n")


def _suite(file: Checked, path: str) -> Element:
    name = _clean(file.assessment.target)
    suite = Element("testsuite", name=name)
    for item in file.new:
        finding = item.finding
        title = (
            f"{finding.code} at {finding.line}:{finding.column}" if finding.line else finding.code
        )
        case = SubElement(suite, "testcase", classname=name, name=title, file=path)
        if finding.line:
            case.set("line", str(finding.line))
        text = _clean(sentence(item))
        if item.fails:
            SubElement(
                case, "failure", type=finding.code, message=_clean(finding.message)
            ).text = text
        else:
            SubElement(case, "system-out").text = f"{finding.severity} {text}"
    if file.assessment.error:
        case = SubElement(suite, "testcase", classname=name, name="unread", file=path)
        SubElement(case, "error", type="unread", message=_clean(file.assessment.error))
    elif not file.new:
        case = SubElement(
            suite, "testcase", classname=name, name=str(file.assessment.verdict), file=path
        )
        if file.assessment.verdict is Verdict.UNSCORED:
            SubElement(case, "skipped", message=str(file.assessment.reason))
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    suite.set("tests", str(len(suite)))
    for attribute, tag in counts.items():
        suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))
    return suite


def _clean(text: str) -> str:
    """Replace the characters that XML 1.0 cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)
