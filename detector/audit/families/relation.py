"""Whether two pages are of one family, and how the one came from the other.

A rewriter swaps common words and leaves names and numbers alone; a template keeps the common words
and fills in names and numbers; an editor changes few places. So the places where two aligned pages
differ say which of them was at work.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Final

from detector.audit.families.align import Alignment, Vocabulary, align, without_blocks

# Least values of an alignment within a family; docs/families.md shows the measured ones.
LEAST_RATIO: Final = 0.35
LEAST_SHORTER: Final = 0.46
LEAST_SOLID: Final = 0.13
# On one host equal runs of so many tokens may be menus and footers, and must not make a family
# when the rest, this share of the shorter page or more, has nothing in common.
LEAST_BLOCK: Final = 25
LEAST_REST: Final = 0.3
# Places a hundred common tokens: an editor changes fewer, a rewriter more.
FEW_PLACES: Final = 3.5
# Share of the places where names and numbers differ, from which on a page is a filled-in template.
MOSTLY_NAMES: Final = 0.5
LEAST_SLOTS: Final = 3
# A rewriter puts word for word: the mean length of a place may be this, and more the less is kept,
# as neighbouring places then become one.
WORD_FOR_WORD: Final = 1.35
WIDER: Final = 1.2
NEARLY_ALL: Final = 0.8
# Tokens in long pieces that differ, a common token: what is put around a spun text stands before
# and behind it, while pages that share standard passages differ in between.
MOST_BETWEEN: Final = 0.22
# Pages with so much in common are editions of one text even where it was not word for word.
EDITION: Final = 0.7


class Relation(StrEnum):
    """How a member relates to the seed of its family, the strongest last."""

    COPY = "copy"
    NEAR_DUPLICATE = "near-duplicate"
    TEMPLATE = "template"
    SPUN = "spun"


def relation(
    found: Alignment, words: Vocabulary, *, same_host: bool = False, disguised: bool = False
) -> Relation | None:
    """Name the relation of two aligned pages, None when they are of no family.

    `disguised` says that one of them writes its words with letters that only look Latin.
    """
    if not _enough(found) or (same_host and _boilerplate(found)):
        return None
    if disguised:
        return Relation.SPUN
    if found.seed == found.member:
        return Relation.COPY
    sites = Counter(found.sites())
    names = [site for site in sites if _names(site, words.anchors)]
    many = 100 * len(sites) >= FEW_PLACES * found.kept
    filled = sum(sites[site] for site in names)
    if names and len(names) >= MOSTLY_NAMES * len(sites) and (many or filled >= LEAST_SLOTS):
        return Relation.TEMPLATE
    if many and _word_for_word(found):
        return Relation.SPUN
    return None if many and found.shorter < EDITION else Relation.NEAR_DUPLICATE


def _enough(found: Alignment) -> bool:
    """Whether two pages have more in common than chance."""
    return (
        found.shorter >= LEAST_SHORTER and found.ratio >= LEAST_RATIO and found.solid >= LEAST_SOLID
    )


def _boilerplate(found: Alignment) -> bool:
    """Whether long equal runs are all that two pages have in common, and not most of them."""
    rests = without_blocks(found, LEAST_BLOCK)
    if min(map(len, rests)) < LEAST_REST * min(len(found.seed), len(found.member)):
        return False
    return not _enough(align(*rests))


def _names(site: tuple[str, str], anchors: set[str]) -> bool:
    """Whether one name or number stands for another, or is added or missing."""
    return all(not anchors.isdisjoint(side) for side in site if side)


def _word_for_word(found: Alignment) -> bool:
    if found.between() > MOST_BETWEEN * found.kept:
        return False
    lengths = [min(len(here), len(there)) for here, there in found.sites() if here and there]
    if not lengths:
        return True
    most = WORD_FOR_WORD + WIDER * max(0.0, NEARLY_ALL - found.shorter)
    return sum(lengths) <= most * len(lengths)
