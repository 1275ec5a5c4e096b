"""Invisible characters: letters of a word kept apart by characters that nobody sees.

What it finds
    Zero-width spaces and joiners, word joiners, byte-order marks, tag characters and variation
    selectors between two Latin letters of one word, and soft hyphens where no hyphenation may fall
    (after the first or before the last letter). Joiners inside emoji and in scripts that need them
    and soft hyphens at syllables are left alone.

Why it matters
    The word reads the same and compares differently: such characters hide copied text from a
    plagiarism check, or mark a text by its generator.

When it is wrong
    Word processors and content systems leave a byte-order mark or a zero-width space at a place
    where text was pasted; long chemical names may carry zero-width spaces as break points. A single
    one is weak (strength 0.4), three on a page make it 0.9.

Example:
    "Back pa​in is com​mon after the age of for​ty." — expected "pain", "common", "forty".

Sources
    Unicode Standard 16.0, §23.2 (layout controls); Boucher et al. 2022, Bad Characters:
    imperceptible NLP attacks (IEEE S&P, arXiv 2106.09898).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "SPN304",
    "invisible characters",
    Axis.SPUN,
    Severity.WARNING,
    (
        "Unicode Standard 16.0, §23.2 (layout controls)",
        "Boucher et al. 2022, Bad Characters: imperceptible NLP attacks (arXiv 2106.09898)",
    ),
)

LATIN = r"A-Za-z\u00c0-\u024f"
UNSEEN = (
    r"\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    r"\U000e0000-\U000e007f"
)
SOFT = "\u00ad"
HIDDEN = regex(rf"[{LATIN}{SOFT}]*[{LATIN}][{UNSEEN}]+[{LATIN}][{LATIN}{UNSEEN}{SOFT}]*")
MISPLACED = regex(
    rf"(?<![{LATIN}{SOFT}])(?:[{LATIN}]{SOFT}[{LATIN}{SOFT}]+|[{LATIN}{SOFT}]+{SOFT}[{LATIN}])"
    rf"(?![{LATIN}{SOFT}])"
)
REMOVED = regex(f"[{UNSEEN}{SOFT}]")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every word of the body with something unseen in it."""
    if not REMOVED.search(reading.article.text):
        return
    words = [
        (block.start + match.start(), match.group())
        for block in reading.article.body
        for pattern in (HIDDEN, MISPLACED)
        for match in pattern.finditer(block.text)
    ]
    for start, word in words:
        yield CODE.between(
            reading.article.text,
            start,
            start + len(word),
            "There are characters in this word that no reader sees.",
            expected=(REMOVED.sub("", word),),
            strength=0.9 if len(words) >= 3 else 0.4,
        )
