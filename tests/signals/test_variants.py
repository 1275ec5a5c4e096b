"""What counts as a broken term, and how much."""

from __future__ import annotations

import pytest

from detector.article import Kind, Part, assemble
from detector.finding import Finding, Severity
from detector.reading import Reading
from detector.signals import signals


def found(text: str) -> list[Finding]:
    reading = Reading.of(assemble([Part(Kind.PARAGRAPH, text)]))
    return [f for code in ("SPN201", "SPN202") for f in signals()[code].find(reading)]


@pytest.mark.parametrize(
    "text",
    [
        "The wellbeing services county runs the clinic, and I sleep fine since the move.",
        "Tell the nurse about health worries; the plan is to end smoking for good.",
        "A hidden reason for the falls came up in the following stage of the tests.",
        "An excessive portion of it was no small peril. It may break under force.",
        "Gentle tissue handling matters; enamel loss and the edge effect were measured.",
        "People who conduct therapy must register, and face veils may stay on.",
        "Her own family members came. Her own family doctor spoke of threat factors.",
    ],
)
def test_what_any_writer_may_say_is_no_broken_term(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    ["gums diseases", "ears infections", "bones density", "blood tension", "kidney sickness"],
)
def test_a_near_word_is_worth_a_weak_warning(text: str) -> None:
    (finding,) = found(f"In our clinic we see {text} every day.")
    assert (finding.severity, finding.strength) == (Severity.WARNING, 0.3)
    assert finding.message.startswith("The usual phrase is")


@pytest.mark.parametrize(
    "text",
    [
        "danger factors",
        "bosom cancer",
        "blood sugar stage",
        "coronary heart attack",
        "immune gadget",
    ],
)
def test_what_no_writer_says_is_an_error(text: str) -> None:
    (finding,) = found(f"The page is about the {text} of many people.")
    assert finding.severity is Severity.ERROR
    assert finding.strength >= 0.9
