"""Every code fires where its examples say so, says what they say, and is silent elsewhere."""

from __future__ import annotations

import pytest

from detector.reading import Reading
from detector.signals import signals
from tests.signals.examples import FOLDER, MEDIA_TYPES, Example, examples_of

CODES = list(signals())
EXAMPLES = [example for code in CODES for example in examples_of(code)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    reading = Reading.of(example.article())
    findings = list(signals()[example.code].find(reading))
    said = [(finding.found, finding.expected) for finding in findings]
    assert all(finding.code == example.code for finding in findings)
    if not example.fires:
        assert not said, f"{example} promises silence"
        return
    assert said, f"{example} promises a finding in {reading.article.text!r}"
    for evidence in example.evidence:
        assert any(map(evidence.matches, findings)), f"{example}: {evidence} is not among {said}"


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_findings_of_examples_stand_where_they_say(example: Example) -> None:
    reading = Reading.of(example.article())
    for finding in signals()[example.code].find(reading):
        assert 0 < finding.strength <= 1
        assert finding.message.endswith((".", "?")), "a message is a full sentence"
        if (finding.start, finding.end) != (0, 0):
            assert reading.article.text[finding.start : finding.end] == finding.found


@pytest.mark.parametrize("code", CODES)
def test_code_has_three_firing_and_three_silent_examples(code: str) -> None:
    examples = examples_of(code)
    firing = [example for example in examples if example.fires]
    silent = [example for example in examples if not example.fires]
    assert len(firing) >= 3, f"write three firing examples into tests/signals/{code}.md"
    assert len(silent) >= 3, f"write three silent examples into tests/signals/{code}.md"
    assert all(example.language in MEDIA_TYPES for example in examples)


def test_every_examples_file_belongs_to_a_code() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} <= set(CODES)
