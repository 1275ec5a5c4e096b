"""Risks: the text says what harm a treatment can do.

What it finds
    Side effects, complications, warnings, interactions and contraindications.

Why it matters
    DISCERN's eleventh question, and the one that promotional texts fail most often.

When it is wrong
    Risks of the disease are not risks of the treatment; where a sentence has both, it may count.

Example:
    "Side effects include nausea and, rarely, bleeding" meets it; "no side effects" does not.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 11.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED127", "risks", ("DISCERN 11",), (DISCERN,))

CUE = Cue(
    ("worse", "too much",
     "side effect", "side-effect", "adverse", "complication", "risk", "allergic", "interact",
     "contraindicat", "should not take", "should not be given", "do not take", "not recommended",
     "harm", "overdose", "toxic", "unsafe", "dangerous", "warning", "not safe", "avoid"),
    regex(
        r"\bcan make (?:\w+ ){1,3}worse\b|\bwhat are the (?:\w+ )?(?:risks|dangers|harms)\?|"
        r"\btoo much (?:[^.]{0,40} )?(?:can|may|will) (?:harm|damage|poison|be harmful)\b|"
        r"(?<!\bno )(?<!\bzero )(?<!\bwithout )(?<!\bwithout any )\bside[- ]effects?\b|"
        r"\badverse (?:\w+ )?(?:effects?|events?|reactions?)\b|"
        r"\ballergic reactions? to (?:the |a )?(?:vaccine|drug|medic)|\bcontraindicat|"
        r"\b(?:drug )?interactions? with\b|\b(?:risks?|complications|dangers|harms?) (?:of|"
        r"from|associated with|linked to|include[sd]?) (?:the |this |taking |using )?(?:\w+ "
        r"){0,2}(?:treatment|surgery|therapy|medic\w+|drugs?|vaccin\w+|procedure|operation|"
        r"supplements?|use|taking|anesthesia)|\b(?:surgery|treatment|procedure|drugs?|"
        r"vaccines?|medications?|supplements?)\b[^.]{0,50}\b(?:carr(?:y|ies)|has|have|can "
        r"cause|may cause|pose) (?:\w+ )?(?:risks?|complications|serious|nausea|allergic|harm|"
        r"bleeding|damage|problems)|\bshould (?:not|never|n't) (?:take|be given|use|receive|"
        r"be used|get|have)\b|\bdo not take\b|\bnot (?:safe|recommended|suitable) (?:for|in|"
        r"during|to)\b|\boverdos|\btoxic(?:ity)?\b",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
