"""A title that its heading repeats is one name of the page."""

from __future__ import annotations

from detector.article import Kind, Part, assemble
from detector.reading import Reading
from detector.signals import signals

TITLE = "The Ultimate Guide to Knee Braces"


def test_a_heading_that_repeats_the_title_is_told_once() -> None:
    parts = [Part(Kind.HEADING, TITLE, 1), Part(Kind.PARAGRAPH, "A brace should fit snugly.")]
    found = list(signals()["TPL102"].find(Reading.of(assemble(parts, title=TITLE))))
    assert [finding.found for finding in found] == [TITLE]
