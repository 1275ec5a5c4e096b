"""Every format: the golden file, and the rules of whoever reads it.

The golden files are written anew by ``python -m tests.check.test_formats``; look at the difference.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from detector.assessment import Assessment, Reason, Verdict, schema
from detector.baseline import Entry, entry_of
from detector.check.gate import apply
from detector.check.record import Located, Record, Silence
from detector.check.run import Result
from detector.commands.check import FORMATS
from detector.config import Config
from detector.finding import Axis, Finding, Severity, identify
from detector.places.source import Source

GOLDEN = Path(__file__).parents[1] / "golden"
SARIF = Path(__file__).parents[1] / "data" / "sarif-2.1.0" / "schema.json"
SUFFIX = {
    "sarif": "sarif",
    "json": "json",
    "jsonl": "jsonl",
    "gitlab": "json",
    "junit": "xml",
    "csv": "csv",
}
GOLDEN_FORMATS = [form for form in FORMATS if form != "html"]  # read back in tests/report

TEXT = "Danger factors, über all: raise the\nblood strain, 100% — 😀 and immune gadget.\n\nThe end."
EVIDENCE = (
    ("SPN201", Severity.ERROR, "Danger factors", ("risk factors",), 0.9),
    ("SPN201", Severity.ERROR, "blood strain", ("blood pressure", "high blood pressure"), 0.9),
    ("SPN301", Severity.WARNING, "Danger", ("danger",), 0.6),
    ("SPN201", Severity.ERROR, "immune gadget", ("immune system",), 0.9),
    ("TPL205", Severity.INFO, "=2+3", (), 0.05),
)  # fmt: skip
SCORES = {Axis.SPUN: 0.97, Axis.STUFFED: 0.02, Axis.UNRELIABLE: None}


def located() -> list[Located]:
    """Return findings at their real places in a text with what formats stumble over."""
    source = Source(TEXT, TEXT.encode())
    findings = []
    for code, severity, found, expected, strength in EVIDENCE:
        start = max(TEXT.find(found), 0)
        end = start + len(found) if found in TEXT else 0
        message = "Of a kind: “50 %”, a, b."
        findings.append(
            Finding(code, Axis.SPUN, severity, message, found, start, end, expected, strength)
        )
    result = []
    for finding in identify("docs/a, b:c.md", findings):
        place = source.place(finding.start, finding.end) if finding.end else None
        line, column = (place.line, place.column) if place else (None, None)
        finding = replace(finding, line=line, column=column)
        result.append(Located(finding, place, (1, 2) if place else None, "0badc0de"))
    return result


@cache
def result() -> Result:
    """Return a check with every status: new, known, silenced, unread, honest and stale."""
    source, found = Source(TEXT, TEXT.encode()), located()
    findings = tuple(item.finding for item in found)
    page = Assessment("docs/a, b:c.md", Verdict.FLAG, title="A", scores=SCORES, language="en",
                      words=90, findings=findings, text=TEXT)  # fmt: skip
    span = found[3].place
    silences = (
        Silence(("SPN201",), "our joke", source.place(0, 5), "<!-- a -->", span.start, span.end),
        Silence(("STF101",), "a name", source.place(77, 80), "<!-- b -->", whole=True),
    )
    known = replace(entry_of(found[1], page.target), label="false", reason="quoted")
    config = Config(Path("/nowhere"))
    for key, value in (("thresholds.spun.review", 0.5), ("thresholds.spun.flag", 0.9)):
        config = config.with_option(key, value, "--test")
    records = (
        Record(page, "markdown", tuple(found), silences),
        Record(Assessment("docs/fine.html", Verdict.PASS, words=300, language="en"), "html"),
        Record(Assessment("docs/short.md", Verdict.UNSCORED, reason=Reason.TOO_SHORT), "markdown"),
        Record(Assessment("x.md", Verdict.UNSCORED, reason=Reason.UNREADABLE, error="A PDF.")),
    )  # fmt: skip
    files = tuple(apply(record, config, (known,)) for record in records)
    stale = Entry("0123456789abcdef", "gone.md", "SPN201", "danger factors")
    return Result(tuple(replace(file, leftover=()) for file in files), (stale,))


def written(form: str) -> str:
    stream = io.StringIO()
    report = import_module(f"detector.report.{FORMATS[form]}")
    report.write(result().assessments() if form in ("json", "jsonl") else result(), stream)
    return stream.getvalue()


def golden(form: str) -> Path:
    return GOLDEN / f"check-{form}.{SUFFIX.get(form, 'txt')}"


def fixed(form: str, text: str) -> str:
    """Leave out what changes with the documentation of the codes, not with the format."""
    if form != "sarif":
        return text
    data = json.loads(text)
    driver = data["runs"][0]["tool"]["driver"]
    driver |= {"version": "0", "semanticVersion": "0"}
    for rule in driver["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            rule[key] = dict.fromkeys(rule[key], "documentation")
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("form", GOLDEN_FORMATS)
def test_a_format_is_as_its_golden_file(form):
    expected = golden(form).read_text(encoding="utf-8")
    assert fixed(form, written(form)) == expected, (
        "if this is wanted: python -m tests.check.test_formats"
    )


def test_sarif_is_valid_and_complete():
    data = json.loads(written("sarif"))
    jsonschema.Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(data)
    run = data["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for item in run["results"]:
        assert rules[item["ruleIndex"]]["id"] == item["ruleId"]
        assert re.fullmatch("[0-9a-f]{16}", item["partialFingerprints"]["detectorIdentity/v1"])
    assert all(
        rule["help"]["text"].startswith(rule["shortDescription"]["text"][:20]) for rule in rules
    )
    kinds = [s["kind"] for item in run["results"] for s in item.get("suppressions", [])]
    assert sorted(kinds) == ["external", "inSource"]
    for item in run["results"]:
        region = item["locations"][0]["physicalLocation"].get("region", {})
        if "byteOffset" in region:
            start, size = region["byteOffset"], region["byteLength"]
            by_byte = TEXT.encode()[start : start + size].decode()
            start, size = region["charOffset"], region["charLength"]
            assert by_byte == TEXT[start : start + size]


def test_json_is_schema_version_1():
    for data in json.loads(written("json")):
        jsonschema.validate(data, schema())
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert lines == json.loads(written("json"))
    assert {f["found"] for f in lines[0]["findings"]} >= {"Danger factors"}
    assert "blood strain" not in {f["found"] for f in lines[0]["findings"]}, "it is in the baseline"


def test_junit_counts_what_it_holds():
    root = ElementTree.fromstring(written("junit"))
    assert int(root.get("failures")) == len(root.findall(".//failure")) > 0
    assert int(root.get("errors")) == len(root.findall(".//error")) == 1
    assert int(root.get("tests")) == len(root.findall(".//testcase"))


def test_github_annotates_a_paragraph_once():
    lines = written("github").splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 1
    assert "file=docs/a%2C b%3Ac.md,line=1,endLine=2," in errors[0]
    assert "PAG101" in errors[0]
    assert "100%" not in errors[0].replace("100%25", "")


def test_gitlab_has_what_its_reader_requires():
    fingerprints = set()
    for issue in json.loads(written("gitlab")):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        fingerprints.add(issue["fingerprint"])
    assert len(fingerprints) == len(json.loads(written("gitlab")))


def test_csv_reads_back_and_starts_no_formula():
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert {row["status"] for row in rows} == {"new", "known", "silenced"}
    assert [row["found"] for row in rows if row["code"] == "TPL205"] == ["'=2+3"]
    for row in rows:
        if row["start"] and row["code"].startswith("SPN"):
            assert TEXT[int(row["start"]) : int(row["end"])] == row["found"]


if __name__ == "__main__":
    for name in GOLDEN_FORMATS:
        golden(name).write_text(fixed(name, written(name)), encoding="utf-8")
