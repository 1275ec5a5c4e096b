"""Detox: flushing toxins that nobody names.

What it finds
    Cleanses, detox plans and products that flush toxins, waste or parasites out of the body or
    one of its organs.

Why it matters
    No commercial detox names the toxins it removes or has shown in a trial that it removes
    them; liver and kidneys do that work. Some cleanses harm.

When it is wrong
    Medicine detoxifies too: from alcohol and opioids under supervision, from heavy metals by
    chelation; kidneys and dialysis remove toxins. Those wordings are passed over; new ones may
    slip in. A sentence that is negated, a question, a quotation or somebody's reported claim is
    passed over by its words alone; irony and a refutation in another paragraph are not seen.

Example:
    "This tea flushes toxins from your colon." names none.

Sources
    Klein and Kiat 2015, Detox diets for toxin elimination and weight management (J Hum Nutr
    Diet).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED204",
    "detox claim",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        (
            "Klein and Kiat 2015, Detox diets for toxin elimination and weight management (J "
            "Hum Nutr Diet)"
        ),
    ),
)

MESSAGE = (
    "The text promises to remove toxins; name the toxin and the trial that measured "
    "it, or leave the promise out."
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted detox claim."""
    yield from findings_of(CODE, reading, MESSAGE)
