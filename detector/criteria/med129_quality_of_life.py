"""Quality of life: the text says how treatment affects daily life.

What it finds
    Work, sleep, family, sport, driving, travel and independence in connection with treatment, or
    the words "quality of life".

Why it matters
    DISCERN's thirteenth question: people live with treatments, not only through them.

When it is wrong
    Daily life may be mentioned for the disease alone.

Example:
    "You can go back to work after two weeks" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 13.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED129", "quality of life", ("DISCERN 13",), (DISCERN,))

CUE = Cue(
    ("quality of life", "daily life", "daily living", "everyday life", "day-to-day",
     "daily activit", "normal activit", "return to work", "back to work", "lifestyle",
     "independen", "usual activit", "well-being", "wellbeing", "live with", "living with",
     "miss work", "days off", "lives of", "normal life"),
    regex(
        r"\bquality of life\b|\b(?:daily|everyday|day-to-day|normal|usual) (?:li(?:fe|ves)|"
        r"living|activit(?:y|ies)|routines?|tasks|functioning)\b|\b(?:return|back|going|go) "
        r"(?:back )?to (?:work|school|sports?|normal|exercise|driving)\b|\b(?:miss(?:ing|ed)?|"
        r"time off|days off) (?:from )?(?:work|school)\b|\bliving with (?:the |a |your )?\w+|"
        r"\b(?:patients?|people|their|your) (?:\w+ )?(?:well-?being|independence)\b|"
        r"\bnormal,? (?:\w+ )?li(?:fe|ves)\b",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
