"""Authority: the page says what qualifies its author or reviewer.

What it finds
    Letters after a name (MD, DO, PhD, RN, RD, PharmD, MBBS, FRCP …), "Dr", a profession or post
    behind the name ("a registered dietitian", "Associate professor at …"), or the same in JSON-LD
    (``jobTitle``, ``honorificSuffix``, ``affiliation``) and in ``citation_author_institution``.
    It must belong to the author or reviewer: experts who are quoted do not count.

Why it matters
    HONcode's first principle asks that advice come from qualified people or say that it does not;
    the JAMA benchmark asks for the authors' affiliations and credentials.

When it is wrong
    It reads claims and verifies none. "Dr" may be a doctor of anything. A qualification on a
    profile page behind the name is not seen.

Example:
    "Written by Ana Beltrán, RN" meets it; "By Ana Beltrán, senior writer" does not.

Sources
    HONcode principle 1, Authority (Health On the Net Foundation); Silberg et al. 1997 (JAMA
    277:1244).
"""

from __future__ import annotations

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.people import qualification
from detector.criteria.view import View

ITEM = Item(
    "MED102",
    "authority",
    ("HONcode 1", "JAMA"),
    ("HONcode principle 1, Authority", "Silberg et al. 1997, JAMA 277:1244"),
)


def judge(view: View) -> Criterion:
    """Return met with what is said of the author or reviewer."""
    return ITEM.seen(qualification(view, view.people), searchable=view.whole)
