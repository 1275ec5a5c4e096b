"""Attribution: the page names sources that a reader can look up.

What it finds
    DOIs and PubMed numbers, a list of references, links in the text to journals, universities,
    societies and public bodies of another site, and citations in words ("published in JAMA",
    "[1]", "(Okafor 2019)", "Source: …").

Why it matters
    Attribution is a JAMA benchmark, HONcode's fourth principle and DISCERN's fourth question: what
    cannot be traced cannot be checked.

When it is wrong
    That a source is named does not mean that it says what the page says. "Experts say" or "the WHO
    warns" without a link is no source here. In a text without its links, words alone decide.

Example:
    "… fell by a third, according to a study in the Journal of Pain" meets it.

Sources
    Silberg et al. 1997 (JAMA 277:1244); HONcode principle 4, Attribution; Charnock et al. 1999,
    DISCERN (J Epidemiol Community Health 53:105), question 4.
"""

from __future__ import annotations

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.sources_cited import cited
from detector.criteria.view import View

ITEM = Item(
    "MED103",
    "attribution",
    ("JAMA", "HONcode 4", "DISCERN 4"),
    (
        "Silberg et al. 1997, JAMA 277:1244",
        "HONcode principle 4, Attribution",
        "Charnock et al. 1999, J Epidemiol Community Health 53:105",
    ),
)


def judge(view: View) -> Criterion:
    """Return met with the clearest source; without its HTML, a text may have lost its links."""
    linked = view.whole or bool(view.article.links)
    return ITEM.seen(cited(view), searchable=linked)
