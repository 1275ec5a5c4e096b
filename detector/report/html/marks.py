"""What is marked in the text of a page: findings, the keyphrase, and evidence for criteria."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detector.article import Extent, Kind
from detector.assessment import Assessment, Criterion
from detector.report.html.entry import Entry
from detector.report.html.spans import Mark

INTRUSION = "STF2"
MISFIT = "SPN1"
ELLIPSIS = "…"
LEAST_EVIDENCE = 4  # letters; shorter evidence would be found anywhere


def of_findings(entries: Iterable[Entry]) -> Iterator[Mark]:
    """Yield a mark for every finding that stands at a place."""
    for entry in entries:
        if entry.located:
            yield Mark(entry.finding.start, entry.finding.end, entry.key)


def of_phrase(assessment: Assessment) -> Iterator[Mark]:
    """Yield a mark for every occurrence of the keyphrase in the body.

    A main heading that repeats the title is the title once more, and left out as the signals do.
    """
    text, words = assessment.text or "", (assessment.keyphrase or "").split()
    if not words:
        return
    phrase = r"\s+".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)
    number = 0
    for block in assessment.extents or (Extent(Kind.PARAGRAPH, 0, len(text)),):
        title = block.level == 1 and text[block.start : block.end] == assessment.title
        for match in pattern.finditer(text, block.start, block.end) if not title else ():
            yield Mark(*match.span(), f"k{number}")
            number += 1


def of_criteria(text: str, criteria: Iterable[Criterion]) -> Iterator[Mark]:
    """Yield a mark for the evidence of each criterion that stands in the text."""
    for criterion in criteria:
        words = (criterion.evidence or "").removesuffix(ELLIPSIS).split()
        if len("".join(words)) < LEAST_EVIDENCE:
            continue
        match = re.search(r"\s+".join(map(re.escape, words)), text)
        if match:
            yield Mark(*match.span(), criterion.code)


def pushed_in(entries: Sequence[Entry], phrase: Iterable[Mark]) -> frozenset[str]:
    """Return the keys of what was pushed into a sentence, to be struck out.

    That is every finding that says so, and every occurrence of the keyphrase that such a finding
    touches or in which a word does not fit its place.
    """
    said = [e for e in entries if e.located and e.finding.code.startswith(INTRUSION)]
    odd = [e for e in entries if e.located and e.finding.code.startswith(MISFIT)]
    struck = {entry.key for entry in said}
    for mark in phrase:
        touched = any(
            e.finding.start < mark.end and mark.start < e.finding.end for e in said
        ) or any(mark.start <= e.finding.start and e.finding.end <= mark.end for e in odd)
        if touched:
            struck.add(mark.key)
    return frozenset(struck)
