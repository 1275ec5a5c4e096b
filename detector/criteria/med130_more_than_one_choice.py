"""More than one choice: the text makes clear that there are alternatives.

What it finds
    "Treatment options include", "another option", "alternatives to", "depending on", lists of
    treatments.

Why it matters
    DISCERN's fourteenth question: a text that knows one remedy sells it.

When it is wrong
    Options named in a list without such words are missed.

Example:
    "Other options are physiotherapy and injections" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 14.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED130", "more than one choice", ("DISCERN 14",), (DISCERN,))

CUE = Cue(
    ("method", "in addition to", "second choice", "second-line", "second line",
     "option", "alternative", "several treatment", "other treatment", "different treatment",
     "choice", "choose", "either", "types of treatment", "treatments include",
     "treatment include", "another treatment", "variety of", "may include", "instead of",
     "combination"),
    regex(
        r"\b(?:other|different|several|various|lenient) methods\b|\bin addition to (?:these|this|"
        r"antibiotics|medic)|\bsecond(?: choice|[- ]line)\b|"
        r"\b(?:treatment|therapy|surgical|medical|drug|management|other|different|many|"
        r"several|various|two|three|few|best|more|these|all|both|vaccine|nonsurgical) (?:\w+ "
        r")?options?\b|\boptions? (?:include|are|available|for|range|may)\b|\banother "
        r"(?:option|treatment|choice|alternative|approach)\b|\balternatives? (?:to|include|"
        r"treatments?|therap\w+|are|is|for)\b|\b(?:an )?alternative (?:to|is|approach)\b|"
        r"\b(?:several|other|different|various|many|multiple|types of|two|three|new) (?:\w+ "
        r"){0,2}(?:treatments|therapies|medications|medicines|drugs|vaccines|approaches|"
        r"remedies)\b|\btreatments? (?:\w+ ){0,4}(?:includes?|may include|range|consists? of|"
        r"depends?)\b|\bchoices? (?:of|include|for|between|are)\b|\bchoose (?:between|from|"
        r"among)\b",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
