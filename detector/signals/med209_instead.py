"""Instead of treatment: leave the medicine, the operation or the vaccine.

What it finds
    Advice to use a natural remedy in the place of a proven treatment, to throw away or stop
    prescribed medicine, or to refuse vaccination or chemotherapy; medicine called a poison, a
    "healing crisis", and what is told of vaccines to frighten parents.

Why it matters
    It is the one kind of claim that kills by itself: patients who chose alternative medicine
    alone for curable cancer died two and a half times as often.

When it is wrong
    Guidelines stop medicines too, and proven treatments replace one another: "surgery instead
    of radiation" is silent, as is "stop taking it and call your doctor". So is what stands
    beside an operation, a doctor's word or the harm that came of it ("she stopped her insulin
    and was admitted"); bad advice that names one of them is missed. A sentence that is negated,
    a question, a quotation or somebody's reported claim is passed over by its words alone;
    irony and a refutation in another paragraph are not seen.

Example:
    "Throw away your insulin and drink this juice." is what it looks for.

Sources
    Johnson et al. 2018, Use of alternative medicine for cancer and its impact on survival
    (JNCI); World Health Organization, Ten threats to global health in 2019; U.S. Food and Drug
    Administration, Health fraud scams: 6 tip-offs to rip-offs.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED209",
    "instead of treatment",
    Axis.UNRELIABLE,
    Severity.ERROR,
    (
        (
            "Johnson et al. 2018, Use of alternative medicine for cancer and its impact on "
            "survival (JNCI)"
        ),
        "World Health Organization, Ten threats to global health in 2019",
        "U.S. Food and Drug Administration, Health fraud scams: 6 tip-offs to rip-offs",
    ),
)

MESSAGE = (
    "The text speaks against a proven treatment; tell readers to ask their doctor "
    "before they stop or refuse one."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted piece of advice against proven treatment."""
    yield from findings_of(CODE, reading, MESSAGE)
