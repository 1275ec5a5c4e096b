"""A finding as the report shows it: with its meaning, its place, and what a check made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detector.assessment import Assessment
from detector.check.checked import Checked, Reported, Status
from detector.check.codes import rule
from detector.finding import Finding, Severity

WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}
STATUSES = {
    Status.NEW: "new",
    Status.KNOWN: "known: in the baseline",
    Status.SILENCED: "silenced",
    Status.OUTSIDE: "unchanged: not on the lines asked for",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding; ``key`` names it on its page. ``item`` is there in the report of a check."""

    key: str
    finding: Finding
    item: Reported | None = None

    @property
    def name(self) -> str:
        """The name of the code."""
        return rule(self.finding.code).name

    @property
    def meaning(self) -> str:
        """What the code means, in a line."""
        return " ".join(rule(self.finding.code).documentation.partition("\n\n")[0].split())

    @property
    def located(self) -> bool:
        """Whether it stands at a place of the text and is not about the page as a whole."""
        return self.finding.end > self.finding.start

    @property
    def weight(self) -> float:
        """How much it counts when the strongest come first."""
        return WEIGHT[self.finding.severity] * self.finding.strength

    @property
    def swap(self) -> bool:
        """Whether it says which other words stood there, not only how they were written."""
        finding = self.finding
        return bool(finding.expected) and (
            finding.expected[0].casefold() != finding.found.casefold()
        )

    @property
    def status(self) -> str:
        """What a check made of it, with the reason; nothing for a scan."""
        if self.item is None:
            return ""
        status = "new, fails" if self.item.fails else STATUSES[self.item.status]
        return f"{status} ({self.item.reason})" if self.item.reason else status

    @property
    def where(self) -> str:
        """Line and column, where they are known."""
        finding = self.finding
        return f"{finding.line}:{finding.column}" if finding.line else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one code, in text order."""

    code: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The entry that speaks for the code."""
        return self.entries[0]


def entries_of(source: Assessment | Checked) -> tuple[Entry, ...]:
    """Return every finding of a page; of a checked file also those that are known or silenced."""
    if isinstance(source, Checked):
        return tuple(Entry(f"f{n}", i.finding, i) for n, i in enumerate(source.reported))
    return tuple(Entry(f"f{n}", finding) for n, finding in enumerate(source.findings))


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """Return the entries by their codes, the weightiest code first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.finding.code, []).append(entry)
    groups = [Group(code, tuple(same)) for code, same in found.items()]
    return sorted(groups, key=lambda g: (-sum(e.weight for e in g.entries), g.code))
