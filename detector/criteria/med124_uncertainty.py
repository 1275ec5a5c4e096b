"""Uncertainty: the text says what is not known.

What it finds
    Words for gaps and limits of knowledge: "more research is needed", "it is unclear whether",
    "the evidence is limited", "no one knows".

Why it matters
    DISCERN's eighth question: medicine has few certainties, and a text that admits to none
    misleads.

When it is wrong
    Hedging words such as "may" do not count: nearly every text has them.

Example:
    "It is not clear whether braces slow the disease" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 8.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED124", "uncertainty", ("DISCERN 8",), (DISCERN,))

CUE = Cue(
    ("tested", "proven", "nothing", "unable to", "understood",
     "research", "unclear", "not clear", "uncertain", "unknown", "not known", "evidence",
     "limited", "knows", "not yet", "remains to be", "inconclusive", "studies", "not fully",
     "not well", "poorly understood", "unproven", "not been", "controvers", "not certain",
     "no proof"),
    regex(
        r"\b(?!(?-i:Not [A-Z]))not (?:yet |fully |well )*(?:understood|known|proven|certain)\b|"
        r"\b(?:has|have|had)(?:n't|n’t| not) (?:yet )?been (?:\w+ )?(?:tested|proven|studied|"
        r"shown)|"
        r"\bno (?:\w+ )?proven\b|\bknow (?:\w+ ){0,2}(?:nothing|little)\b|"
        r"\bunable to (?:make|draw|say|conclude)|"
        r"\b(?:more|further|additional|better|larger) (?:\w+ )?(?:research|studies|study|"
        r"trials|evidence|data) (?:\w+ )?(?:is|are|will be|may be)? ?(?:still )?(?:needed|"
        r"required|necessary)|"
        r"\b(?!(?-i:Not [A-Z]))(?:un|not (?:yet |entirely |completely )?)(?:clear|certain|"
        r"known)\b(?! for)|\b(?:evidence|data|research) (?:\w+ ){0,4}(?:is|are|remains?) "
        r"(?:\w+ )?(?:limited|weak|mixed|lacking|insufficient|inconclusive|scarce|poor|"
        r"unclear|conflicting|low)|\b(?:no|little|limited|insufficient|weak|not enough|lack "
        r"of|conflicting|mixed) (?:\w+ ){0,2}(?:evidence|proof|data|research)\b|"
        r"\bevidence (?:for|on|that)\b[^.]{0,80} is (?:limited|weak|insufficient|lacking|poor)|"
        r"\b(?:no ?one|nobody) (?:\w+ )?(?:knows|understands)\b|"
        r"\b(?:scientists|researchers|doctors|experts|we) (?:do not|don't|don’t) "
        r"(?:yet |fully )*(?:know|understand)\b|"
        r"\bremains? to be (?:seen|determined|proven)|\binconclusive|"
        r"\b(?:not (?:fully|well|completely)|"
        r"poorly) (?:understood|studied|established|known)|\b(?:has|have)(?:n't|n’t| not) "
        r"been (?:\w+ )?(?:proven|proved|shown|studied|established|tested|confirmed|approved)|"
        r"\bunproven\b",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
