"""Body parts turned into other things: the word for a part of the body was read in another sense.

What it finds
    “Lower again pain” (back), “swollen ft” (feet), “white blood mobiles” (cells), “central
    anxious system” (nervous), “blood ships” (vessels), “scar fabric” (tissue), “the only of the
    foot” (sole), “dilated students” (pupils), “bosom infection” (chest), births that are
    “shipped”.

Why it matters
    Which part hurts, bleeds or is treated decides what a reader does. A rewriter that does not
    see the sense of a word moves the complaint elsewhere or nowhere.

When it is wrong
    A blood-donation van is a “bloodmobile”, and textile research knows muscle-like fabrics; the
    patterns leave the known cases out.

Example:
    "Lower again pain can come from the nerves, not only from the muscle fabric." — expected
    "lower back pain" and "tissue".

Sources
    Zhang, Wang and Voelker 2014, DSpin: Detecting Automatically Spun Content on the Web (NDSS);
    Cabanac, Labbé and Magazinov 2021, Tortured phrases (arXiv 2107.06751).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals import turned
from detector.signals.signal import Code

CODE = Code(
    "SPN404",
    "body part turned into another thing",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Zhang, Wang and Voelker 2014, DSpin (NDSS)",
        "Cabanac, Labbé and Magazinov 2021, Tortured phrases (arXiv 2107.06751)",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every such phrase of the running text."""
    yield from turned.findings_of(CODE, reading)
