"""Justifiability: claims about benefit and harm come with the evidence for them.

What it finds
    Sentences that say what a treatment, food or product does for health, and in the same block a
    study, trial, review, guideline or figure that bears them out. A page without such claims is not
    judged.

Why it matters
    HONcode's fifth principle: any claim about the benefit or performance of a treatment must be
    supported by balanced evidence.

When it is wrong
    It sees that evidence is invoked, not whether it is good. A claim may be borne out further down.

Example:
    "In a trial of 240 people it shortened the cold by a day" meets it; "It cures colds" does not.

Sources
    HONcode principle 5, Justifiability (Health On the Net Foundation).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED113", "justifiability", ("HONcode 5",), ("HONcode principle 5, Justifiability",))

WHAT = (
    r"(?:risk|pain|symptoms?|disease|weight|pressure|cholesterol|inflammation|anxiety|depression|"
    r"infection|cancer|diabetes|stress|sleep|health|immun\w+|mortality|death|illness|virus|fever)"
)
CLAIM = Cue(
    ("reduc", "improv", "lower", "prevent", "reliev", "treat", "boost", "cure", "help", "protect",
     "effective", "promot"),
    regex(
        rf"\b(?:reduc|improv|lower|prevent|reliev|treat|boost|cur|protect|eas|promot)(?:e|es|s|"
        rf"ing|ed)?\b"
        rf"(?: \S+){{0,5}}? {WHAT}\b|\b(?:is|are|was|proved) (?:\w+ )?effective\b",
        re.IGNORECASE,
    ),
    before=10,
    after=110,
)  # fmt: skip
EVIDENCE = regex(
    r"\b(?:(?:stud(?:y|ies)|trials?|meta-analys[ie]s|reviews?|researchers?|evidence|data|"
    r"guidelines?|"
    r"scientists)\b[^.]{0,70}\b(?:found|finds?|show(?:s|ed|n)?|suggest(?:s|ed)?|report(?:s|ed)?|"
    r"conclud\w+|recommend\w*|demonstrat\w+|link(?:s|ed)|indicat\w+|compar\w+)|"
    r"(?:randomi[sz]ed|controlled|clinical) trials?|in a (?:\d{4} )?(?:study|trial|review)|"
    r"according to (?:an? |the )?(?:\w+ ){0,4}(?:study|review|guidelines?|research)|\[\d+\])",
    re.IGNORECASE,
)


def judge(view: View) -> Criterion:
    """Return met with the evidence; unknown where nothing is claimed."""
    claims = list(CLAIM.matches(view.body))
    if not claims:
        return ITEM.unknown()
    for claim in claims:
        start = view.body.text.rfind("\n", 0, claim.start()) + 1
        end = view.body.text.find("\n", claim.end())
        found = EVIDENCE.search(view.body.text, start, end if end >= 0 else len(view.body.text))
        if found:
            return ITEM.met(found.group())
    return ITEM.unmet()
