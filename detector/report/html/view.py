"""What the templates see of one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from detector.assessment import Assessment, Verdict
from detector.check.checked import Checked
from detector.finding import Axis, Severity
from detector.report.html import evidence, marks
from detector.report.html.entry import Entry, Group, entries_of, grouped
from detector.report.html.scores import Score, scores
from detector.report.html.spans import Layout, Mark, Piece, Run, lay_out
from detector.report.html.words import AXES
from detector.report.text import MEANING, REASONS

MOST_TEXT = 40_000  # characters of one page; hundreds of pages must stay one usable file


@dataclass(frozen=True)
class Note:
    """What probably stood in the place of the pieces ``first`` to ``last`` of a run."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class PageView:
    """One page of the report; ``number`` counts from 1 and begins all its ids."""

    source: Assessment | Checked
    number: int

    @cached_property
    def assessment(self) -> Assessment:
        """What was said of the page."""
        return self.source.assessment if isinstance(self.source, Checked) else self.source

    @cached_property
    def id(self) -> str:
        """The prefix of every id of this page."""
        return f"p{self.number}"

    @cached_property
    def checked(self) -> Checked | None:
        """The outcome of a check, None for a scan."""
        return self.source if isinstance(self.source, Checked) else None

    @cached_property
    def title(self) -> str:
        """What to call the page."""
        return (self.assessment.title or "").strip() or self.assessment.target

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """The three axes."""
        return scores(self.source)

    @cached_property
    def scored(self) -> bool:
        """Whether there are scores to show."""
        return self.assessment.verdict is not Verdict.UNSCORED

    @cached_property
    def reason(self) -> str:
        """The verdict in words."""
        assessment = self.assessment
        if not self.scored:
            code = assessment.reason
            return assessment.error or (REASONS.get(code, code) if code else "not judged")
        level = assessment.verdict
        named = [AXES[s.axis] for s in self.scores if s.level == level] if level != "pass" else []
        perhaps = "perhaps " if level is Verdict.REVIEW else ""
        said = f" — {perhaps}{' and '.join(named)}" if named else ""
        meaning = MEANING[level]
        return f"{meaning[0].upper()}{meaning[1:]}{said}."

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All findings in text order."""
        return entries_of(self.source)

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """The findings by their keys."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def groups(self) -> list[Group]:
        """The findings by code."""
        return grouped(self.entries)

    @cached_property
    def of_page(self) -> list[Group]:
        """The findings about the page as a whole, by code."""
        return grouped(entry for entry in self.entries if not entry.located)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that were found, in order."""
        return tuple(sorted({entry.finding.code for entry in self.entries}))

    @cached_property
    def phrase(self) -> tuple[Mark, ...]:
        """Where the keyphrase stands."""
        return tuple(marks.of_phrase(self.assessment))

    @cached_property
    def pushed(self) -> frozenset[str]:
        """The keys of what was pushed in, to be struck out."""
        return marks.pushed_in(self.entries, self.phrase)

    @cached_property
    def layout(self) -> Layout:
        """The text with everything marked."""
        text = self.assessment.text or ""
        every = [*marks.of_findings(self.entries), *self.phrase,
                 *marks.of_criteria(text, self.assessment.criteria)]  # fmt: skip
        extents = self.assessment.extents
        return lay_out(text, extents, every, prefix=f"{self.id}-s", most=MOST_TEXT)

    @cached_property
    def swaps(self) -> tuple[Entry, ...]:
        """The strongest swaps."""
        return evidence.swaps(self.entries)

    @cached_property
    def all_swaps(self) -> int:
        """The number of places where a swap was found."""
        return sum(e.located and e.finding.axis is Axis.SPUN for e in self.entries)

    @cached_property
    def sentences(self) -> tuple[evidence.Sentence, ...]:
        """The keyphrase in its sentences; none where neither score nor finding calls it stuffed."""
        if not self.pushed and not self.stuffed:
            return ()
        found = self.assessment
        return evidence.sentences(found.text or "", found.extents, self.phrase, self.pushed)

    @cached_property
    def stuffed(self) -> bool:
        """Whether the page reaches a threshold of the axis stuffed."""
        return any(s.axis is Axis.STUFFED and s.level in ("review", "flag") for s in self.scores)

    @cached_property
    def frame(self) -> Entry | None:
        """The generator title, if the page has one."""
        return next((e for e in self.entries if e.finding.code == "TPL101"), None)

    @cached_property
    def lacks(self) -> list[tuple[str, str]]:
        """The gravest unmet criteria: code and name."""
        return [(c.code, c.criterion) for c in evidence.lacks(self.assessment.criteria)]

    @cached_property
    def met(self) -> int:
        """The number of criteria that are met."""
        return sum(criterion.met is True for criterion in self.assessment.criteria)

    @cached_property
    def untold(self) -> int:
        """The number of criteria of which the page lets nobody tell."""
        return sum(criterion.met is None for criterion in self.assessment.criteria)

    def hits(self, run: Run) -> list[Entry]:
        """Return the findings of a run, the weightiest first."""
        found = [self.by_key[key] for key in run.keys if key in self.by_key]
        return sorted(found, key=lambda entry: -entry.weight)

    def classes(self, piece: Piece) -> str:
        """Return the style classes of a piece: its axes, keyphrase, struck out, evidence."""
        found = dict.fromkeys(
            str(self.by_key[key].finding.axis) for key in piece.keys if key in self.by_key
        )
        if any(key.startswith("k") for key in piece.keys):
            found["phrase"] = None
        if self.struck(piece):
            found["struck"] = None
        if any(key.startswith("MED") for key in piece.keys):
            found["proof"] = None
        return " ".join(found)

    def struck(self, piece: Piece) -> bool:
        """Whether the piece was pushed in."""
        return not self.pushed.isdisjoint(piece.keys)

    def note(self, run: Run) -> Note | None:
        """Return what probably stood at a run: the expectation of its weightiest swap."""
        for entry in self.hits(run):
            if not entry.swap or entry.finding.severity is Severity.INFO:
                continue
            under = [i for i, piece in enumerate(run.pieces) if entry.key in piece.keys]
            whole = "".join(run.pieces[i].text for i in under) == entry.finding.found
            if whole and not any(self.struck(run.pieces[i]) for i in under):
                return Note(under[0], under[-1], entry.finding.expected[0])
        return None
