"""What stands behind the verdict of a page: without new evidence the verdict is not reported.

A page that was flagged before fails only for evidence that an edit elsewhere cannot have brought.
Findings about the page as a whole may change with any edit. Misfits are judged by their window, so
that one or two may come or go with what stands beside them; three of them in a paragraph in which
nothing was known are new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.check.checked import Reported, Status
from detector.finding import Axis, Severity

PAGE, UNUSED, USELESS = "PAG101", "CFG101", "CFG102"
MISFITS = "SPN1"
ENOUGH = 3  # misfits; of 36 honest paragraphs put into spun pages none had as many
WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}


def settled(reported: Sequence[Reported]) -> tuple[Reported, ...]:
    """Show a page's verdict where its strongest new evidence is; without any, not at all."""
    items = (_settled(item, reported) if item.finding.code == PAGE else item for item in reported)
    return tuple(sorted(items, key=_position))


def _settled(page: Reported, reported: Sequence[Reported]) -> Reported:
    if page.status not in (Status.NEW, Status.KNOWN):
        return page
    evidence = [item for item in reported if _backs(item, page.finding.axis)]
    if page.entry is not None:
        evidence = [item for item in evidence if _weighs(item, reported)]
    if not evidence:
        return replace(page, status=Status.KNOWN if page.entry else Status.OUTSIDE, fails=False)
    best = max(evidence, key=_strength).located
    finding = replace(page.finding, line=best.finding.line, column=best.finding.column)
    located = replace(page.located, finding=finding, place=best.place, block=best.block)
    fails = finding.severity is Severity.ERROR
    return replace(page, located=located, status=Status.NEW, fails=fails)


def _backs(item: Reported, axis: Axis) -> bool:
    finding = item.finding
    evidence = finding.code not in (PAGE, UNUSED, USELESS) and finding.severity is not Severity.INFO
    return evidence and item.status is Status.NEW and finding.axis is axis


def _weighs(item: Reported, reported: Sequence[Reported]) -> bool:
    """Whether evidence is new for certain, though the page was flagged before."""
    context = item.located.context
    if not context or not item.finding.code.startswith(MISFITS):
        return bool(context)
    beside = [other for other in reported if other.located.context == context]
    misfits = [other for other in beside if other.finding.code.startswith(MISFITS)]
    known = any(other.status is Status.KNOWN for other in beside)
    return not known and sum(other.status is Status.NEW for other in misfits) >= ENOUGH


def _strength(item: Reported) -> tuple[bool, float]:
    return item.located.place is not None, WEIGHT[item.finding.severity] * item.finding.strength


def _position(item: Reported) -> tuple[int, int, str, str]:
    finding = item.finding
    return finding.line or 0, finding.column or 0, finding.code, finding.found
