"""Mixed scripts: a Latin word with Cyrillic, Greek or Armenian letters that look Latin.

What it finds
    "cаncer" with a Cyrillic "а", "hеаlth" with two of them: letters swapped for look-alikes, so
    that the word reads the same and compares differently. Greek letters of science ("TGFβ",
    "NF-κB", "α-tocopherol", "µg") are left alone.

Why it matters
    Look-alikes are put in to get a copied text past a plagiarism check. Nobody types them by
    accident within a word, except on a bilingual keyboard.

When it is wrong
    A writer who switches keyboards can leave a foreign letter; brand names sometimes mix scripts
    on purpose. One or two such words are weak (strength 0.1), three on a page make it 0.9.

Example:
    "The risk of cаncer grows with age." — expected "cancer" in Latin letters alone.

Sources
    Unicode Technical Standard 39, Unicode Security Mechanisms, §5 (mixed-script confusables);
    Alzahrani et al. 2012, Understanding plagiarism linguistic patterns (IEEE Transactions on
    Systems, Man, and Cybernetics C 42).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.tables import rows

CODE = Code(
    "SPN303",
    "mixed scripts",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Unicode Technical Standard 39, Unicode Security Mechanisms, §5",
        "Alzahrani et al. 2012, Understanding plagiarism linguistic patterns (IEEE TSMC-C 42)",
    ),
)

FOREIGN = regex(r"[A-Za-z\u0370-\u03ff\u0400-\u052f\u0531-\u0587]*[\u0370-\u0587][^\W\d_]*")
ELSEWHERE = regex(r"[\u0370-\u0587]")
GREEK_IN_WORD = regex(r"(?<=[a-z])[\u0370-\u03ff](?=[a-z])|[ΟοΑΒΕΖΗΙΚΜΝΡΤΥΧ]")


@cache
def lookalikes() -> dict[int, str]:
    """Return the Latin look-alike of a letter, as a table for ``str.translate``."""
    return {ord(row["letter"]): row["latin"] for row in rows("lookalikes.csv")}


def skeleton(word: str) -> str | None:
    """Return ``word`` in Latin letters if look-alikes stand in it, else None."""
    latin = word.translate(lookalikes())
    foreign = [a for a, b in zip(word, latin, strict=True) if a != b]
    kept = len(word) - len(foreign)
    if len(word) < 3 or not foreign or not kept or not latin.isascii():
        return None
    greek = all(unicodedata.name(letter, "").startswith("GREEK") for letter in foreign)
    if greek and (kept < 3 or not GREEK_IN_WORD.search(word)):
        return None
    return latin


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every word of the body that mixes scripts."""
    if not ELSEWHERE.search(reading.article.text):
        return
    words = [
        (block.start + match.start(), match.group(), latin)
        for block in reading.article.body
        for match in FOREIGN.finditer(block.text)
        if (latin := skeleton(match.group())) is not None
    ]
    for start, word, latin in words:
        yield CODE.between(
            reading.article.text,
            start,
            start + len(word),
            "The word mixes Latin letters with look-alikes of another script.",
            expected=(latin,),
            strength=0.9 if len(words) >= 3 else 0.1,
        )
