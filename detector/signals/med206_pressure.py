"""Urgency and sales pressure on a health page.

What it finds
    Calls to order now, limited stock and time, free trials, money-back guarantees, coupons and
    checkout phrases. "Act fast" and "don't wait" count only on a page that sells: on others
    they are advice for an emergency.

Why it matters
    Commercial words were the best single feature of Sondhi and others for telling unreliable
    medical pages from reliable ones, and pressure is meant to keep people from asking.

When it is wrong
    An honest shop or clinic sells too. One phrase is weak; the page model counts how dense they
    stand. "This post contains affiliate links" is a disclosure that readers are owed (MED104),
    and is passed over, as is what a health service gives away (condoms, test kits, leaflets). A
    sentence that is negated, a question, a quotation or somebody's reported claim is passed over
    by its words alone; irony and a refutation in another paragraph are not seen.

Example:
    "Order now while supplies last and claim your free bottle." presses thrice.

Sources
    U.S. Federal Trade Commission 2022, Health products compliance guidance; Sondhi et al. 2012,
    Reliability prediction of webpages in the medical domain (ECIR).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED206",
    "sales pressure",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        "U.S. Federal Trade Commission 2022, Health products compliance guidance",
        "Sondhi et al. 2012, Reliability prediction of webpages in the medical domain (ECIR)",
    ),
)

MESSAGE = "The text presses readers to buy; a page that informs lets them think and ask."


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted phrase of sales pressure."""
    yield from findings_of(CODE, reading, MESSAGE)
