"""Disease-mongering: making people ill by words.

What it finds
    Silent epidemics, illnesses that you may have without knowing, diagnoses that medicine does
    not know (adrenal fatigue, toxic overload), and ordinary life sold as a disease.

Why it matters
    It widens the border of illness to sell tests and remedies. HealthNewsReview has a criterion
    of its own for it.

When it is wrong
    High blood pressure is called a silent killer by honest societies too; one phrase is weak
    evidence. A text that explains why a diagnosis is not accepted may be hit when it does so
    without the words of refutation. A sentence that is negated, a question, a quotation or
    somebody's reported claim is passed over by its words alone; irony and a refutation in
    another paragraph are not seen.

Example:
    "Millions suffer from adrenal fatigue without knowing it." does it twice.

Sources
    Moynihan, Heath and Henry 2002, Selling sickness (BMJ); Schwitzer 2008, How do US
    journalists cover treatments, tests, products and procedures? (PLoS Medicine).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED211",
    "disease-mongering",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        "Moynihan, Heath and Henry 2002, Selling sickness (BMJ)",
        (
            "Schwitzer 2008, How do US journalists cover treatments, tests, products and "
            "procedures? (PLoS Medicine)"
        ),
    ),
)

MESSAGE = (
    "The text makes an illness out of little or of a diagnosis that medicine does "
    "not accept; say how common and how grave it is, with a source."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted piece of disease-mongering."""
    yield from findings_of(CODE, reading, MESSAGE)
