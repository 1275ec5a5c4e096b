"""Statements that nobody evaluated: the disclaimer of those who sell supplements.

What it finds
    "These statements have not been evaluated by the Food and Drug Administration", and a product
    that "is not intended to diagnose, treat, cure or prevent any disease".

Why it matters
    In the United States a maker may say what a supplement does for the body if it says this beside
    it. So the page tells readers, in its own words, that no authority has looked at what it claims.

When it is wrong
    The disclaimer is honest, and the law asks for it: it speaks of the claims around it, not of the
    seller. It is one weak finding, which is not enough for a verdict. A text on the law of
    supplements may use the words without quotation marks. Footers and small print are often no part
    of what is read.

Example:
    "These statements have not been evaluated by the FDA."

Sources
    Dietary Supplement Health and Education Act of 1994, 21 U.S.C. 343(r)(6); U.S. Food and Drug
    Administration, Structure/function claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED212",
    "unevaluated statements",
    Axis.UNRELIABLE,
    Severity.INFO,
    (
        "Dietary Supplement Health and Education Act of 1994, 21 U.S.C. 343(r)(6)",
        "U.S. Food and Drug Administration, Structure/function claims",
    ),
)

MESSAGE = (
    "By the page's own words no authority has looked at what it says of a product; name a source "
    "that has."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding, at the first place where the page says so."""
    yield from list(findings_of(CODE, reading, MESSAGE))[:1]
