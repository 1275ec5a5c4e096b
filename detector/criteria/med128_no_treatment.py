"""No treatment: the text says what happens if nothing is done.

What it finds
    "If left untreated", "without treatment", watchful waiting, "usually goes away on its own".

Why it matters
    DISCERN's twelfth question: doing nothing is a choice too, and sometimes the best one.

When it is wrong
    "Untreated" as a word about water or wood counts in no health page, but may elsewhere.

Example:
    "Most cases clear up without treatment within two weeks" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 12.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED128", "no treatment", ("DISCERN 12",), (DISCERN,))

CUE = Cue(
    ("without any", "decide", "choose",
     "untreated", "without treatment", "not treated", "no treatment", "on its own",
     "on their own", "watchful waiting", "wait and see", "not need treatment", "by itself",
     "without medical", "without being treated", "if you do nothing", "resolve", "goes away",
     "if ignored"),
    regex(
        r"\bwithout any (?:\w+ )?treatment|"
        r"\bif you (?:decide|choose) (?:not to (?:have|take|be)|to have no)\b|"
        r"\b(?:if |when |is |are )?(?:left )?untreated\b|\bwithout (?:\w+ )?(?:treatment|"
        r"therapy|antibiotics|medical (?:care|attention|treatment))\b|\b(?:not|n't|never) "
        r"(?:\w+ )?treated\b|\bno treatment (?:is|may be) (?:needed|required|necessary)|"
        r"\b(?:do|does|may|might)(?:n't|n’t| not) (?:\w+ )?(?:need|require) (?:\w+ "
        r")?treatment|\b(?:goes?|go(?:ing)? away|clears?(?: up)?|resolves?|heals?|gets? "
        r"better|disappears?|recovers?|improves?)[^.]{0,40}\b(?:on (?:its|their) own|by "
        r"itself|without)\b|\bwatchful waiting\b|\bwait[- ]and[- ]see\b|\bif (?:you do "
        r"nothing|ignored)",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
