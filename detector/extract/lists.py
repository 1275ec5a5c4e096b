"""Lists of an article, kept from a reader that takes every ``<ul>`` for a menu.

Resiliparse drops them all from the main content. Those that stand beside running text and are not
made of links are part of it: "What are the side effects?" is answered by a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

UNORDERED = re.compile(r"<ul\b", re.IGNORECASE)
MOST_LINKED = 0.5  # of the words of a list; menus are links throughout
LEAST_BESIDE = 8  # words of a paragraph beside it
HEADINGS = frozenset({"h2", "h3", "h4", "h5"})


def with_lists(html: str) -> str:
    """Return ``html`` with the items of an article's lists standing free of them."""
    if not UNORDERED.search(html):
        return html
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    lists = [node for node in tree.css("ul") if _is_text(node)]
    for node in lists:
        node.unwrap()
    return (tree.html or "") if lists else html


def _is_text(node: LexborNode) -> bool:
    words = _words(node)
    linked = sum(map(_words, node.css("a")))
    return linked < MOST_LINKED * words and _beside_text(node)


def _beside_text(node: LexborNode) -> bool:
    """Whether a list has a heading or a paragraph at its side, or lies in an item of another."""
    parent = node.parent
    if parent is None or parent.tag == "li":
        return parent is not None
    beside = parent.child
    while beside is not None:
        if beside.tag in HEADINGS or (beside.tag == "p" and _words(beside) >= LEAST_BESIDE):
            return True
        beside = beside.next
    return False


def _words(node: LexborNode) -> int:
    return len(node.text().split())
