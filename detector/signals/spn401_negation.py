"""Negations turned round: a swap made of “not” something that says less, more or the opposite.

What it finds
    A “not” that became “no longer” or “no more” after “do” (“does no longer cause”), a second
    negation beside the first (“should not by no means”), “fail to hesitate” for “do not
    hesitate”, research that “has disappointed to show”, and organs or drugs that are “not ready
    to” do what they cannot do.

Why it matters
    What a page denies or forbids is the part of a medical text that must not be wrong. A
    rewriter that swaps “not” or the verb beside it turns a warning into permission and an open
    question into a finding.

When it is wrong
    Learners of English write “does no longer need”, and a page may quote a double negation. No
    sentence here is checked against medicine: the finding says that the wording is broken where
    a negation should stand.

Example:
    "The tablets does no longer protect you, and research has disappointed to show a benefit." —
    expected "does not" and "has not shown".

Sources
    Zhang, Wang and Voelker 2014, DSpin: Detecting Automatically Spun Content on the Web (NDSS);
    Horn 2001, A Natural History of Negation (CSLI).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals import turned
from detector.signals.signal import Code

CODE = Code(
    "SPN401",
    "negation turned round",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Zhang, Wang and Voelker 2014, DSpin (NDSS)",
        "Horn 2001, A Natural History of Negation (CSLI)",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every such phrase of the running text."""
    yield from turned.findings_of(CODE, reading)
