"""Balance: the text gives more than one side.

What it finds
    Words that set one view or finding against another: "on the other hand", "however, some", pros
    and cons, advantages and disadvantages, "experts disagree", benefits and risks together.

Why it matters
    DISCERN's sixth question: a text that shows one side only persuades instead of informing.

When it is wrong
    It sees the form of balance. A text may say "pros and cons" and list only pros.

Example:
    "Surgery helps some people; for others, however, the risks outweigh the benefits" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 6.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED122", "balance", ("DISCERN 6",), (DISCERN,))

CUE = Cue(
    ("on the other hand", "pros and cons", "advantages", "disagree", "controvers", "debate",
     "however", "risks and benefits", "benefits and ", "outweigh", "drawback", "downside",
     "not everyone", "whereas", "although", "while some", "side effects", "mixed"),
    regex(
        r"\bon the other hand\b|\bpros and cons\b|\badvantages? and (?:the )?disadvantages?\b|"
        r"\b(?:experts?|researchers|doctors|scientists|opinions?|studies) (?:\w+ "
        r"){0,2}(?:disagree|differ|are divided|conflict)|\b(?:remains? |is |are "
        r")?(?:controversial|debated|disputed)\b|\bhowever,? (?:some|other|others|not all|it|"
        r"there|the|these|many|in|this)\b|\b(?:risks? (?:and|versus|vs\.?|against) (?:the "
        r")?(?:\w+ )?benefits?|benefits? (?:and|versus|vs\.?|against) (?:the )?(?:\w+ "
        r")?(?:risks?|harms?|side effects|drawbacks|limitations))|\b(?:outweigh|downsides?|"
        r"drawbacks?)\b|\b(?:not everyone|while some|although (?:some|many|there|the|it|most|"
        r"these))\b|\b(?:mixed|conflicting) (?:results|evidence|findings|reviews)",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
