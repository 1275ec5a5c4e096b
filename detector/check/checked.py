"""The outcome for one file: its findings, each with what became of it under the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from detector.assessment import Assessment
from detector.baseline import Entry
from detector.check.record import Located
from detector.finding import Axis, Finding


class Status(StrEnum):
    """Why a finding is or is not reported."""

    NEW = "new"
    KNOWN = "known"
    SILENCED = "silenced"
    OUTSIDE = "outside"  # of the lines that --diff asks for


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding with its status; ``fails`` says that it alone makes the gate fail.

    ``entry`` is what the baseline knows of it, ``reason`` why it was silenced or accepted.
    """

    located: Located
    status: Status
    fails: bool = False
    reason: str = ""
    entry: Entry | None = None

    @property
    def finding(self) -> Finding:
        """The finding, its severity as configured."""
        return self.located.finding


@dataclass(frozen=True, slots=True)
class Checked:
    """One file under the settings. ``leftover`` are baseline entries that fit no finding here.

    ``limits`` are the thresholds ``review`` and ``flag`` of each axis that the settings give.
    """

    assessment: Assessment
    kind: str
    reported: tuple[Reported, ...]
    leftover: tuple[Entry, ...] = ()
    limits: Mapping[Axis, Mapping[str, float]] = field(default_factory=dict)

    @property
    def new(self) -> tuple[Reported, ...]:
        """The findings to report."""
        return tuple(item for item in self.reported if item.status is Status.NEW)

    @property
    def fails(self) -> bool:
        """Whether this file makes the gate fail."""
        return any(item.fails for item in self.reported)


@dataclass(frozen=True, slots=True)
class Change:
    """What --diff knows of a file: its changed lines (first, last), and its findings before."""

    lines: tuple[tuple[int, int], ...]
    before: tuple[Entry, ...] = ()

    def touches(self, located: Located) -> bool:
        """Whether a finding stands on a changed line, or on no line at all."""
        place = located.place
        if place is None:
            return True
        return any(a <= place.end_line and place.line <= b for a, b in self.lines)
