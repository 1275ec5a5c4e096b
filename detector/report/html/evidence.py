"""The top evidence: what an editor should see first, picked from what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detector.article import Extent, Kind
from detector.assessment import Criterion
from detector.report.context import BREAK
from detector.report.html.entry import Entry
from detector.report.html.spans import Mark
from detector.report.html.words import GRAVEST

MOST_SWAPS, MOST_SENTENCES, MOST_LACKS = 5, 2, 4
ROOM = 70  # characters of the sentence on each side of the phrase


@dataclass(frozen=True, slots=True)
class Sentence:
    """The keyphrase in its sentence, to be read without it."""

    key: str
    before: str
    phrase: str
    after: str


def swaps(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the strongest swaps with known originals, each once."""
    ranked = sorted(
        (e for e in entries if e.located and e.swap), key=lambda e: (-e.weight, e.finding.start)
    )
    distinct = {entry.finding.found.casefold(): entry for entry in reversed(ranked)}
    return tuple(sorted(distinct.values(), key=ranked.index))[:MOST_SWAPS]


def sentences(
    text: str, extents: Sequence[Extent], phrase: Iterable[Mark], struck: frozenset[str]
) -> tuple[Sentence, ...]:
    """Return the sentences that hold the phrase: those it was pushed into, then in text order."""
    headings = [(e.start, e.end) for e in extents if e.kind is Kind.HEADING]
    inside = [
        mark
        for mark in phrase
        if not any(start <= mark.start and mark.end <= end for start, end in headings)
    ]
    inside.sort(key=lambda mark: (mark.key not in struck, mark.start))
    return tuple(_sentence(text, mark) for mark in inside[:MOST_SENTENCES])


def _sentence(text: str, mark: Mark) -> Sentence:
    before = BREAK.split(text[max(0, mark.start - 400) : mark.start])[-1]
    after = BREAK.split(text[mark.end : mark.end + 400])[0]
    if len(before) > ROOM:
        before = "…" + before[-ROOM:].partition(" ")[2]
    if len(after) > ROOM:
        after = after[:ROOM].rpartition(" ")[0] + "…"
    return Sentence(mark.key, before, text[mark.start : mark.end], after)


def lacks(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Return the gravest criteria that the page does not meet."""
    unmet = {criterion.code: criterion for criterion in criteria if criterion.met is False}
    ordered: Iterator[str] = (code for code in (*GRAVEST, *unmet) if code in unmet)
    return tuple(unmet[code] for code in dict.fromkeys(ordered))[:MOST_LACKS]
