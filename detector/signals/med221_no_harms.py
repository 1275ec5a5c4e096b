"""No word of harms on a page that recommends a treatment.

What it finds
    A page that tells readers to take or do something and has no word for harm: no side effect,
    risk, warning, interaction or caution. Only pages on health with 120 or more words that
    recommend a treatment are asked.

Why it matters
    Every treatment has harms, and readers cannot weigh what they are not told. Two thirds of
    American health stories failed this criterion.

When it is wrong
    Harms may be told in words that the list lacks, or on another page of the site. Advice on
    walking needs none.

Example:
    A page of "take this herb for your joints" that never says who should not.

Sources
    Schwitzer 2008, How do US journalists cover treatments, tests, products and procedures?
    (PLoS Medicine); Charnock et al. 1999, DISCERN: an instrument for judging consumer health
    information (JECH).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.care import HARMS, lacks
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED221",
    "no word of harms",
    Axis.UNRELIABLE,
    Severity.INFO,
    (
        (
            "Schwitzer 2008, How do US journalists cover treatments, tests, products and "
            "procedures? (PLoS Medicine)"
        ),
        (
            "Charnock et al. 1999, DISCERN: an instrument for judging consumer health "
            "information (JECH)"
        ),
    ),
)

FOUND = "no harms"
MESSAGE = "The page recommends a treatment and names no harm; say what can go wrong and for whom."


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding about the page if it recommends and says nothing of this."""
    if lacks(reading, HARMS):
        yield CODE.on_page(FOUND, MESSAGE, strength=0.6)
