"""What a page's own mark-up hides from its readers, by attributes and inline styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detector.extract.bounds import bounded
from detector.extract.nodes import outermost, readable

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

ATTRIBUTES = (
    "[hidden]:not([hidden='false']), [aria-hidden='true'],"
    " [style*='display:none' i], [style*='display: none' i],"
    " [style*='visibility:hidden' i], [style*='visibility: hidden' i]"
)
STYLED = "[style*='font-size' i], [style*='indent' i], [style*='color' i], [style*='left' i]"
ZERO_SIZE = re.compile(r"font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)", re.IGNORECASE)
OFF_SCREEN = re.compile(r"(?:text-indent|left)\s*:\s*-\d{4,}(?:\.\d+)?px", re.IGNORECASE)
COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
CONTROLS = "nav, form, button, dialog, [role='navigation'], [role='dialog'], [role='menu'], .menu"
MAX_TEXTS = 200
MAX_CHARS = 5_000


def hidden_nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return the nodes that are hidden by an attribute or by an inline style.

    That is ``hidden``, ``aria-hidden``, ``display: none``, ``visibility: hidden``, letters of no
    size, letters in the colour of their ground, and a place a thousand pixels off the screen.
    """
    styled = [node for node in tree.css(STYLED) if _concealed(node)]
    return [*tree.css(ATTRIBUTES), *styled]


def _concealed(node: LexborNode) -> bool:
    return conceals(node.attributes.get("style") or "") and undressed(node)


def conceals(style: str) -> bool:
    """Whether declarations make letters unreadable: of no size, on their colour, off the screen."""
    lower = style.lower()  # most styles have none of these words, and finding that out is quick
    if "background" in lower and "color" in lower:
        colour, ground = COLOUR.search(style), GROUND.search(style)
        if colour and ground and _name(colour[1]) == _name(ground[1]):
            return True
    if "font-size" in lower and ZERO_SIZE.search(style):
        return True
    return ("left" in lower or "indent" in lower) and OFF_SCREEN.search(style) is not None


def undressed(node: LexborNode) -> bool:
    """Whether nothing in a node has a style of its own, which could make it readable again."""
    return all(inner.mem_id == node.mem_id for inner in node.css("[style], [class], img"))


def _name(colour: str) -> str:
    plain = re.sub(r"\s", "", colour.lower())
    short = re.fullmatch(r"#(.)(.)(.)", plain)
    if short:
        plain = "#" + "".join(digit * 2 for digit in short.groups())
    return {"white": "#ffffff", "black": "#000000"}.get(plain, plain)


def hidden_texts_of(hidden: Iterable[LexborNode]) -> Iterator[str]:
    """Yield the texts of hidden nodes, at most 200; menus, forms and dialogs are left out."""
    for node in outermost(hidden)[:MAX_TEXTS]:
        text = readable(node)
        if text and not node.css_matches(CONTROLS) and node.tag not in ("html", "body"):
            yield text[:MAX_CHARS]


def hidden_texts(html: str) -> tuple[str, ...]:
    """Return the text that the page's own mark-up hides, without scripts, in page order."""
    from selectolax.lexbor import LexborHTMLParser

    from detector.extract.scaffold import drop_unread

    tree = LexborHTMLParser(bounded(html))
    drop_unread(tree)
    return tuple(hidden_texts_of(hidden_nodes(tree)))
