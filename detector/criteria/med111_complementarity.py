"""Complementarity: the page says that it does not replace a doctor.

What it finds
    Statements such as "not a substitute for professional medical advice", "for information only",
    "does not provide medical advice", a disclaimer that sends the reader to a physician, and links
    to a medical disclaimer.

Why it matters
    HONcode's second principle: information should support, not replace, the relationship between
    patient and physician.

When it is wrong
    A plain "Disclaimer" link may hold the statement on another page and does not count. "Talk to
    your doctor" as advice within the article is good practice, but not this statement.

Example:
    "This page does not replace the advice of your doctor" meets it.

Sources
    HONcode principle 2, Complementarity (Health On the Net Foundation).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED111", "complementarity", ("HONcode 2",), ("HONcode principle 2, Complementarity",))

ADVICE = (
    r"(?:advice|professional|doctors?|physicians?|clinicians?|consult\w*|diagnos\w*|medical "
    r"(?:care|"
    r"expertise|judge?ment|attention|opinion|treatment)|health ?care provider|pharmacist|therapist)"
)
STATED = Cue(
    ("substitut", "replac", "medical advice", "informational purposes", "information purpose",
     "reference only",
     "educational purposes", "information only", "informational only",
     "educational and informational", "disregard", "disclaimer", "diagnos"),
    regex(
        rf"\b(?:not|no|never|nor)\b[^.;]{{0,90}}?\b(?:substitut\w*|replac\w*)\b(?: for| the| your)?"
        rf"[^.;]{{0,80}}?\b{ADVICE}|"
        r"\bnot (?:intended |meant |designed )?(?:to |be )?(?:used )?(?:as |a |to "
        r")*(?:substitut\w+|replac\w+)"
        r" (?:for )?(?:\w+ ){0,4}(?:advice|doctor|physician|professional)|"
        r"\b(?:is|are|provided|intended|published|meant)[^.;]{0,60}?\bfor (?:general |your "
        r")?(?:\w+ (?:and|&) )?"
        r"(?:informational?|educational)(?: (?:and|or|&) \w+)? (?:purposes?|use) only|"
        r"\bfor (?:reference|general information) only\b|\b(?:purely|only|solely) for (?:general "
        r")?(?:information|informational|educational) "
        r"purposes?|"
        r"\b(?:informational?|educational)(?: (?:and|or|&) \w+)? purposes(?: only)?[^.;]{0,30}"
        r"\b(?:not|never|only)\b|\bfor information(?:al)? (?:purposes )?only\b|"
        r"\b(?:does|do|is|are|can|should)(?:n't|n’t| ?not)\b(?: \w+){0,6}?,? (?:medical|health|"
        r"personal medical) "
        r"advice\b|\b(?:nothing|no content)[^.]{0,60}medical advice|"
        r"\b(?:never|not|n't) (?:\w+ ){0,4}?disregard (?:\w+ ){0,3}(?:medical )?advice|"
        r"\bdisclaimer\b.{0,160}?\bconsult (?:with )?(?:your|a) (?:\w+ ){0,2}(?:physician|doctor)|"
        r"\bnot (?:be )?(?:used|relied)[^.]{0,50}\b(?:diagnos\w+|medical advice)(?! or cure)",
        re.IGNORECASE,
    ),
    before=150,
    after=220,
)  # fmt: skip
LINK = Cue(
    ("medical disclaimer", "health disclaimer", "medical advice disclaimer"),
    regex(
        r"^[^\t\n]*(?:medical|health)(?: advice)? disclaimer[^\t\n]*", re.IGNORECASE | re.MULTILINE
    ),
)
# The same words about a treatment ("exercise is no substitute for medication") are not about the
# page; and the sentence that the law asks of supplements speaks of the product.
TOPICAL = regex(
    r"(?:cure,? (?:or|and) prevent|prevent any disease|\b(?:products?|supplements?|fasting|"
    r"exercise|"
    r"meditation|AI|therapy)\b[^.]{0,40}\b(?:not|no)\b)",
    re.IGNORECASE,
)

SUBJECT = 45  # characters before the match


def judge(view: View) -> Criterion:
    """Return met with the statement."""
    text = view.flat.text
    found = (
        match.group()
        for match in STATED.matches(view.flat)
        if not TOPICAL.search(text, max(0, match.start() - SUBJECT), match.end())
    )
    return ITEM.seen(next(found, None) or LINK.search(view.links), searchable=view.whole)
