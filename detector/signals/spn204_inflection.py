"""Broken inflection: an ending put on a word that has it already, or on a word that takes none.

What it finds
    Doubled endings ("crookeded", "treatinging", "diseaseses", "sicknessness") and endings on
    function words ("ofing", "intoed", "hasing"), which appear when a program inflects the synonym
    that it has put in, or inflects the last word of a phrase ("get rid ofing").

Why it matters
    English words take one ending of a kind. Learners overdo regular endings ("goed",
    "informations"), but do not stack them; programs do.

When it is wrong
    A few real words end like that ("exceeded", "bringing", "prostheses"); they are left out. A slip
    of the keyboard can double an ending, so one finding alone never flags a page.

Example:
    "His toes were crookeded and the pain kept returninging." — expected "crooked" and "returning".

Sources
    Quirk et al. 1985, A Comprehensive Grammar of the English Language, §3.2 and appendix I;
    Shahid et al. 2017, Accurate detection of automatically spun content via stylometric analysis
    (ICDM).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.prose import prose
from detector.signals.signal import Code

CODE = Code(
    "SPN204",
    "broken inflection",
    Axis.SPUN,
    Severity.ERROR,
    (
        "Quirk et al. 1985, A Comprehensive Grammar of the English Language, §3.2, appendix I",
        "Shahid et al. 2017, Accurate detection of automatically spun content (ICDM)",
    ),
)

WORD = regex(r"\b[a-z]{4,}\b")
ENDINGS = (
    *("eded", "inging", "eses", "esness", "nessness", "mentment", "tiontion", "lyly", "fulful"),
    *("ableable", "estest", "ed", "ing"),
)
# The group is the word as it was before the second ending.
DOUBLED = regex(
    r"\b(?:"
    r"([a-z]{2,}(?:[^e\W\d_]|ee)ed)ed"
    r"|([a-z]{2,}[^l\W\d_]?ing)ing"
    r"|([a-z]{3,}(?:[^s]s|x|ch|sh)es)es"
    r"|([a-z]{3,}ness)(?:ness|es?ness)"
    r"|([a-z]{3,}ment)ment"
    r"|([a-z]{2,}[aeiou]?tion)tion"
    r"|([a-z]{3,}ly)ly"
    r"|([a-z]{3,}ful)ful"
    r"|([a-z]{3,}able)able"
    r"|([a-z]{3,}est)est"
    r")\b"
)
REAL = regex(
    r".*(?:ceded|impeded|stampeded|superseded)|.*(?:b|w|shr|sl|sh|bl)eded|\w{1,4}inging|.*(?:the|f)ringing"
)
STUCK = regex(
    r"\b(of|into|from|onto|upon|through|because|and|the|has|had|was|should|could|would|must|"
    r"might)(?:ed|ing)\b"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every doubled or stuck-on ending of the prose; words with capitals may be names."""
    for block in prose(reading):
        broken = any(_stem(word) for word in set(WORD.findall(block.text)))
        for word in WORD.finditer(block.text) if broken else ():
            stem = _stem(word.group())
            if stem:
                yield CODE.between(
                    reading.article.text,
                    block.start + word.start(),
                    block.start + word.end(),
                    f"No English word is formed like this: “{stem}” has got an ending too many.",
                    expected=(stem,),
                )


def _stem(word: str) -> str | None:
    """Return the word under one ending too many, or None where nothing is wrong."""
    if not word.endswith(ENDINGS) or REAL.fullmatch(word):
        return None
    match = DOUBLED.fullmatch(word) or STUCK.fullmatch(word)
    return next(filter(None, match.groups())) if match else None
