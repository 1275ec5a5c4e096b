"""No uncertainty on a page that recommends a treatment.

What it finds
    A page that recommends and has not one word of doubt: no may, often, some people, unclear or
    more research is needed. Only pages on health with 120 or more words that recommend a
    treatment are asked.

Why it matters
    Evidence is never complete. Careful authors mark what is known and what is not, and readers
    of pages without doubt take every sentence for settled.

When it is wrong
    Very short instructions have no room for doubt. Doubt may be expressed in words that the
    list lacks.

Example:
    A page in which every remedy "works" and nothing "may help".

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging consumer health information (JECH);
    Schwitzer 2008, How do US journalists cover treatments, tests, products and procedures?
    (PLoS Medicine).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.care import UNCERTAINTY, features, lacks
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED222",
    "no uncertainty",
    Axis.UNRELIABLE,
    Severity.INFO,
    (
        (
            "Charnock et al. 1999, DISCERN: an instrument for judging consumer health "
            "information (JECH)"
        ),
        (
            "Schwitzer 2008, How do US journalists cover treatments, tests, products and "
            "procedures? (PLoS Medicine)"
        ),
    ),
)

FOUND = "no uncertainty"
MESSAGE = (
    "The page recommends a treatment and doubts nothing; say what is not known or "
    "for whom it differs."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding about the page if it recommends and says nothing of this."""
    if lacks(reading, UNCERTAINTY):
        yield CODE.on_page(FOUND, MESSAGE, strength=0.6)


def measure(reading: Reading) -> dict[str, float]:
    """Return the text features of the page model for ``unreliable``."""
    return features(reading)
