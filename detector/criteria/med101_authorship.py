"""Authorship: the page names a person who wrote or reviewed it.

What it finds
    A person's name in JSON-LD (``author``, ``reviewedBy``), in ``<meta>``, in a byline near the
    headline ("By …", a name beside a date or before letters such as MD), or after "written by",
    "reviewed by", "posted by"; in "I am Nurse …" at the top, or "… is a physiotherapist" in the
    last paragraph. The names of teams, desks, firms and the site itself are no persons.

Why it matters
    Authorship is the first of the four JAMA benchmarks: a reader who does not know who is speaking
    cannot weigh what is said.

When it is wrong
    Names that are also common words are missed; the person who typed a page into the content
    system may be named instead of its author. What qualifies the person is MED102's question.

Example:
    "Medically reviewed by Ana Beltrán, MD" meets it; "By our editorial team" does not.

Sources
    Silberg, Lundberg and Musacchio 1997, Assessing, controlling, and assuring the quality of
    medical information on the Internet (JAMA 277:1244).
"""

from __future__ import annotations

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import View

ITEM = Item(
    "MED101",
    "authorship",
    ("JAMA",),
    ("Silberg et al. 1997, JAMA 277:1244",),
)


def judge(view: View) -> Criterion:
    """Return met with the first name found."""
    return ITEM.seen(next(iter(view.people), None), searchable=view.whole)
