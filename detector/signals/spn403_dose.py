"""Doses and amounts turned round: how much and how often can no longer be read.

What it finds
    “Three instances a day” for “three times a day”, “double per day” for “twice”, “50 % a
    tablet” for “half a tablet”, “one particular capsule daily”, “two several weeks”, “eight
    spectacles of water”, a temperature in “diplomas” or “stages”.

Why it matters
    A dose is read to be followed. A wrong word in it is the most direct way in which a
    rewritten page can hurt somebody.

When it is wrong
    “Instances a week” can count events that are no doses. Nothing here says whether a dose is
    right, only that its wording is broken.

Example:
    "Take one tablet three instances a day with two spectacles of water." — expected "times a
    day" and "glasses of water".

Sources
    Zhang, Wang and Voelker 2014, DSpin: Detecting Automatically Spun Content on the Web (NDSS);
    Institute for Safe Medication Practices, List of Error-Prone Abbreviations, Symbols and Dose
    Designations.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals import turned
from detector.signals.signal import Code

CODE = Code(
    "SPN403",
    "dose or amount turned round",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Zhang, Wang and Voelker 2014, DSpin (NDSS)",
        "Institute for Safe Medication Practices, List of Error-Prone Dose Designations",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every such phrase of the running text."""
    yield from turned.findings_of(CODE, reading)
