"""Findings gathered by the block they stand in: one annotation for one paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detector.check.checked import Checked, Reported
from detector.finding import Severity

ORDER = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Passage:
    """The findings of one block of one file; ``lines`` is None for the file as a whole."""

    target: str
    lines: tuple[int, int] | None
    items: tuple[Reported, ...]

    @property
    def fails(self) -> bool:
        """Whether one of the findings makes the gate fail."""
        return any(item.fails for item in self.items)

    @property
    def severity(self) -> Severity:
        """The worst severity among the findings; error only where the gate fails for it."""
        worst = max((item.finding.severity for item in self.items), key=ORDER.index)
        return Severity.ERROR if self.fails else min(worst, Severity.WARNING, key=ORDER.index)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, each once, as they come."""
        return tuple(dict.fromkeys(item.finding.code for item in self.items))


def passages(files: Iterable[Checked]) -> list[Passage]:
    """Return the new findings by file and block, in order; mere context (info) is left out."""
    found: dict[tuple[str, tuple[int, int] | None], list[Reported]] = {}
    for file in files:
        for item in file.new:
            if item.finding.severity is not Severity.INFO:
                key = file.assessment.target, item.located.block
                found.setdefault(key, []).append(item)
    return [Passage(target, lines, tuple(items)) for (target, lines), items in found.items()]


def sentence(item: Reported) -> str:
    """Return one finding as a sentence with its code, evidence and expectation."""
    finding = item.finding
    quoted = f" “{' '.join(finding.found.split())}”" if finding.end > finding.start else ""
    wish = " or ".join(f"“{option}”" for option in finding.expected[:3])
    expected = f" Expected {wish}." if wish else ""
    return f"{finding.code}{quoted}: {finding.message}{expected}"
