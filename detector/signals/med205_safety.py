"""Blanket safety: no side effects, 100 % safe, natural and so safe.

What it finds
    Assurances that a remedy has no side effects, is completely harmless or safe for everybody,
    or is safe since it is natural.

Why it matters
    What has an effect has side effects in someone. People on other medicines, pregnant or with
    weak kidneys rely on the warning that such a page leaves out.

When it is wrong
    Trial reports say that no side effects were seen in a group, and leaflets that most people
    have none; both are weaker than a remedy that has none, and are silent. A sentence that is
    negated, a question, a quotation or somebody's reported claim is passed over by its words
    alone; irony and a refutation in another paragraph are not seen.

Example:
    "It is all natural and completely safe, with no side effects." says that three times.

Sources
    U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs; National
    Center for Complementary and Integrative Health, Natural does not necessarily mean safer, or
    better.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED205",
    "blanket safety",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        "U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs",
        (
            "National Center for Complementary and Integrative Health, Natural does not "
            "necessarily mean safer, or better"
        ),
    ),
)

MESSAGE = (
    "Nothing that works is free of risk for everybody; name the known side effects "
    "and who should not take it."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted blanket assurance of safety."""
    yield from findings_of(CODE, reading, MESSAGE)
