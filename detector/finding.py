"""A Finding is one piece of evidence: a code, a place, what stands there and what was expected."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Axis(StrEnum):
    """The three questions that detector answers about a page."""

    SPUN = "spun"
    STUFFED = "stuffed"
    UNRELIABLE = "unreliable"


class Severity(StrEnum):
    """How bad a finding is: an error can fail a gate, a warning never does, an info is context."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence at ``article.text[start:end]``.

    ``expected`` is what a careful writer would have written, best first, empty where we do not
    know. ``strength`` is 0…1: how surely this is what the code says. A finding about the page as a
    whole (a title, a repetition rate) has ``start == end == 0`` and names its evidence in
    ``found``. ``identity`` is filled in by :func:`identify`.
    """

    code: str
    axis: Axis
    severity: Severity
    message: str
    found: str
    start: int = 0
    end: int = 0
    expected: tuple[str, ...] = ()
    strength: float = 1.0
    line: int | None = None
    column: int | None = None
    identity: str = ""

    def overlaps(self, other: Finding) -> bool:
        """Whether both stand at a place and share a character of it."""
        return self.start < other.end and other.start < self.end


def identify(target: str, findings: Iterable[Finding]) -> list[Finding]:
    """Give every finding an identity that survives edits elsewhere in the text.

    The identity is a hash of target, code and the normalised evidence (case and spaces folded),
    with a running number for equal evidence; positions play no part.
    """
    seen: Counter[tuple[str, str]] = Counter()
    named = []
    for finding in findings:
        evidence = re.sub(r"\s+", " ", finding.found).strip().casefold()
        nth = seen[finding.code, evidence]
        seen[finding.code, evidence] += 1
        key = "\x1f".join((target, finding.code, evidence, str(nth)))
        digest = hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()  # odd file names
        named.append(replace(finding, identity=digest[:16]))
    return named
