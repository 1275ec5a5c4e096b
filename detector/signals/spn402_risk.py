"""Risk and harm turned round: what rises is said to improve, what hurts is said to be enjoyed.

What it finds
    A risk that is “improved” or “enriched”, symptoms that patients “enjoy” or “relish” (a
    synonym of “experience”), “side rewards” of a drug, a “fantastic pain” (a synonym of
    “great”), and treatment that “prevents a full recovery”.

Why it matters
    The direction of a risk is what a reader takes away. A synonym of another colour turns harm
    into benefit, and no spelling or grammar check sees it.

When it is wrong
    Irony and fiction enjoy pain, and “benefit from” an illness can be a slip of a person. A
    journalist’s “boosts your risk” is common English and left alone.

Example:
    "Patients who enjoy severe nausea improve their risk of dehydration." — expected
    "experience" and "increase the risk of".

Sources
    Zhang, Wang and Voelker 2014, DSpin: Detecting Automatically Spun Content on the Web (NDSS);
    Fischhoff, Brewer and Downs (eds.) 2011, Communicating Risks and Benefits: An Evidence-Based
    User’s Guide (FDA).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals import turned
from detector.signals.signal import Code

CODE = Code(
    "SPN402",
    "risk or harm turned round",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Zhang, Wang and Voelker 2014, DSpin (NDSS)",
        "Fischhoff, Brewer and Downs (eds.) 2011, Communicating Risks and Benefits (FDA)",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every such phrase of the running text."""
    yield from turned.findings_of(CODE, reading)
