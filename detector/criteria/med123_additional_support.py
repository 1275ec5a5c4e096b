"""Additional support: the text says where to find more help or information.

What it finds
    Pointers to organisations, helplines, support groups, further reading and other sites.

Why it matters
    DISCERN's seventh question: no text answers everything, and a reader in need must know where to
    go next.

When it is wrong
    "Read more" teasers to the same site do not count, but cannot always be told apart.

Example:
    "For more information, call the helpline of the Arthritis Society" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 7.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED123", "additional support", ("DISCERN 7",), (DISCERN,))

CUE = Cue(
    ("for more information", "more information", "further information", "support group",
     "helpline", "hotline", "further reading", "additional resources", "resources",
     "to learn more", "for help", "visit ", "useful links", "useful websites",
     "additional information", "related links", "for further"),
    regex(
        r"\bfor (?:more|further|additional) (?:information|help|details|advice|support|"
        r"reading)\b|\b(?:more|further|additional) information (?:is available|about|on|can "
        r"be found|from|at)\b|\bsupport groups?\b|\b(?:help|hot)lines?\b|\bfurther reading\b|"
        r"\b(?:additional|helpful|useful|other|related|patient|online|more|web) (?:resources?|"
        r"links|websites|organi[sz]ations)\b|\bto (?:learn|find out|read) more(?: about| on|"
        r",)|(?<!not )\bvisit (?:the |our )?(?:(?-i:[A-Z])\w+|website|www|http)|"
        r"\bresources for\b",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
