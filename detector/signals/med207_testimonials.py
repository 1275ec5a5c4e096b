"""Testimonials in the place of evidence.

What it finds
    Personal success told as proof: pounds lost, a doctor amazed, thousands of happy customers,
    before and after pictures. Quotation marks do not silence it, since testimonials stand in
    them.

Why it matters
    Those for whom it did not work do not write. A story says nothing of how often a remedy
    works, and paid stories are common.

When it is wrong
    Patients tell their stories in forums and in good journalism. So a story counts only where
    the page also makes a claim (cure, miracle, sales pressure and the like) or has a second
    one.

Example:
    "I lost 30 pounds! Order now." joins a story and a sale.

Sources
    U.S. Federal Trade Commission, Guides concerning the use of endorsements and testimonials
    (16 CFR 255); Barrett, Twenty-five ways to spot quacks and vitamin pushers (Quackwatch).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import asserted, findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED207",
    "testimonial as evidence",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        (
            "U.S. Federal Trade Commission, Guides concerning the use of endorsements and "
            "testimonials (16 CFR 255)"
        ),
        "Barrett, Twenty-five ways to spot quacks and vitamin pushers (Quackwatch)",
    ),
)

MESSAGE = "A personal story stands in the place of evidence; cite how often it worked in a trial."
CLAIMS = ("MED201", "MED202", "MED203", "MED204", "MED205", "MED206", "MED209")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every testimonial of a page that also makes a claim, or that has two of them."""
    stories = list(findings_of(CODE, reading, MESSAGE, quoted=True))
    if len(stories) > 1 or (stories and any(asserted(reading, code) for code in CLAIMS)):
        yield from stories
