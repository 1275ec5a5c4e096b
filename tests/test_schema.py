"""Every assessment, of every verdict and in every form, is what the published schema says."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker

from detector import Assessment, Axis, Criterion, Detector, Page, Reason, Unread, Verdict, schema
from detector.cli import main
from detector.signals import GENERAL
from tests.texts import CLEAN, GERMAN, PARAGRAPHS, SPUN, page

FORMATS = FormatChecker()
VALIDATOR = Draft202012Validator(schema(), format_checker=FORMATS)
FETCHED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PAGES = {
    "pass": Page("clean", CLEAN.read_bytes(), "text/html", fetched=FETCHED, local=True),
    "flag": Page("spun", SPUN.read_bytes(), "text/html", local=True),
    "too-short": Page("short", page("Rest the ankle for two days.").encode(), "text/html"),
    "not-english": Page("german", page(*GERMAN).encode(), "text/html"),
    "no-article": Page("empty", b"", "text/html"),
    "unreadable": Unread("gone", "There is no such page; check the address."),
}


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """Check what jsonschema checks only with another package installed."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@pytest.fixture(scope="module")
def assessments() -> dict[str, Assessment]:
    return dict(zip(PAGES, Detector().assess(PAGES.values()), strict=True))


@pytest.mark.parametrize("kind", list(PAGES))
@pytest.mark.parametrize("include_text", [True, False])
def test_every_kind_of_assessment_is_valid(assessments, kind, include_text):
    assessment = assessments[kind]
    assert kind in (assessment.verdict, assessment.reason)
    data = assessment.to_dict(include_text=include_text)
    VALIDATOR.validate(data)
    assert json.loads(json.dumps(data)) == data  # plain JSON types, no enum or tuple


def test_a_review_and_criteria_are_valid():
    criterion = Criterion("MED101", "JAMA", "authorship", met=None, evidence=None)
    scores = {Axis.SPUN: 0.7, Axis.STUFFED: 0.0, Axis.UNRELIABLE: None}
    review = Assessment("x", Verdict.REVIEW, scores=scores, criteria=(criterion,))
    VALIDATOR.validate(review.to_dict())


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_command_line_writes_valid_assessments(form, tmp_path):
    (tmp_path / "a.html").write_text(page(*GERMAN), "utf-8")
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    targets = [str(SPUN), str(CLEAN), str(tmp_path), "missing.html"]
    output = CliRunner().invoke(main, ["scan", *targets, "-f", form, "--include-text"]).stdout
    found = json.loads(output) if form == "json" else list(map(json.loads, output.splitlines()))
    assert [a["reason"] for a in found] == [
        None, None, "not-english", "no-article", "unreadable", "unreadable"
    ]  # fmt: skip
    for assessment in found:
        VALIDATOR.validate(assessment)


def test_the_schema_itself_is_valid_and_ships_in_the_package():
    Draft202012Validator.check_schema(schema())
    shipped = files("detector") / "schema" / "assessment-1.json"
    assert json.loads(shipped.read_text("utf-8")) == schema()


WRONG = {
    "another schema": lambda a: a.update(schema="detector/2"),
    "an unknown verdict": lambda a: a.update(verdict="fail"),
    "an unknown reason": lambda a: a.update(reason="boring"),
    "an unknown key": lambda a: a.update(mood="sour"),
    "no target": lambda a: a.pop("target"),
    "a score above 1": lambda a: a["scores"].update(spun=1.2),
    "a missing axis": lambda a: a["scores"].pop("unreliable"),
    "a time without a zone": lambda a: a.update(fetched="2026-03-01 12:00"),
    "a negative count": lambda a: a.update(words=-1),
    "a language by name": lambda a: a.update(language="English"),
    "a code in lower case": lambda a: a["findings"][0].update(code="spn201"),
    "an unknown severity": lambda a: a["findings"][0].update(severity="fatal"),
    "an empty message": lambda a: a["findings"][0].update(message=""),
    "a finding without identity": lambda a: a["findings"][0].pop("identity"),
    "line 0": lambda a: a["findings"][0].update(line=0),
    "a pass with a reason": lambda a: a.update(verdict="pass", reason="too-short"),
    "unscored without a reason": lambda a: a.update(verdict="unscored", reason=None),
    "unreadable without an error": lambda a: a.update(
        verdict="unscored", reason="unreadable", error=None
    ),
}


@pytest.mark.parametrize("wrong", list(WRONG))
def test_the_schema_refuses(assessments, wrong):
    data = copy.deepcopy(assessments["flag"].to_dict())
    VALIDATOR.validate(data)
    WRONG[wrong](data)
    assert list(VALIDATOR.iter_errors(data)), f"{wrong} is let through"


def test_offsets_lead_to_what_was_found(assessments):
    data = assessments["flag"].to_dict(include_text=True)
    placed = [f for f in data["findings"] if f["end"] > f["start"]]
    assert len(placed) > 5
    for finding in placed:
        assert data["text"][finding["start"] : finding["end"]] == finding["found"]


def test_lines_and_columns_lead_to_the_block(assessments):
    source = SPUN.read_text("utf-8").splitlines()
    placed = [f for f in assessments["flag"].findings if f.end > f.start]
    for finding in placed:
        assert finding.line is not None
        assert source[finding.line - 1][(finding.column or 1) - 1] == "<"


def identities(html: str) -> list[str]:
    found = Detector().assess_page(Page("x", html.encode(), "text/html"))
    assert found.reason is None
    # a misfit depends on the words around it, further than its sentence
    return [f.identity for f in found.findings if f.code not in GENERAL]


def test_identities_are_unique_and_survive_edits_elsewhere():
    html = SPUN.read_text("utf-8")
    before = identities(html)
    assert len(set(before)) == len(before) > 5
    above = html.replace("<p>Frozen", f"<p>{PARAGRAPHS[0]}</p>\n\n<p>Frozen", 1)
    kept = set(before) & set(identities(above))
    assert above != html
    # only findings about the whole page may change, because the page did
    assert len(kept) >= len(before) - 2


def test_the_same_page_twice_is_the_same_to_the_byte():
    detector = Detector()
    first, *others = (
        json.dumps(which.assess_page(PAGES["flag"]).to_dict(include_text=True))
        for which in (detector, detector, Detector())
    )
    assert others == [first, first]


def test_reasons_of_the_schema_are_those_of_the_api():
    assert set(schema()["properties"]["reason"]["enum"]) == {*Reason, None}
    assert set(schema()["properties"]["verdict"]["enum"]) == set(Verdict)
    assert set(schema()["properties"]["scores"]["required"]) == set(Axis)
