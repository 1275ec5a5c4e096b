"""Miracles, secrets and conspiracies: what your doctor will not tell you.

What it finds
    Miracle cures, secret formulas and weird tricks; doctors who hate it, an industry that hides
    the cure, plots behind an epidemic.

Why it matters
    A plot explains away the missing evidence, and a secret cannot be checked. Both are listed
    by regulators among the marks of health fraud.

When it is wrong
    Drug companies did hide data, and careful writers report it with names, dates and documents;
    a general phrase about an industry counts here, a report of a case mostly does not. A
    sentence that is negated, a question, a quotation or somebody's reported claim is passed
    over by its words alone; irony and a refutation in another paragraph are not seen.

Example:
    "Doctors hate this one weird trick." is the pattern in its purest form.

Sources
    U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs; Barrett,
    Twenty-five ways to spot quacks and vitamin pushers (Quackwatch); Islam et al. 2020,
    COVID-19-related infodemic and its impact on public health (AJTMH).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED203",
    "miracle or conspiracy",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        "U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs",
        "Barrett, Twenty-five ways to spot quacks and vitamin pushers (Quackwatch)",
        "Islam et al. 2020, COVID-19-related infodemic and its impact on public health (AJTMH)",
    ),
)

MESSAGE = (
    "Miracles, secrets and plots stand where evidence should stand; name the "
    "evidence or leave it out."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted miracle, secret or plot."""
    yield from findings_of(CODE, reading, MESSAGE)
