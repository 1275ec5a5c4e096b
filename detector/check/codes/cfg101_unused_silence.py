"""Unused silence: a comment or front-matter entry that silences nothing.

What it finds
    A silence for a code that has no finding where the silence reaches: the text was corrected, was
    moved away from its comment, or a newer version of the product no longer complains.

Why it matters
    A silence that is left behind hides the next real finding of that code in the same place, and
    readers of the source believe a problem that is gone.

When it is wrong
    Never about the text of today. A silence written in advance, for a text still to come, is
    reported until the text is there.

Example:
    "<!-- detector: ignore SPN201 -- quotes a spun page -->" above a paragraph with no SPN201.

Sources
    Our own rule, as compilers and linters have it: ESLint --report-unused-disable-directives,
    ruff RUF100, mypy --warn-unused-ignores.
"""

from detector.check.codes import GateCode
from detector.finding import Severity

CODE = GateCode("CFG101", "unused silence", Severity.WARNING)
