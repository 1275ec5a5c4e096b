"""A dose on a page without any source.

What it finds
    Instructions to take a certain amount (500 mg twice a day) on a page that names no study,
    guideline, institution, link or label and sends nobody to a doctor or pharmacist.

Why it matters
    A wrong dose harms, and readers cannot see where the number is from. DISCERN asks for the
    source of every such statement.

When it is wrong
    Recipes and product labels give amounts. What the page says in pictures or in links outside
    its text is not seen. A sentence that is negated, a question, a quotation or somebody's
    reported claim is passed over by its words alone; irony and a refutation in another
    paragraph are not seen.

Example:
    "Take 500 mg of turmeric three times a day." alone names no source.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging consumer health information (JECH).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.care import DOCTOR as ASK
from detector.care import SOURCES, text_of
from detector.claims import findings_of
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED210",
    "dose without source",
    Axis.UNRELIABLE,
    Severity.INFO,
    (
        (
            "Charnock et al. 1999, DISCERN: an instrument for judging consumer health "
            "information (JECH)"
        ),
    ),
)

MESSAGE = "The text gives a dose and no source for it; name the label, the guideline or the study."


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every dose of a page that has no source and refers to nobody."""
    article = reading.article
    sourced = article.metadata.references or any(p.search(text_of(reading)) for p in (SOURCES, ASK))
    if not sourced:
        yield from findings_of(CODE, reading, MESSAGE)
