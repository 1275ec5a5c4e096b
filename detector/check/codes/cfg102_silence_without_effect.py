"""Silence without effect: it has no reason, names no known code, or is never closed.

What it finds
    A silence that the gate does not obey: one without " -- " and a reason after it, one whose codes
    do not exist, one that is written otherwise than the gate reads it ("ignore SPN201: why"), an
    "ignore-end" without "ignore-start", or an "ignore-start" that no "ignore-end" closes.

Why it matters
    The reason is for the colleague who finds the silence in a year. A silence that quietly did
    nothing, or quietly silenced everything, would be worse than none.

When it is wrong
    A page about detector itself that shows such a comment outside of code is taken at its word;
    put the example into a code block.

Example:
    "<!-- detector: ignore SPN201 -->" gives no reason and therefore silences nothing.

Sources
    Our own rule; users of prose linters ask for it (proselint issues 708 and 1466).
"""

from detector.check.codes import GateCode
from detector.finding import Severity

CODE = GateCode("CFG102", "silence without effect", Severity.WARNING)
