"""Spun contractions: contracted forms that no writer of English produces.

What it finds
    Words such as "may't", "has't" or "might't" that appear when a program swaps one half of a
    contraction and leaves the other. Pairs such as "doesn't has" are left alone: learners write
    them.

Why it matters
    A person who writes poor English still does not write "may't": the form arises from replacing
    "can" inside "can't" without reading it.

When it is wrong
    Dialect and play with words ("ain't", "mustn't've") is left out of the list. Quoted speech of a
    child or a poet can hold such a form; one finding alone never flags a page.

Example:
    "You may't need surgery." — expected "may not" or "can't".

Sources
    Shahid et al. 2017, Accurate detection of automatically spun content via stylometric analysis
    (ICDM); Quirk et al. 1985, A Comprehensive Grammar of the English Language, §3.23.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "SPN205",
    "spun contraction",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Shahid et al. 2017, Accurate detection of automatically spun content (ICDM)",
        "Quirk et al. 1985, A Comprehensive Grammar of the English Language, §3.23",
    ),
)

IMPOSSIBLE = re.compile(
    r"\b(?:may|might|has|been|be|am|being|having|make|let|get)['’]t\b", re.IGNORECASE
)
CONTRACTED = re.compile(r"['’]t\b", re.IGNORECASE)
EXPECTED = {"may": ("may not", "can't"), "might": ("might not", "couldn't"), "has": ("hasn't",)}


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every impossible contraction of the body."""
    for block in reading.article.body:
        if not CONTRACTED.search(block.text):  # most blocks, and the look is much quicker
            continue
        for match in IMPOSSIBLE.finditer(block.text):
            start = block.start + match.start()
            stem = re.split("['’]", match.group())[0].lower()
            yield CODE.between(
                reading.article.text,
                start,
                start + len(match.group()),
                f"No writer contracts “{stem} not” like this; a program swapped half of the word.",
                expected=EXPECTED.get(stem, ()),
            )
