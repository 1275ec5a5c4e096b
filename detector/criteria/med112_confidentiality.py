"""Confidentiality: the site says how it treats what it learns about its readers.

What it finds
    A link or heading to a privacy policy, notice or statement.

Why it matters
    HONcode's third principle: a site must respect the privacy of its readers' data, which on health
    sites tells of their illnesses.

When it is wrong
    The policy itself is not read. A cookie policy alone does not count.

Example:
    A footer with "Privacy policy" meets it.

Sources
    HONcode principle 3, Confidentiality (Health On the Net Foundation).
"""

from __future__ import annotations

import re

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, View
from detector.lazy import regex

ITEM = Item("MED112", "confidentiality", ("HONcode 3",), ("HONcode principle 3, Confidentiality",))

LINK = Cue(
    ("privacy", "data protection", "datenschutz"),
    regex(
        r"^(?![^\t\n]{50})[^\t\n]*\b(?:privacy(?! law|:? what| tips)|data protection|"
        r"datenschutz)[^\t\n]*"
        r"|\t\S*/(?:privacy|data-protection)(?:[-_]?(?:policy|statement|notice|center))?(?=[/.\n]|"
        r"$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    before=60,
)
TEXT = Cue(
    ("privacy",),
    regex(r"\b(?:privacy (?:policy|notice|statement|practices)|your privacy is)\b", re.IGNORECASE),
)


def judge(view: View) -> Criterion:
    """Return met with the name of the policy."""
    found = LINK.search(view.links) or TEXT.search(view.flat)
    return ITEM.seen(found, searchable=view.whole)
