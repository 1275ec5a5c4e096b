"""How much of what speaks against a page its readers can see for themselves.

A page model weighs hints that no finding shows: how odd the words around the odd ones are, how a
window reads as a whole. A page may not be called spun for those alone. Writers whose own language
is near to Latin, and notes in the shorthand of a trade, have many hints and hardly a word that
nobody would write. Nor may one be called unreliable for its tone alone: what an editor can answer
is a claim that stands there, or something that the page ought to tell and does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from detector.finding import Axis, Finding

FEATURES: Final = {axis: f"{axis}_evidence" for axis in (Axis.SPUN, Axis.UNRELIABLE)}
# Errors that people make who write in a language not their own: shown, but no evidence of spinning.
OF_PEOPLE: Final = frozenset({"SPN203", "SPN206", "SPN302"})
BELOW = 0.01  # how far below a threshold a score without its evidence is kept, at most
APART = 0.01  # keeps the best of them where four digits still tell them from the threshold


def evidence(findings: Iterable[Finding]) -> dict[str, float]:
    """Return by axis the strengths of all findings that speak for it, in sum."""
    sums = dict.fromkeys(FEATURES, 0.0)
    for finding in findings:
        if finding.axis in sums and finding.code not in OF_PEOPLE:
            sums[finding.axis] += finding.strength
    return {name: sums[axis] for axis, name in FEATURES.items()}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a page's evidence must sum up to before its score may reach a threshold."""

    feature: str
    review: float
    flag: float

    def kept(
        self, score: float, thresholds: Mapping[str, float], found: Mapping[str, float]
    ) -> float:
        """Return the score, kept just below the first threshold that it lacks the evidence for.

        The order of the scores that are kept there stays as it was.
        """
        for name, least in (("review", self.review), ("flag", self.flag)):
            threshold = thresholds[name]
            if score >= threshold and found[self.feature] < least:
                return threshold - BELOW * (1 - score + APART) / (1 - threshold + APART)
        return score
