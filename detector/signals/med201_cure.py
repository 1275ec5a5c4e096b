"""Cure and guarantee language: a product that cures, or a result that is promised.

What it finds
    Sentences that say a remedy cures, reverses or wipes out a disease, that a result is
    guaranteed or permanent, or that weight or wrinkles go within days or without effort.

Why it matters
    Honest medicine seldom promises. A promise of cure is the first mark by which regulators
    tell people to know fraud, and it keeps the sick from care that works.

When it is wrong
    Some diseases are cured, and a careful text may say so. Where a proven treatment is the
    subject ("antibiotics cure pneumonia"), or an illness goes by itself, the sentence is
    silent; elsewhere it is a weak finding, and the page model weighs it with the rest. A
    sentence that is negated, a question, a quotation or somebody's reported claim is passed
    over by its words alone; irony and a refutation in another paragraph are not seen.

Example:
    "This herbal formula permanently reverses diabetes in just two weeks." is such a sentence.

Sources
    U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs; U.S. Federal
    Trade Commission 2014, Gut check: spotting false weight loss claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED201",
    "cure or guarantee",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        "U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs",
        "U.S. Federal Trade Commission 2014, Gut check: spotting false weight loss claims",
    ),
)

MESSAGE = (
    "The text promises a cure or a certain result; say for whom it works, how "
    "often, and by which trial."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted promise of cure or result."""
    yield from findings_of(CODE, reading, MESSAGE)
