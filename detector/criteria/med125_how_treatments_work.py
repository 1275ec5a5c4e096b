"""How treatments work: the text says what a treatment does in the body or how it is done.

What it finds
    Explanations of mechanism or procedure: "works by", "blocks", "acts on", "during the operation
    the surgeon".

Why it matters
    DISCERN's ninth question: who understands how a treatment works can judge and use it better.

When it is wrong
    Mechanisms of the disease are sometimes taken for those of the treatment.

Example:
    "The drug works by relaxing the vessel wall" meets it.

Sources
    Charnock et al. 1999, DISCERN: an instrument for judging the quality of written consumer health
    information on treatment choices (J Epidemiol Community Health 53:105), question 9.
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.treatment import DISCERN, asked
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED125", "how treatments work", ("DISCERN 9",), (DISCERN,))

CUE = Cue(
    ("counter", "bind", "immunity", "replace the", "producing",
     "work", "block", "act on", "acts on", "stimulat", "inhibit", "relax", "mimic",
     "help the body", "by reducing", "by prevent", "by increasing", "during the", "kills",
     "kill ", "slows", "stops", "stop the", "antibod", "immune", "designed to", "involves",
     "replac", "reduces", "given", "mechanism"),
    regex(
        r"\bto (?:counter|replace|restore) (?:the )?(?:\w+ )?(?:dehydration|fluids?|blood|lost|"
        r"loss|salts)|"
        r"\bmechanisms? of action\b|\bbinds? to\b|\b(?:active|passive) (?:\w+ )?immunity\b|"
        r"\bproduc(?:e|es|ing) antibodies|"
        r"\b(?:it|they|this|these|drugs?|medicines?|medications?|treatments?|vaccines?|"
        r"therap(?:y|ies)|antibiotics|insulin|statins|inhibitors?|which|that) (?:\w+ "
        r"){0,2}?works? (?:by|to|on|like|as|through|in)\b|\bworks? by \w+ing\b|\bby (?:block|"
        r"reduc|prevent|increas|inhibit|stimulat|relax|mimick|slow|stopp|kill|bind|teach|help|"
        r"replac|lower|bring|attack|target|activat)\w*ing\b|\b(?:drugs?|medicines?|"
        r"medications?|antibiotics?|inhibitors?|blockers?|vaccines?|antibodies|therap(?:y|"
        r"ies)|agonists?|fluids?|treatment) (?:\w+ ){0,4}?(?:block|inhibit|stimulat|slow|stop|"
        r"kill|prevent|relax|mimic|bind|replac|boost|attack|reduc|target|help the (?:\w+ )?(?:body|"
        r"heart|lungs|airways|blood|kidneys|cells|immune))(?:e?s|ing)?\b|"
        r"\bduring (?:the |this |an? )?(?:procedure|operation|surgery|treatment|session|test|"
        r"infusion)\b|\b(?:procedure|operation|surgery|therapy|treatment) (?:usually |often |"
        r"typically )?(?:involves|consists|includes)\b|\bdesigned to (?:\w+ )?(?:block|stop|"
        r"reduce|prevent|help|target|kill|trigger)",
        re.IGNORECASE,
    ),
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the words that show it."""
    return asked(ITEM, CUE, view)
