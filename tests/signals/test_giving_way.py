"""A misfit gives way to what knows more about the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from detector.article import Kind, Part, assemble
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals import run, signals

PHRASE = "cheap arthritis cream online"
TEXT = (
    f"Want {PHRASE}? Our {PHRASE} is strong. People who buy {PHRASE} come back for it. "
    f"We send {PHRASE} to your door, and {PHRASE} is what we know."
)


def test_a_misfit_gives_way_wherever_a_stuffed_phrase_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = Reading.of(assemble([Part(Kind.PARAGRAPH, TEXT)]))
    inside, apart = TEXT.rindex("arthritis"), TEXT.index("strong")

    def misfits(_: Reading) -> Iterator[Finding]:
        for start, end in ((inside, inside + 9), (apart, apart + 6)):
            yield Finding("SPN101", Axis.SPUN, Severity.WARNING, "", TEXT[start:end], start, end)

    monkeypatch.setitem(signals(), "SPN101", replace(signals()["SPN101"], find=misfits))
    monkeypatch.setitem(signals(), "SPN102", replace(signals()["SPN102"], find=lambda _: iter(())))
    found = run(reading)
    assert "STF101" in {finding.code for finding in found}
    assert [f.found for f in found if f.code == "SPN101"] == ["strong"]
