"""What the style sheets inside a page hide: the rules of simple selectors, matched to its elements.

Linked sheets are not fetched, rules that hold only in some windows or states (``@media``,
``:hover``) are left out, and the cascade is not evaluated: a rule that another one undoes counts.
So what is found here is a suspicion, for a signal that looks at the text; it stays in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from detector.extract.hidden import conceals, undressed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_SHEET = 300_000  # characters
MAX_SELECTORS = 200
BRACE = re.compile(r"[{}]")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
GONE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
STEP = re.compile(r"\s*>\s*|\s+")
COMPOUND = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#]-?[a-z_][\w-]*)*", re.IGNORECASE | re.ASCII)
NAME = re.compile(r"[.#]([\w-]+)$", re.ASCII)
NAMED = re.compile(r' (?:class|id)="([^"]*)"')


def sheets_of(tree: LexborHTMLParser) -> str:
    """Return the style sheets inside a page, as long as they are in its tree."""
    return COMMENT.sub(" ", "\n".join(node.text() for node in tree.css("style"))[:MAX_SHEET])


def hiding_selectors(sheets: str, html: str) -> tuple[list[str], list[str]]:
    """Return the selectors that take text away, and those that make it unreadable where it stands.

    Only those of elements that ``html`` has, as lexbor writes it out: lower-case attributes, double
    quotes. It need not have scripts and styles any more.
    """
    gone: list[str] = []
    unreadable: list[str] = []
    for prelude, declared in rules(sheets):
        style = declared.lower()
        if ("none" in style or "hidden" in style) and GONE.search(style):
            gone += prelude.split(",")
        elif conceals(style):
            unreadable += prelude.split(",")
    if not (gone or unreadable):
        return [], []
    names = set(" ".join(set(NAMED.findall(html))).split())
    return _used(gone, names), _used(unreadable, names)


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of every rule that no at-rule encloses."""
    opened: list[str] = []
    at = 0
    for brace in BRACE.finditer(sheet):
        text = sheet[at : brace.start()]
        at = brace.end()
        if brace.group() == "{":
            opened.append(text.rpartition(";")[2].strip())
        elif opened:
            prelude = opened.pop()
            if not opened and not prelude.startswith("@"):
                yield prelude, text


def _used(selectors: list[str], names: set[str]) -> list[str]:
    """Return the simple selectors that end in a class or an id of the page, each once."""
    found = dict.fromkeys(selector.strip() for selector in selectors)
    named = ((one, NAME.search(one)) for one in found)
    likely = [one for one, name in named if name and name[1] in names]
    return [one for one in likely if all(map(_simple, STEP.split(one)))][:MAX_SELECTORS]


def _simple(part: str) -> bool:
    return bool(part) and COMPOUND.fullmatch(part) is not None


def styled_away(tree: LexborHTMLParser, selectors: tuple[list[str], list[str]]) -> list[LexborNode]:
    """Return the nodes that such selectors hide."""
    gone, unreadable = (list(_matched(tree, some)) for some in selectors)
    return [*gone, *filter(undressed, unreadable)]


def _matched(tree: LexborHTMLParser, selectors: list[str]) -> Iterator[LexborNode]:
    """Yield the nodes of each selector; one that the parser does not know selects nothing."""
    from selectolax.lexbor import SelectolaxError

    for selector in selectors:
        with suppress(SelectolaxError):
            yield from tree.css(selector)
