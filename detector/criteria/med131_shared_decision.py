"""Shared decision: the text helps the reader to decide together with a doctor or family.

What it finds
    "Talk to your doctor about", "discuss with", questions to ask, "your preferences", "decide
    together".

Why it matters
    DISCERN's fifteenth question: choices are made with someone, and a text should prepare that
    talk.

When it is wrong
    "See your doctor" alone sends the reader away and does not count; "consult your physician before
    use", as labels have it, counts though it helps nobody to decide.

Example:
    "Discuss with your doctor which option suits you" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 15.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED131", "shared decision", ("DISCERN 15",), (DISCERN,))

CUE = Cue(
    ("help you decide",
     "talk to", "talk with", "speak to", "speak with", "discuss", "ask your", "ask a",
     "questions to ask", "decide", "your preference", "together with", "check with", "consult",
     "your doctor can help", "work with", "shared decision", "consultation", "decision"),
    regex(
        r"\bhelp you (?:to )?(?:decide|choose)\b|"
        r"\b(?:talk|speak|check|work|consult)(?:ing)? (?:to|with)? ?(?:your|a|their|the) "
        r"(?:\w+ ){0,3}(?:doctor|physician|provider|pharmacist|nurse|dieti[ct]ian|dentist|"
        r"pediatrician|midwife|gp|professional|specialist|team|family|vet|therapist|"
        r"surgeon)\b|\bdiscuss\w* (?:\w+ ){0,8}?with (?:your|a|their|the|his|her) (?:\w+ "
        r"){0,3}(?:doctor|physician|provider|pharmacist|nurse|dentist|professional|specialist|"
        r"team|family|gp|surgeon)|\bask (?:your|a|the) (?:\w+ ){0,2}(?:doctor|physician|"
        r"provider|pharmacist|nurse|dentist|vet|pediatrician)\b|\bquestions to ask\b|"
        r"\b(?:your|personal|patient'?s?|individual) (?:\w+ )?preferences\b|\bshared decision|"
        r"\b(?:decide|decision)s? (?:\w+ ){0,3}(?:together|with (?:your|a|the))|\b(?:your|a) "
        r"(?:doctor|physician|healthcare provider|provider|dieti[ct]ian|nurse|pharmacist|"
        r"specialist) (?:can|will|may) (?:help|recommend|advise|suggest|discuss|explain)",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
