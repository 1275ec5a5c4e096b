"""The three scores of a page: value, thresholds, what the value means, and what moved it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detector.assessment import Assessment, Reason
from detector.check.checked import Checked
from detector.check.gate import limits
from detector.finding import Axis
from detector.report.html.words import QUESTIONS, feature

Limits = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Mover:
    """A feature in words, and its effect in hundredths of the largest effect on the page."""

    name: str
    value: str
    effect: float
    share: int


@dataclass(frozen=True, slots=True)
class Score:
    """One axis; ``value`` is None where it was not judged, for the reason ``why``."""

    axis: Axis
    value: float | None
    review: float
    flag: float
    movers: tuple[Mover, ...] = ()
    why: str = ""

    @property
    def question(self) -> str:
        """What the axis asks."""
        return QUESTIONS[self.axis]

    @property
    def level(self) -> str:
        """The verdict on this axis alone."""
        if self.value is None:
            return "unscored"
        if self.value >= self.flag:
            return "flag"
        return "review" if self.value >= self.review else "pass"

    @property
    def said(self) -> str:
        """The value in two digits, or in three where two would put it on the wrong side of a limit.

        Many a score stands just below a limit, for want of evidence.
        """
        value = self.value or 0.0
        near = round(value, 2)
        for limit in (self.review, self.flag):
            if (value >= limit) != (near >= _up(limit)):
                return f"{_up(value) if value >= limit else math.floor(value * 1000) / 1000:.3f}"
        return f"{near:.2f}"

    @property
    def thresholds(self) -> tuple[str, str]:
        """The thresholds of review and flag in three digits; no score below one is shown at it."""
        return f"{_up(self.review):.3g}", f"{_up(self.flag):.3g}"


def _up(value: float) -> float:
    return math.ceil(round(value * 1000, 6)) / 1000


def scores(source: Assessment | Checked) -> tuple[Score, ...]:
    """Return the scores of a page against the thresholds that count for it."""
    checked = isinstance(source, Checked)
    assessment = source.assessment if isinstance(source, Checked) else source
    own = source.limits if isinstance(source, Checked) else {}
    biggest = max((abs(m.effect) for ms in assessment.moved.values() for m in ms), default=1.0)
    found = []
    for axis in Axis:
        least: Limits = own[axis] if checked and axis in own else limits(axis)
        value = assessment.scores.get(axis)
        movers = tuple(_movers(assessment, axis, biggest))
        why = "" if value is not None else _why(assessment)
        found.append(Score(axis, value, least["review"], least["flag"], movers, why))
    return tuple(found)


def _movers(assessment: Assessment, axis: Axis, biggest: float) -> Iterator[Mover]:
    for moved in assessment.moved.get(axis, ()):
        share = max(2, round(100 * abs(moved.effect) / biggest))
        yield Mover(*feature(moved), moved.effect, share)


def _why(assessment: Assessment) -> str:
    not_health = assessment.reason is Reason.NOT_HEALTH
    return "not judged: this is no health page" if not_health else "not judged"
