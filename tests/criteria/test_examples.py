"""Every criterion says of its examples what they promise, and every document is complete."""

from __future__ import annotations

import pytest

from detector.criteria import View, criteria
from tests.criteria.examples import FOLDER, Example, examples_of

CODES = list(criteria())
EXAMPLES = [example for code in CODES for example in examples_of(code)]
SECTIONS = ("What it finds", "Why it matters", "When it is wrong", "Example", "Sources")


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    article = example.article()
    said = criteria()[example.code].judge(View(article))
    assert said.code == example.code
    assert said.met is example.met, f"{example}: {said.evidence!r} in {article.page_text!r}"
    assert (said.evidence is not None) == (said.met is True), "evidence belongs to what is met"
    assert example.evidence in (said.evidence or ""), f"{example}: the evidence is {said.evidence}"


@pytest.mark.parametrize("code", CODES)
def test_code_has_examples_of_both_answers(code: str) -> None:
    answers = [example.met for example in examples_of(code)]
    assert answers.count(True) >= 2, f"write two examples that meet {code}"
    assert len(answers) - answers.count(True) >= 2, f"write two examples that do not meet {code}"


@pytest.mark.parametrize("code", CODES)
def test_documentation_is_complete(code: str) -> None:
    rule = criteria()[code]
    lines = [line.rstrip(":") for line in rule.documentation.splitlines()]
    assert all(section in lines for section in SECTIONS), f"{code} lacks a section"
    assert rule.item.instruments
    assert rule.item.sources
    assert max(map(len, lines)) <= 100


def test_every_examples_file_belongs_to_a_code() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} <= set(CODES)
