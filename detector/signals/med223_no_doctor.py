"""No word on when to see a doctor.

What it finds
    A page that recommends a treatment and never sends anybody to a doctor, pharmacist, nurse,
    clinic or emergency service. Only pages on health with 120 or more words that recommend a
    treatment are asked.

Why it matters
    Self-treatment is right until it is not, and a page that does not name that point delays
    diagnoses.

When it is wrong
    Texts for professionals do not send their readers to a doctor; so this is context and weighs
    little by itself.

Example:
    A page on "remedies for chest pain" without a word on calling for help.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging consumer health information (JECH);
    Health On the Net Foundation, HONcode principle 2: complementarity.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.care import DOCTOR, lacks
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED223",
    "no doctor",
    Axis.UNRELIABLE,
    Severity.INFO,
    (
        (
            "Charnock et al. 1999, DISCERN: an instrument for judging consumer health "
            "information (JECH)"
        ),
        "Health On the Net Foundation, HONcode principle 2: complementarity",
    ),
)

FOUND = "no doctor"
MESSAGE = (
    "The page recommends a treatment and never says when to see a doctor; name the "
    "signs that need one."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding about the page if it recommends and says nothing of this."""
    if lacks(reading, DOCTOR):
        yield CODE.on_page(FOUND, MESSAGE, strength=0.6)
