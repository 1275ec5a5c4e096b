"""The bundled examples: the spun one is flagged with the right evidence, the clean one passes."""

from __future__ import annotations

import pytest

from detector import Assessment, Axis, Detector, Reason, Severity, Verdict
from tests.texts import CLEAN, SPUN


@pytest.fixture(scope="module")
def spun() -> Assessment:
    return Detector().assess_path(SPUN)


@pytest.fixture(scope="module")
def clean() -> Assessment:
    return Detector().assess_path(CLEAN)


def test_the_spun_one_is_flagged_on_both_axes(spun):
    assert spun.verdict is Verdict.FLAG
    assert spun.scores[Axis.SPUN] > 0.9
    assert spun.scores[Axis.STUFFED] > 0.9


def test_both_are_about_health_and_judged_on_every_axis(spun, clean):
    assert spun.topic == clean.topic == "health"
    assert None not in (*spun.scores.values(), *clean.scores.values())
    assert spun.scores[Axis.UNRELIABLE] > clean.scores[Axis.UNRELIABLE]


def test_what_was_not_judged_is_none_and_not_0():
    from pathlib import Path

    other = Detector().assess_path(Path(__file__).parents[1] / "docs" / "check.md")
    assert other.topic == "other"
    assert other.reason is Reason.NOT_HEALTH
    assert other.scores[Axis.UNRELIABLE] is None
    assert other.criteria == ()


@pytest.mark.parametrize(
    ("code", "found", "expected"),
    [
        ("SPN201", "danger factors", "risk factors"),
        ("SPN201", "blood assessments", "blood tests"),
        ("SPN203", "A X-ray", "An X-ray"),
        ("SPN205", "may't", "may not"),
    ],
)
def test_the_spun_one_has_the_evidence_and_what_a_writer_would_have_written(
    spun, code, found, expected
):
    matches = [f for f in spun.findings if f.code == code and found in f.found]
    assert matches, [(f.code, f.found) for f in spun.findings]
    wishes = [wish for finding in matches for wish in finding.expected]
    assert any(wish in expected and wish.strip() for wish in wishes), wishes


def test_the_template_and_the_density_are_found(spun):
    phrase = "best frozen shoulder exercises at home"
    by_code = {finding.code: finding for finding in reversed(spun.findings)}
    assert "5 Simple Techniques For" in by_code["TPL101"].message
    assert by_code["STF101"].found.casefold() == phrase
    assert spun.keyphrase == phrase


def test_no_expectation_repeats_what_stands_there(spun):
    for finding in spun.findings:
        assert finding.found not in finding.expected


def test_the_clean_one_passes_without_errors(clean):
    assert clean.verdict is Verdict.PASS
    assert not [f for f in clean.findings if f.severity is Severity.ERROR]
    assert clean.scores[Axis.SPUN] < 0.5
    assert clean.scores[Axis.STUFFED] < 0.5


def test_the_fast_extractor_says_the_same():
    fast = Detector(extractor="fast")
    assert fast.assess_path(SPUN).verdict is Verdict.FLAG
    assert fast.assess_path(CLEAN).verdict is Verdict.PASS


def test_the_scores_say_what_moved_them(spun):
    for axis in (Axis.SPUN, Axis.STUFFED):
        assert spun.moved[axis][0].effect > 0
        effects = [abs(moved.effect) for moved in spun.moved[axis]]
        assert effects == sorted(effects, reverse=True)
