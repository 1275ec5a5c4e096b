"""Claims: the table is sound, and examples are silent for their words, not for their topic."""

from __future__ import annotations

import pytest

from detector.claim_patterns import patterns
from detector.claims import is_health, plain, sentence_at
from detector.reading import Reading
from tests.signals.examples import Example, examples_of

CODES = sorted(patterns())
EXAMPLES = [example for code in CODES for example in examples_of(code)]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_example_is_about_health(example: Example) -> None:
    assert is_health(Reading.of(example.article())), "silence must not come from the topic"


@pytest.mark.parametrize("code", CODES)
def test_silent_examples_hold_the_words_of_a_claim(code: str) -> None:
    silent = [plain(example.text) for example in examples_of(code) if not example.fires]
    bare = [text for text in silent if any(p.regex.search(text) for p in patterns()[code])]
    assert len(bare) >= 3, f"{code}: only {len(bare)} of {len(silent)} silent examples test a scope"


@pytest.mark.parametrize("code", CODES)
def test_patterns_name_a_source_and_have_a_strength(code: str) -> None:
    for pattern in patterns()[code]:
        assert len(pattern.source) > 15, pattern
        assert 0 < pattern.strength <= 1, pattern
        assert all(cue == cue.lower() and cue for cue in pattern.cues), pattern


def test_sentence_ends_at_marks_and_not_inside_numbers() -> None:
    text = "It fell by 3.5 points. Does it cure? Yes."
    assert text[slice(*sentence_at(text, text.index("fell")))].strip() == "It fell by 3.5 points."
    assert text[slice(*sentence_at(text, text.index("cure")))].strip() == "Does it cure?"


def test_plain_keeps_every_place() -> None:
    text = "Don’t İnsist"
    assert len(plain(text)) == len(text)
    assert plain("Don’t") == "don't"
