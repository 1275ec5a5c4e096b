"""What stands around the body: comments, forms, pagers, navigation, footers, and hidden text.

Everything is found by CSS selectors over tags, roles, ids and the class names of common themes, and
taken out of the tree, so that the body extractor cannot mistake it for the article. Signals get it
back as labelled Parts. Hidden text is taken out too and appears in no Block; it is in
``Article.hidden``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detector.article import Kind, Part
from detector.extract.nodes import drop, outermost, readable

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_PART_CHARS = 2_000
MAX_PARTS = 300  # of one kind; a thread of thousands of comments says no more than its first 300
MAX_FORM_CHARS = 3_000  # a form above this wraps the whole page, as ASP.NET pages do

NEVER = "script:not([type='application/ld+json']), style, template, noscript, svg, iframe, object"
# In this order: a comment form inside the comments is a form, a pager inside a nav is a pager.
SELECTORS = {
    Kind.FORM: "form, #respond, .comment-respond, .comment-form, [role='search'], [role='form']",
    Kind.COMMENT: (
        "#comments, #comment-list, .comments-area, .comment-list, .commentlist, #disqus_thread,"
        " .comments-section, #comments-section, .comment-body, [itemprop='comment'],"
        " [itemtype$='schema.org/Comment']"
    ),
    Kind.PAGER: (
        ".pagination, .pager, .nav-links, .post-navigation, .page-links, .page-numbers,"
        " .wp-pagenavi, [role='navigation'][aria-label*='pagination' i],"
        " nav[aria-label*='pagination' i],"
        " .paging-navigation, .posts-navigation"
    ),
    Kind.NAVIGATION: (
        "nav, [role='navigation'], .breadcrumb, .breadcrumbs, #breadcrumbs, .navbar, #nav,"
        " .main-navigation, .menu, [role='menu'], [role='menubar']"
    ),
    Kind.FOOTER: "footer, [role='contentinfo'], #footer, #site-footer, .site-footer, #colophon",
}
ITEMS = ".comment-body, li.comment, .comment, [itemprop='comment']"


def drop_unread(tree: LexborHTMLParser) -> None:
    """Take out what no reader ever sees as text: scripts, styles, templates, drawings."""
    drop(tree.css(NEVER))


def take_scaffold(tree: LexborHTMLParser, hidden: Iterable[LexborNode]) -> list[Part]:
    """Take scaffold and ``hidden`` nodes out of ``tree``; return the scaffold as Parts."""
    drop(node for node in hidden if node.tag not in ("html", "body"))
    parts: list[Part] = []
    for kind, selector in SELECTORS.items():
        nodes = [node for node in outermost(tree.css(selector)) if _fits(node, kind)]
        texts = [text for node in nodes for text in _texts(node, kind)]
        parts += [Part(kind, text[:MAX_PART_CHARS]) for text in texts[:MAX_PARTS] if text]
        drop(nodes)
    return parts


def beside(scaffold: Iterable[Part], body: list[Part]) -> list[Part]:
    """Return the Parts of ``scaffold`` whose text does not stand in ``body``, each once."""
    seen = {part.text for part in body}
    whole = "\n".join(part.text for part in body)
    kept: list[Part] = []
    for part in scaffold:
        if part.text not in seen and part.text not in whole:
            seen.add(part.text)
            kept.append(part)
    return kept


def _texts(node: LexborNode, kind: Kind) -> list[str]:
    items = outermost(node.css(ITEMS)) if kind is Kind.COMMENT else []
    own = [item for item in items if item.mem_id != node.mem_id]
    return [readable(item) for item in own] or [readable(node)]


def _fits(node: LexborNode, kind: Kind) -> bool:
    if node.tag in ("html", "body", "main", "article"):
        return False
    return kind is not Kind.FORM or len(readable(node)) <= MAX_FORM_CHARS
