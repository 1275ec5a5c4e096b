"""Disclosure: the page says who owns, funds or sponsors it, or what interests stand behind it.

What it finds
    Statements about the page or its site: "funded by", "part of … Network", "a division of", "we
    may earn a commission", conflicts of interest, "official website of"; and links to a
    disclosure, funding, sponsorship or advertising policy.

Why it matters
    Disclosure is a JAMA benchmark: ownership, sponsorship, advertising, funding and conflicts of
    interest should be prominent, because they bend advice.

When it is wrong
    A copyright line with a firm's name says who owns the page but is no disclosure here (MED115
    counts it). Statements on other pages of the site are seen only as links.

Example:
    "We may earn a commission from links on this page" meets it; "© Knee Weekly" does not.

Sources
    Silberg et al. 1997 (JAMA 277:1244).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED104", "disclosure", ("JAMA",), ("Silberg et al. 1997, JAMA 277:1244",))

ANYWHERE = Cue(
    ("conflict", "competing interest", "disclosure statement", "disclosure:", "disclosures:",
     "funded", "supported by", "supported in", "receives funding",
     "commission", "affiliate", "amazon associate",
     "advertiser disclosure", "official website of", "official site of", "sponsor",
     "advertising revenue", "operated by", "proceeds from advertising",
     "paid for by"),
    regex(
        r"\bconflicts? of interests?(?: policy|:|\b)|\bcompeting interests?\b|\bdisclosure "
        r"statement\b|"
        r"\b(?:financial |affiliate |advertis\w+ )?disclosures?:|"
        r"\b(?:study|work|research|trial|project|this (?:article|site|website|page|report|"
        r"publication)) "
        r"(?:is|was|were|has been) (?:\w+ ){0,2}(?:funded|supported|sponsored) (?:\w+ )?by\b|"
        r"\breceives? (?:\w+ )?(?:funding|support) from\b|\bACKNOWLEDGE?MENTS? Supported by\b|"
        r"\b(?:we|i|our site|the site|website|page|authors?\)?|(?-i:[A-Z][\w.]+)) (?:may |can |"
        r"might |"
        r"will )?"
        r"(?:also )?(?:earn|receive|get|make)s? (?:a |an |some )?(?:small |affiliate )?"
        r"(?:commission|compensation|revenue|fee)|"
        r"\b(?:contains?|includes?|are|uses?|based on) (?:\w+ )?affiliate (?:links?|relationships)|"
        r"\baffiliate disclosure|\bamazon associate\b|\badvertis\w+ disclosure\b|"
        r"\b(?:an )?official (?:web)?site of the\b|\bsponsored content is\b|"
        r"\brel(?:y|ies) on advertising|\b(?:portion of the )?proceeds from advertising|"
        r"\bno (?:ads,? (?:and )?no )?(?:corporate )?sponsorship\b|"
        r"\bthis (?:web)?site (?:(?:\w+ ){1,6}and )?is (?:\w+ )?(?:owned|operated|funded|sponsored|"
        r"supported|brought|paid for)|"
        r"\bThe \w+ is funded by\b|\bhow we(?:'re| are|’re)? fund",
        re.IGNORECASE,
    ),
    before=45,
    after=80,
)  # fmt: skip
OWNED = Cue(
    ("division of", "subsidiary of", "part of", "company", "owned", "operated by",
     "published by"),
    regex(
        r"\ba (?:division|subsidiary|service|brand|property|member) of [A-Z]\w+|"
        r"\b[Aa]? ?[Pp]art of (?:the |)(?:[A-Z][\w&,]+ ){1,8}(?:[Nn]etwork|[Gg]roup|[Mm]edia|"
        r"Company|Inc|"
        r"Ltd|Health|Family|&)|"
        r"\b(?:is )?an? (?:[A-Z][\w&]+ ){1,4}[Cc]ompany\b|"
        r"(?<!image is )\b(?:[Oo]wned|[Oo]perated)(?: and (?:operated|owned|managed))? by [A-Z]\w+|"
        r"\b[Pp]ublished by (?:The )?(?:[A-Z][\w&]+ ){1,4}(?:Ltd|Inc|LLC|Group|Limited|Company)"
    ),
)  # fmt: skip
LINK = Cue(
    ("disclos", "fund", "support", "sponsor", "advertis", "financ", "ethic", "affiliate",
     "conflict", "commerce"),
    regex(
        r"^(?:(?:our |full |financial |affiliate |advertis\w+ |ftc )*disclosures?(?: policy)?|"
        r"(?:our |how we(?:'re| are|’re)? |partners and )?(?:funding|funders|sponsors|funded|"
        r"finances)"
        r"(?: & membership| and \w+)?|(?:read more about )?how we fund our work\.?|supporters|"
        r"(?:[\w&-]+ ){0,3}(?:advertis\w+|ads?|sponsorship|sponsored content|affiliate|ethics|"
        r"funding|"
        r"conflicts? of interest) (?:& \w+ )?(?:policy|policies|guidelines|statement|disclosure)|"
        r"ethics(?: code)?|editorial independence)(?=\s|\.|$)\.?\t",
        re.IGNORECASE | re.MULTILINE,
    ),
    before=40,
)  # fmt: skip


def judge(view: View) -> Criterion:
    """Return met with the statement or the link."""
    found = ANYWHERE.search(view.flat) or OWNED.search(view.tail)
    return ITEM.seen(found or LINK.search(view.links), searchable=view.whole)
