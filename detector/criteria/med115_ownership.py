"""Ownership: the reader can see who is behind the site.

What it finds
    A link to a page about the site, its team, mission or imprint; a firm, foundation, university or
    public body in the copyright line; a registered charity; the banner of a government's official
    website.

Why it matters
    HONcode's seventh principle, financial disclosure, asks who stands behind a site and pays for
    it. Being able to name the owner is its first half; MED104 has the second.

When it is wrong
    "About" pages are not read. A firm's name in a copyright line may be the theme maker's.

Example:
    "About us" in the footer meets it; "About these ads" does not.

Sources
    HONcode principle 7, Financial disclosure (Health On the Net Foundation).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED115", "ownership", ("HONcode 7",), ("HONcode principle 7, Financial disclosure",))

LINK = Cue(
    ("about", "who we are", "our story", "our mission", "our team", "mission", "imprint",
     "legal notice", "company info", "corporate", "the team"),
    regex(
        r"^[^\w\n\t]*(?:about(?! (?:these|our|the|this|your|my)? ?(?:ads?|cookies|author|page|"
        r"me)\b)"
        r"(?: [\w&’'.®-]+){0,5}|who we are|our (?:story|mission|team|company|purpose)(?: "
        r"[\w&-]+){0,3}|"
        r"mission(?: [\w&]+){0,3}|imprint|impressum|legal notice|company info|corporate info\w*|"
        r"the team|masthead)\W*\t|\t\S*/about(?:-us|us)?(?:/|\.\w+)?$",
        re.IGNORECASE | re.MULTILINE,
    ),
    before=40,
)  # fmt: skip
TOPICAL = regex(r"about (?:\d+|an?) (?:minute|hour|day)", re.IGNORECASE)
FIRM = Cue(
    ("©", "copyright", "(c)", "all rights reserved", "d/b/a"),
    regex(
        r"(?:©|[Cc]opyright|\([Cc]\))[^©]{0,60}?\b[A-Z][\w&.,’' -]{1,60}?\b(?:Inc|LLC|L\.?L\.?C|"
        r"Ltd|Limited|"
        r"GmbH|Corp(?:oration)?|University|College|Foundation|Society|Institute|Association|"
        r"Government|"
        r"Department|Company|Partners|Group|Regents|Network|L\.P|LP|P/S|Council|Trust)\b|"
        r"\b(?:LLC|Inc|Ltd|Limited)\b\W{0,4}All [Rr]ights [Rr]eserved"
    ),
    before=40,
    after=130,
)
OFFICIAL = Cue(
    ("official website of", "official site of", "department of health", "llc d/b/a",
     "registered charit", "charity no", "charity number", "charity reg"),
    regex(
        r"official (?:web)?site of|Department of Health(?! and Human)|LLC d/b/a|"
        r"(?:registered charity(?: in [a-z][a-z ,&]{3,40}?)?(?: \(?(?:no|number))?|"
        r"\bcharity (?:reg(?:istration|istered)? )?(?:no|number))\W{1,3}(?:SC)?\d{5,8}\b",
        re.IGNORECASE,
    ),
    before=5,
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the link or the owner's name."""
    links = (m.group() for m in LINK.matches(view.links) if not TOPICAL.search(m.group()))
    found = next(links, None) or FIRM.search(view.flat) or OFFICIAL.search(view.flat)
    return ITEM.seen(found, searchable=view.whole)
