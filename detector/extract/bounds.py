"""What is parsed at most, so that no page can hold up a run or overflow a parser's stack.

HTML parsers take time that grows with the square of the nesting depth (lexbor: 3 ms for 2,000
levels, 27 s for 100,000), and libxml2 drops everything below 256 levels. Both limits are met before
any parser sees the page: characters beyond ``MAX_CHARS`` are cut off, and tags below ``MAX_DEPTH``
are blanked by spaces, so that their text stays and every position in the source stays true. Time
also grows with the square of the attributes of one tag, so a tag of thousands is blanked as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

MAX_CHARS = 4_000_000
MAX_DEPTH = 200
MANY_TAGS = 10_000
MAX_ATTRIBUTES = 2_000

LONG = 4_000  # characters; a shorter tag has fewer than MAX_ATTRIBUTES
LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{LONG},}}")

TOKEN = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*|!--)|-->")
RAW = {"script": "/script", "style": "/style", "textarea": "/textarea", "!--": "-->"}
# Elements that need no end tag, and the leaves of SVG: counting them would see depth in every list
# of images.
FLAT = (
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead"),
    *("tbody", "tfoot", "path", "circle", "ellipse", "rect", "use", "line", "polygon", "stop"),
)
SUSPECT = re.compile(rf"<(/?)(?!(?:{'|'.join(FLAT)})\b)[a-zA-Z]")


def bounded(html: str) -> str:
    """Return ``html`` cut to ``MAX_CHARS`` and flattened to ``MAX_DEPTH``; most pages unchanged."""
    html = html[:MAX_CHARS]
    if _has_long_tag(html):
        html = LONG_TAG.sub(_without_crowd, html)
    if not _suspicious(html):
        return html
    deep = [match.start() for match in _too_deep(html)]
    return _blanked(html, deep) if deep else html


def _has_long_tag(html: str) -> bool:
    """Look closely only where half of a long tag's length passes without an end of a tag."""
    half = LONG // 2
    within = (at for at in range(0, len(html), half) if html.find(">", at, at + half) < 0)
    return any(LONG_TAG.match(html, html.rfind("<", 0, at + 1)) for at in within)


def _without_crowd(tag: re.Match[str]) -> str:
    crowded = len(tag.group().split(maxsplit=MAX_ATTRIBUTES)) > MAX_ATTRIBUTES
    return " " * len(tag.group()) if crowded else tag.group()


def _suspicious(html: str) -> bool:
    """Tell in a fifth of the exact count's time whether the exact count is worth taking."""
    steps = [-1 if slash else 1 for slash in SUSPECT.findall(html)]
    return len(steps) > MANY_TAGS or max(accumulate(steps), default=0) > MAX_DEPTH


def _too_deep(html: str) -> Iterator[re.Match[str]]:
    """Yield the tags below ``MAX_DEPTH``; a stray end tag does not make a page less deep."""
    opened: Counter[str] = Counter()
    depth = 0
    raw = ""
    for match in TOKEN.finditer(html):
        name = (match.group(1) or "-->").lower()
        if raw:
            raw = "" if name == raw else raw
        elif name in RAW:
            raw = RAW[name]
        elif name[0] != "/":
            if name not in FLAT:
                opened[name] += 1
                depth += 1
            if depth > MAX_DEPTH:
                yield match
        elif opened[name[1:]]:
            if depth > MAX_DEPTH:
                yield match
            opened[name[1:]] -= 1
            depth -= 1


def _blanked(html: str, starts: list[int]) -> str:
    pieces: list[str] = []
    done = 0
    for start in starts:
        end = html.find(">", start) + 1 or len(html)
        pieces += (html[done:start], " " * (end - start))
        done = end
    return "".join([*pieces, html[done:]])
