"""Advertising policy: the site says how it keeps advertising and advice apart.

What it finds
    A link to an advertising, sponsorship or affiliate policy, or a statement: that ads are marked,
    that none are taken, that links earn a commission, that sponsors do not touch the content.

Why it matters
    HONcode's eighth principle: advertising must be told apart from editorial content, and the
    policy on it must be stated.

When it is wrong
    "Advertise with us" sells space and "AdChoices" explains tracking: neither is a policy on
    content, and neither counts. The policy itself is not read.

Example:
    "Advertising policy" in the footer meets it.

Sources
    HONcode principle 8, Advertising policy (Health On the Net Foundation).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item(
    "MED116", "advertising policy", ("HONcode 8",), ("HONcode principle 8, Advertising policy",)
)

LINK = Cue(
    ("polic", "disclosure", "disclaimer", "guidelines", "standards"),
    regex(
        r"^(?:[\w&’'-]+ ){0,3}?(?:ads?|advert\w*|sponsor\w*|affiliate\w*|commerce|commercial)"
        r"(?: (?:&|and) \w+| content| links?| promotions?| sponsorship)* "
        r"(?:polic(?:y|ies)|disclosures?|disclaimer|guidelines|standards)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    before=60,
)
TEXT = Cue(
    (
        "commission",
        "affiliate",
        "amazon associate",
        "advertis",
        "sponsored content",
        "ads ",
        "no ads",
    ),
    regex(
        r"\b(?:we|i|our (?:site|team)|(?:this |the )?(?:site|website|page)|authors?\)?|"
        r"(?-i:[A-Z][\w.]+)) "
        r"(?:may |can |might |will )?(?:also )?(?:earn|receive|get|make)s? (?:a |an |some )?"
        r"(?:small |affiliate )?(?:commissions?|compensation|revenue)|\bamazon associate\b|"
        r"\b(?:contains?|includes?|are|uses?|based on) (?:\w+ )?affiliate (?:links?|relationships)|"
        r"\baffiliate (?:disclosure|policy)|\badvertis\w+ (?:policy|disclosure)\b|"
        r"\b(?:accepts?|hosts?|carr(?:y|ies)|takes?|has|have|contains?) no (?:paid )?advertis|"
        r"\bdo(?:es)?(?:n't|n’t| not) (?:accept|host|carry|take|display|endorse) (?:\w+ )?advertis|"
        r"\bno ads\b|\blinks? (?:[\w’']+ ){0,5}affiliate\b|\bamazon affiliate account|"
        r"\badvert\w+ (?:is|are) (?:always |clearly )?(?:mark|label|separat|distinguish|"
        r"identif)\w+|"
        r"\bsponsored content is\b[^.]{0,80}\b(?:without|not|label|mark)",
        re.IGNORECASE,
    ),
    before=60,
    after=150,
)


def judge(view: View) -> Criterion:
    """Return met with the policy's name or the statement."""
    found = LINK.search(view.links) or TEXT.search(view.flat)
    return ITEM.seen(found, searchable=view.whole)
