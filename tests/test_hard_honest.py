"""Honest pages that once were flagged or handed to a reviewer: none is called spun again.

Written anew by hand: authors whose own language is Portuguese, French or Italian, notes and reports
in the shorthand of a trade, old prose, an official page from Finland, a runner's blog. ``REVIEWED``
are those that still reach ``review``, for words that a swap would leave behind as well.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from detector import Detector
from detector.assessment import Assessment, Verdict
from detector.evidence import FEATURES, evidence
from detector.finding import Axis, Severity
from detector.scoring import page_model

PAGES = sorted((Path(__file__).parent / "data" / "honest").glob("*.txt"))
REVIEWED = frozenset({"surgeon-notes", "french-dietitian", "french-insomnia", "french-pain"})


@pytest.fixture(scope="module")
def found() -> dict[str, Assessment]:
    detector = Detector(cascade=False)
    return {path.stem: detector.assess_path(path) for path in PAGES}


@pytest.mark.parametrize("name", [path.stem for path in PAGES])
def test_an_honest_page_is_not_flagged(found, name):
    assert found[name].verdict is not Verdict.FLAG
    assert not [f for f in found[name].findings if f.severity is Severity.ERROR]


def test_no_single_letter_is_a_likely_original(found):
    assert any(f.expected for one in found.values() for f in one.findings if f.code == "SPN101")
    for one in found.values():
        for finding in one.findings:
            assert all(len(text) > 1 or text in "aAiI" for text in finding.expected)


def test_most_of_them_pass(found):
    assert {name for name, one in found.items() if one.verdict is not Verdict.PASS} <= REVIEWED


def test_who_passes_for_want_of_evidence_has_none(found):
    review = page_model("spun").review
    held = [one for one in found.values() if review - 0.01 <= one.scores["spun"] < review]
    assert held, "the demand spares some of them"
    assert all(evidence(one.findings)[FEATURES[Axis.SPUN]] < 1 for one in held)
