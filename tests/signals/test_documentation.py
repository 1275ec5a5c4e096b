"""The docstring of every signal is its public documentation: whole, sourced and true."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import detector.signals as package
from detector.article import Kind, Part, assemble
from detector.finding import Axis, Severity
from detector.reading import Reading
from detector.signals import Signal, signals

SECTIONS = ("What it finds", "Why it matters", "When it is wrong", "Example", "Sources")
MODULES = [m.name for m in iter_modules(package.__path__) if package.MODULE.fullmatch(m.name)]
QUOTED = re.compile(r'"([^"]{8,})"')


def sections(documentation: str) -> dict[str, str]:
    """Split a documentation into its sections by their headings, which stand alone on a line."""
    heading = "|".join(SECTIONS)
    parts = re.split(rf"^({heading}):?$", documentation, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("signal", signals().values(), ids=list(signals()))
def test_documentation_has_every_section_filled(signal: Signal) -> None:
    found = sections(signal.documentation)
    assert tuple(found) == SECTIONS, f"{signal.code.code} wants the sections {SECTIONS} in order"
    for name, text in found.items():
        assert len(text.split()) >= 5, f"section {name!r} of {signal.code.code} says nothing"


@pytest.mark.parametrize("signal", signals().values(), ids=list(signals()))
def test_code_states_its_sources(signal: Signal) -> None:
    code = signal.code
    assert code.sources, f"{code.code} rests on no source"
    assert all(len(source) > 15 for source in code.sources)
    assert isinstance(code.axis, Axis)
    assert isinstance(code.severity, Severity)


@pytest.mark.parametrize("module", MODULES)
def test_module_is_named_after_its_code(module: str) -> None:
    code = import_module(f"detector.signals.{module}").CODE
    assert module.split("_")[0] == code.code.lower()


@pytest.mark.parametrize(
    "signal",
    [signal for code, signal in signals().items() if code.startswith("SPN")],
    ids=lambda signal: signal.code.code,
)
def test_example_of_the_documentation_fires(signal: Signal) -> None:
    quoted = QUOTED.search(sections(signal.documentation)["Example"])
    assert quoted, f"the Example of {signal.code.code} quotes no text in straight double quotes"
    text = re.sub(r"\s+", " ", quoted[1])
    reading = Reading.of(assemble([Part(Kind.PARAGRAPH, text)]))
    assert list(signal.find(reading)), f"{signal.code.code} does not fire on its own example"
