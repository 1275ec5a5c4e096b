"""Broken fixed terms: a medical term or health collocation with one of its words swapped.

What it finds
    Variants of some nine hundred fixed terms in which one or two words were replaced by what a
    thesaurus offers for them: "danger factors" for "risk factors", "blood strain" for "blood
    pressure", "immune gadget", "coronary heart attack", "breast most cancers". The variants are
    generated from the list of terms and a list of wrong synonyms; those that occur in honest
    English ("nerve injury", "illness of the liver") are taken out. A word that is near the
    right one ("kidney sickness", "gums disease") gives a weak warning only, since people who
    translate in the head put it too.

Why it matters
    A term is one choice of words: whoever knows the matter does not vary it. A program that
    replaces word by word does not see the term. Cabanac and colleagues found thousands of papers
    by such "tortured phrases"; spun health pages carry them in the same way.

When it is wrong
    A text about tortured phrases quotes them. A literal meaning can stand behind a variant that
    nobody foresaw, and a writer who translates in the head may produce one now and then; so one
    finding alone never flags a page.

Example:
    "Smoking is one of the danger factors for excessive blood strain." — expected "risk factors"
    and "high blood pressure".

Sources
    Cabanac, Labbé and Magazinov 2021, Tortured phrases: a dubious writing style emerging in
    science (arXiv 2107.06751); Wray 2002, Formulaic Language and the Lexicon (Cambridge University
    Press).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.variants import findings_of

CODE = Code(
    "SPN201",
    "broken fixed term",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Cabanac, Labbé and Magazinov 2021, Tortured phrases (arXiv 2107.06751)",
        "Wray 2002, Formulaic Language and the Lexicon (Cambridge University Press)",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every broken fixed term of the body."""
    yield from findings_of(CODE, reading, "fixed_terms.csv")
