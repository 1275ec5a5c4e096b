"""An Assessment is what detector says about one Page; its JSON form is schema version 1."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from importlib.resources import files
from json import loads
from typing import Any

from detector.article import Extent
from detector.finding import Axis, Finding

SCHEMA = "detector/1"


class Verdict(StrEnum):
    """``review`` is a band around the threshold: a tool that is unsure says so."""

    PASS = "pass"  # noqa: S105 — a verdict, not a password
    REVIEW = "review"
    FLAG = "flag"
    UNSCORED = "unscored"


class Reason(StrEnum):
    """Why a page, or the ``unreliable`` axis alone (``not-health``), was not scored."""

    TOO_SHORT = "too-short"
    NOT_ENGLISH = "not-english"
    NO_ARTICLE = "no-article"
    NOT_HEALTH = "not-health"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Moved:
    """A feature that moved a score: its value and its share of the log-odds (plus is worse)."""

    feature: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """One item of an instrument (JAMA, HONcode, DISCERN): met, not met, or None: cannot tell."""

    code: str
    instrument: str
    criterion: str
    met: bool | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list of sites that the user gave says about the site of the page."""

    site: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Scores, verdict and evidence for one Page.

    ``scores`` are calibrated probabilities 0…1 (1 is bad); an axis that could not be judged is
    None, never 0. ``start`` and ``end`` of the findings index into ``text``, and so do those of
    ``extents``, the blocks of the page; reports lay the text out by them.
    """

    target: str
    verdict: Verdict
    reason: Reason | None = None
    error: str | None = None
    title: str | None = None
    scores: dict[Axis, float | None] = field(default_factory=lambda: dict.fromkeys(Axis))
    language: str | None = None
    topic: str | None = None
    words: int = 0
    keyphrase: str | None = None
    findings: tuple[Finding, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    listed: tuple[Listing, ...] = ()
    moved: dict[Axis, tuple[Moved, ...]] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    fetched: datetime | None = None
    text: str | None = None
    extents: tuple[Extent, ...] = ()

    def to_dict(self, *, include_text: bool = False) -> dict[str, Any]:
        """Return the assessment as the JSON object that schema version 1 describes."""
        data: dict[str, Any] = {"schema": SCHEMA, "target": self.target, "title": self.title}
        data |= {"verdict": str(self.verdict), "reason": self.reason and str(self.reason)}
        data |= {"error": self.error, "scores": {str(a): _round(s) for a, s in self.scores.items()}}
        data |= {"language": self.language, "topic": self.topic, "words": self.words}
        data |= {"keyphrase": self.keyphrase, "findings": [_finding(f) for f in self.findings]}
        data |= {"criteria": [asdict(c) for c in self.criteria], "families": []}
        data |= {"listed": [asdict(entry) for entry in self.listed]}
        data["moved"] = {
            str(axis): [
                asdict(m) | {"effect": _round(m.effect), "value": _round(m.value)} for m in moved
            ]
            for axis, moved in self.moved.items()
        }
        data |= {"models": self.models}
        data["fetched"] = self.fetched and self.fetched.isoformat().replace("+00:00", "Z")
        if include_text:
            data["text"] = self.text
        return data


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of schema version 1."""
    data: dict[str, Any] = loads(
        files("detector").joinpath("schema/assessment-1.json").read_text("utf-8")
    )
    return data


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _finding(finding: Finding) -> dict[str, Any]:
    data = asdict(finding)
    return data | {
        "axis": str(finding.axis),
        "severity": str(finding.severity),
        "expected": list(finding.expected),
        "strength": _round(finding.strength),
    }
