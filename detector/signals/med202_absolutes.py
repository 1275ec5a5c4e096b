"""Absolutes: works for everyone, always, completely, the only one.

What it finds
    Claims without exception: 100 % effective, works for everyone, never fails, completely
    eliminates, the only product that, clinically proven.

Why it matters
    No treatment works for all. Words that leave no room for doubt are what automated and human
    raters of health pages agree on as a mark of poor evidence.

When it is wrong
    A few things are absolute, such as a complete response in a trial report. Strengths are low
    for phrases that honest text has too. A sentence that is negated, a question, a quotation or
    somebody's reported claim is passed over by its words alone; irony and a refutation in
    another paragraph are not seen.

Example:
    "The formula is 100% effective and works for everyone." leaves no exception.

Sources
    National Center for Complementary and Integrative Health, Finding and evaluating online
    resources; U.S. Federal Trade Commission 2022, Health products compliance guidance.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED202",
    "absolute claim",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        (
            "National Center for Complementary and Integrative Health, Finding and evaluating "
            "online resources"
        ),
        "U.S. Federal Trade Commission 2022, Health products compliance guidance",
    ),
)

MESSAGE = "The claim allows no exception; give numbers and say for whom it does not work."


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted claim that allows no exception."""
    yield from findings_of(CODE, reading, MESSAGE)
