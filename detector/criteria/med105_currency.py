"""Currency: the page says when it was written, updated or reviewed.

What it finds
    Dates in JSON-LD and ``<meta>`` elements; in visible text a phrase ("Last reviewed: 5 May
    2021", "Updated 04/2019"), a line near the headline that is little but a date, or the dateline
    of a press release. Many formats are read: 5 May 2021, May 5th, 2021, 2021-05-05, 05/05/2021,
    5.5.2021, May 2021.

Why it matters
    Currency is a JAMA benchmark and DISCERN's fifth question, and HONcode asks for the date of the
    last change: medical advice ages. Dates were the weakest point of automated HONcode work.

When it is wrong
    The year of a copyright line is no date here, nor is one of an event or of a study; but a teaser
    beside the headline may lend its date, and "updated yesterday" has none.

Example:
    "Page last reviewed: 29 January 2015" meets it; "© 2015" does not.

Sources
    Silberg et al. 1997 (JAMA 277:1244); HONcode principle 4; Charnock et al. 1999, DISCERN,
    question 5; Boyer and Dolamic 2015, Automated detection of HONcode website conformity
    (J Med Internet Res 17:e135).
"""

from __future__ import annotations

from detector.assessment import Criterion
from detector.criteria.dating import shown
from detector.criteria.item import Item
from detector.criteria.view import View

ITEM = Item(
    "MED105",
    "currency",
    ("JAMA", "HONcode 4", "DISCERN 5"),
    (
        "Silberg et al. 1997, JAMA 277:1244",
        "Charnock et al. 1999, J Epidemiol Community Health 53:105",
        "Boyer and Dolamic 2015, J Med Internet Res 17:e135",
    ),
)


def judge(view: View) -> Criterion:
    """Return met with the date that the page states of itself."""
    metadata = view.article.metadata
    if metadata.dates_stated:
        kinds = {"reviewed": metadata.reviewed, "modified": metadata.modified}
        kinds["published"] = metadata.published
        return ITEM.met(", ".join(f"{kind} {when}" for kind, when in kinds.items() if when))
    if metadata.published and not view.whole:
        return ITEM.met(f"published {metadata.published}")
    return ITEM.seen(shown(view), searchable=view.whole)
