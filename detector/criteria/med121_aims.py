"""Aims: the text says what it is about and whom it is for.

What it finds
    Sentences that announce the text ("this leaflet explains", "in this article", "we look at",
    "here is what you need to know"), lists of contents and key points.

Why it matters
    DISCERN's first question: a reader should know at once whether a text will answer them.

When it is wrong
    A title may state the aim on its own; that does not count here.

Example:
    "This page explains how a torn meniscus is treated" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 1.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED121", "aims", ("DISCERN 1",), (DISCERN,))

CUE = Cue(
    ("this article", "this page", "this leaflet", "this guide", "this fact sheet", "this booklet",
     "in this", "we will", "we look", "learn ", "what you need to know", "key takeaways",
     "key points", "at a glance", "table of contents", "you will find", "read on", "find out",
     "aims to", "this information", "this review", "overview"),
    regex(
        r"\b(?:this|the following|our) (?:article|page|leaflet|guide|fact ?sheet|booklet|"
        r"information|review|post|section|blog|handout|summary|"
        r"paper)\b[^.]{0,25}\b(?:explains?|describes?|covers?|discusses?|gives|provides|"
        r"outlines|looks|is (?:for|about|intended|designed)|answers|will|aims|summari[sz]es|"
        r"examines|explores|offers|tells|reviews)\b|\bin this (?:article|guide|post|section|"
        r"leaflet|review|page|blog|video|handout|chapter)\b|\b(?:we(?:'ll|’ll| will)?|let's|"
        r"let’s) (?:explore|look at|discuss|explain|cover|review|take a look|walk you)|"
        r"\b(?:read on|keep reading) (?:to|for)\b|\bfind out (?:how|what|more|why|when|"
        r"about)\b|\blearn (?:about|how|what|why|more about) |\bwhat you (?:need|should) "
        r"(?:to )?know|\bkey (?:takeaways|points|facts)\b|\bat a glance\b|\btable of "
        r"contents\b|\byou(?:'ll|’ll| will) (?:find|learn)|\baims? to (?:explain|help|inform|"
        r"provide)",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
