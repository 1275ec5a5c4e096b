"""Transparency: the reader can reach the people behind the page.

What it finds
    A link to a contact or feedback page or customer service, an e-mail address, a telephone number
    or "contact us" with an address.

Why it matters
    HONcode's sixth principle: whoever publishes health advice must be reachable for questions and
    corrections.

When it is wrong
    A "Help" link may lead to people or to a manual and does not count. The address of a third party
    in the text may be taken for the site's own.

Example:
    A footer with "Contact us" meets it; "close contact with a patient" does not.

Sources
    HONcode principle 6, Transparency (Health On the Net Foundation).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED114", "transparency", ("HONcode 6",), ("HONcode principle 6, Transparency",))

LINK = Cue(
    ("contact", "feedback", "customer service", "customer care", "get in touch", "email us",
     "e-mail us", "write to us", "mailto:", "tel:", "impressum", "imprint", "support"),
    regex(
        r"^(?:[^\w\n\t]*(?:other |to )?contacts?(?: (?!tracing|lens|sport|"
        r"precaution)[\w&’'/.-]+){0,5}|"
        r"(?:[\w&]+ ){0,3}feedback|customer (?:service|care|support)|get in touch\W*|e-?mail us|"
        r"write to us|"
        r"imprint|impressum|(?:support|help) (?:&|and) (?:feedback|contact)|contact support)\W*\t"
        r"|\tmailto:[^?\s@]+@\S+|\ttel:\S+|\t\S*/contact(?:-us|us|_us)?(?:/|\.\w+)?$",
        re.IGNORECASE | re.MULTILINE,
    ),
    before=70,
)  # fmt: skip
TEXT = Cue(
    (
        "@",
        "contact us",
        "call us",
        "phone",
        "tel:",
        "tel.",
        "call ",
        "protected]",
        "e-mail",
        "contact:",
        "fax",
        "info line",
    ),
    regex(
        r"\b[\w.+-]{2,40}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}\b|\bcontact us\b|\[email protected\]|"
        r"\b(?:call(?: us)?|phone|tel|telephone|fax|info line)\b[^\n]{0,25}?\+?\(?\d{2,4}\)?[ "
        r".-]?\d{3}[ .-]?\d{3,4}\b",
        re.IGNORECASE,
    ),
    before=45,
    after=80,
)
NUMBER = regex(r"(?<![\d/.-])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\d/-])")


def judge(view: View) -> Criterion:
    """Return met with the way to reach them."""
    found = LINK.search(view.links) or TEXT.search(view.flat)
    if not found and (number := NUMBER.search(view.tail.text)):
        found = number.group()
    return ITEM.seen(found, searchable=view.whole)
