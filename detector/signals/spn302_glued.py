"""Glued sentences: the end of one sentence and the start of the next without a space.

What it finds
    "the pain goes away.However, it returns": a lower-case word, a full stop, question or
    exclamation mark, and a capitalised word, in running prose. Addresses, file names, abbreviations
    and dotted names of programs are left alone.

Why it matters
    Programs that rewrite sentence by sentence lose the spaces between them, often at every seam.

When it is wrong
    Quick typing and sloppy HTML glue sentences too, and so do learners of English, some in every
    line: in their essays we count two and more in 1,000 words. A finding is therefore context
    (strength 0.2, severity info), and no number of them flags a page.

Example:
    "Rest the knee for a week.Then start to walk again." — expected "week. Then".

Sources
    Shahid et al. 2017, Accurate detection of automatically spun content via stylometric analysis
    (ICDM); The Chicago Manual of Style, 17th edition, §6.7 (space after a sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.prose import prose
from detector.signals.signal import Code

CODE = Code(
    "SPN302",
    "glued sentences",
    Axis.SPUN,
    Severity.INFO,
    (
        "Shahid et al. 2017, Accurate detection of automatically spun content (ICDM)",
        "The Chicago Manual of Style, 17th edition, §6.7",
    ),
)

SUFFIX = r"(?:Com|Docx?|Html?|Jpe?g|Js|Net|Org|Pdf|Php|Png|Py|Txt)\b"
GLUED = re.compile(
    rf"(?<![\w./@#:\\\-])(?P<left>[a-z]{{2,}})(?P<mark>[.!?])(?P<right>(?!{SUFFIX})[A-Z][a-z]*)"
    r"(?=['’]?[a-z]*[ ,;\n]|$)"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every seam without a space."""
    seams = [
        (block.start, match)
        for block in prose(reading)
        for match in GLUED.finditer(block.text)
        if len(match["right"]) > 1 or match["right"] in "AI"
    ]
    for offset, match in seams:
        yield CODE.between(
            reading.article.text,
            offset + match.start(),
            offset + match.end(),
            "Two sentences stand together without a space.",
            expected=(f"{match['left']}{match['mark']} {match['right']}",),
            strength=0.2,
        )
