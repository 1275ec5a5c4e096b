"""No alternatives to the treatment that is recommended.

What it finds
    A page that recommends one treatment and mentions no other option, no comparison and no
    doing without. Only pages on health with 120 or more words that recommend a treatment are
    asked.

Why it matters
    DISCERN asks whether it is clear that more than one treatment is possible; a page that knows
    one product only is an advertisement by its form.

When it is wrong
    A page on one drug may leave the comparison to another page of its site. Options may be
    named without any word of the list.

Example:
    A page on one "joint formula" that names nothing else to do for a knee.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging consumer health information (JECH);
    Schwitzer 2008, How do US journalists cover treatments, tests, products and procedures?
    (PLoS Medicine).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.care import ALTERNATIVES, lacks
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED224",
    "no alternatives",
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

FOUND = "no alternatives"
MESSAGE = (
    "The page knows one treatment only; name what else can be done, and what "
    "happens without treatment."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding about the page if it recommends and says nothing of this."""
    if lacks(reading, ALTERNATIVES):
        yield CODE.on_page(FOUND, MESSAGE, strength=0.6)
