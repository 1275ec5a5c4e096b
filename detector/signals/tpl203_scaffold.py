"""Scaffold around no article: comment form and pager stand around next to nothing.

What it finds
    Pages whose body holds fewer than 120 words of prose while a comment form ("Leave a Reply", the
    Gravatar notice), a long pager ("1 2 3 … 15") or a thread of comments stands around it; up to
    250 words when two of the three are there.

Why it matters
    Programs that post to blogs and story sites leave a link, a stub and the whole machinery of a
    discussion that nobody leads. A comment form alone means nothing: honest blogs have one too.

When it is wrong
    Short notices, photo posts and questions on forums are short by nature; a page whose article the
    extractor could not read looks empty.

Example:
    A forty-word stub on knee braces, then "Leave a Reply. Your email address will not be
    published." and "1 2 3 … 15 Next".

Sources
    Ntoulas et al. 2006, Detecting spam web pages through content analysis (WWW), on pages with
    little visible content; Zhang, Wang and Voelker 2014, DSpin (NDSS), on abused blogs and wikis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.article import WORD, Article, Block, Kind
from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.memo import once
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "TPL203",
    "scaffold around no article",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Ntoulas et al. 2006, Detecting spam web pages through content analysis (WWW)",
        "Zhang, Wang and Voelker 2014, DSpin: detecting automatically spun content (NDSS)",
    ),
)

SHORT = 120
SHORT_FOR_TWO = 250
LONGEST = 400  # characters of a piece of scaffold that extraction took for body
REPLY = (
    "leave a reply",
    "leave a comment",
    "leave your comment",
    "post comment",
    "address will not be published",
    "gravatar",
    "notify me of follow",
    "notify me of new comments",
    "to post a comment",
    "cancel reply",
)
PAGER = regex(r"(?<![\w.])1\W{1,4}2\W{1,4}3\b(?:\W{1,4}\d{1,3}\b)*(?:\W{1,5}\d{1,4}\b)?")
PAGES = regex(r"(?:page|next|prev(?:ious)?|older|newer|last|first|of|posts|\W|\d)+", re.IGNORECASE)


@once
def scaffold(reading: Reading) -> tuple[dict[str, Block], int]:
    """Return the kinds of scaffold with the block that shows each, and the words of prose."""
    article = reading.article
    found: dict[str, Block] = {}
    prose = 0
    for block in article.blocks:
        what = _what(block)
        if what:
            found.setdefault(what, block)
        elif block.body and block.kind is not Kind.HEADING:
            prose += len(WORD.findall(block.text)) if prose < SHORT_FOR_TWO else 0
    if _talk(article) <= prose:
        found.pop("discussion", None)
    return found, prose


def _what(block: Block) -> str | None:
    if block.kind is Kind.COMMENT:
        return "discussion"
    if len(block.text) >= LONGEST and block.body:
        return None
    text = block.text.lower()
    if any(phrase in text for phrase in REPLY):
        return "comment form"
    if "2" in text and PAGER.search(text) and (block.kind is Kind.PAGER or PAGES.fullmatch(text)):
        return "pager"
    return None


def _talk(article: Article) -> int:
    return sum(len(WORD.findall(b.text)) for b in article.blocks if b.kind is Kind.COMMENT)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding at the clearest piece of scaffold of a page without an article."""
    found, prose = scaffold(reading)
    limit = SHORT_FOR_TWO if len(found) > 1 else SHORT
    if not found or prose >= limit:
        return
    what = next(name for name in ("comment form", "pager", "discussion") if name in found)
    block = found[what]
    end = min(block.end, block.start + 120)
    yield CODE.between(
        reading.article.text,
        block.start,
        end,
        f"{' and '.join(sorted(found)).capitalize()} stand around {prose} words of text.",
        strength=min(0.9, 0.3 + 0.25 * (len(found) - 1) + 0.3 * (prose < 60)),
    )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``tpl203_scaffold``: how many of comment form, pager and discussion the page has."""
    return {"tpl203_scaffold": float(len(scaffold(reading)[0]))}
