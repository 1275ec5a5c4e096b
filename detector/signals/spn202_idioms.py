"""Broken idioms: a set phrase of everyday English with one of its words swapped.

What it finds
    Variants of some four hundred and fifty set phrases in which a word was replaced by what a
    thesaurus offers for it: "on the opposite hand", "in different phrases", "as an end result of",
    "at the identical time", "first-class of life".

Why it matters
    Set phrases are learnt whole. People who write poor English get their articles and prepositions
    wrong; they do not exchange the noun of "on the other hand" for a synonym. A program does.

When it is wrong
    Writers play with idioms, and some variants are idioms elsewhere. What occurs in honest English,
    learners' essays included, is taken out, and a near word ("more possibly") gives a weak warning
    only; but no list is complete, and one finding alone never flags a page.

Example:
    "On the opposite hand, many people feel better at the identical time." — expected "on the other
    hand" and "at the same time".

Sources
    Wray 2002, Formulaic Language and the Lexicon (Cambridge University Press); Cabanac, Labbé and
    Magazinov 2021, Tortured phrases (arXiv 2107.06751).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.variants import findings_of

CODE = Code(
    "SPN202",
    "broken idiom",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Wray 2002, Formulaic Language and the Lexicon (Cambridge University Press)",
        "Cabanac, Labbé and Magazinov 2021, Tortured phrases (arXiv 2107.06751)",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every broken idiom of the body."""
    yield from findings_of(CODE, reading, "idioms.csv")
