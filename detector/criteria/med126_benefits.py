"""Benefits: the text says what each treatment is good for.

What it finds
    What a treatment achieves: controls symptoms, lowers a risk, is effective, helps people to
    recover.

Why it matters
    DISCERN's tenth question: a choice needs the benefit on the table, in words or better in
    numbers.

When it is wrong
    It sees that benefit is claimed, not that it is true (MED113 asks for the evidence).

Example:
    "It relieves pain in about half of all patients" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 10.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED126", "benefits", ("DISCERN 10",), (DISCERN,))

CUE = Cue(
    ("lifesaving", "life-saving", "best way", "difference", "protect",
     "reduc", "reliev", "improv", "effective", "help", "lower", "prevent", "benefit", "control",
     "protect", "shorten", "ease", "recover", "surviv", "treat"),
    regex(
        r"\b(?:been|effective|highly) (?:effective )?(?:in|for|against) (?:treat|prevent|reduc|"
        r"reliev)ing|"
        r"\blife-?saving\b|\bbest (?:way|protection) (?:to (?:prevent|treat|protect)|against)|"
        r"\b(?:make|makes|made) a (?:\w+ )?difference|\bprotect(?:s|ed)? (?:against|\d+)|"
        r"\b(?:treatments?|therap(?:y|ies)|medications?|medicines?|drugs?|surgery|vaccines?|"
        r"vaccination|exercises?|antibiotics?|antivirals?|it|they|"
        r"rehydration|fluids|supplements?|meditation|care) (?:\w+ ){0,3}?(?:reduc|reliev|"
        r"improv|help|lower|prevent|control|protect|shorten|eas|increas|decreas|slow|cur)(?:e|"
        r"es|s|ing|ed)?\b|\b(?:is|are|was|were|be|very|highly|most|more|\d+ ?%|percent) "
        r"(?:\w+ )?effective\b|\bbenefits? (?:of|from|include|to)\b|\b(?:reduc|reliev|improv|"
        r"lower|prevent|eas)(?:e|es|ing|ed) (?:the |your |their )?(?:\w+ )?(?:pain|symptoms?|"
        r"risk|severity|swelling|inflammation|blood pressure|mortality|anxiety|stress|death)",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
