"""The body of an HTML page as Parts: two extractors behind one interface.

On the article-extraction-benchmark the fast one keeps more (high recall, some boilerplate) and
costs a tenth; the precise one knows lists, quotes and tables. ``benchmarks/extraction.py`` prints
the numbers of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from detector.article import WORD, Kind, Part
from detector.errors import UsageError
from detector.extract.hush import hush
from detector.extract.lists import with_lists

if TYPE_CHECKING:
    from lxml.etree import _Element

LITTLE = 60  # words; a body below this is too short to be scored
MUCH_MORE = 3
PRECISE_MAX = 1_000_000  # characters without scripts; 4 MB would take trafilatura ten seconds


class Extractor(Protocol):
    """Finds the body of a page; comments, navigation and forms are not part of it."""

    name: str

    def parts(self, html: str, url: str | None = None) -> list[Part]:
        """Return the body of ``html`` in reading order; empty when there is no article."""
        ...


class FastExtractor:
    """Resiliparse: about 1 ms a page; tells headings, paragraphs and code apart, not list items."""

    name = "fast"

    def parts(self, html: str, url: str | None = None) -> list[Part]:  # noqa: ARG002
        """Return the body of ``html`` in reading order; empty when there is no article."""
        from resiliparse.extract.html2text import extract_plain_text

        minimal = extract_plain_text(
            with_lists(html),
            main_content=True,
            preserve_formatting="minimal_html",
            comments=False,
            list_bullets=False,
            alt_texts=False,
        )
        return list(parts_of_minimal(minimal))


class PreciseExtractor:
    """Trafilatura: about 10 ms a page; tells headings, list items, cells, quotes and code apart."""

    name = "precise"

    def parts(self, html: str, url: str | None = None) -> list[Part]:
        """Return the body of ``html`` in reading order; empty when there is no article."""
        import trafilatura

        hush("trafilatura")  # an empty page is an answer here, not an event to log
        document = trafilatura.bare_extraction(
            html, url=url, fast=True, include_comments=False, include_tables=True
        )
        body = getattr(document, "body", None)
        return [] if body is None else list(_parts_of_tree(body))


EXTRACTORS: dict[str, Extractor] = {
    "fast": FastExtractor(),
    "precise": PreciseExtractor(),
}


def known(extractor: str) -> str:
    """Return the name of an extractor.

    Raises:
        UsageError: there is no extractor of that name.
    """
    if extractor not in EXTRACTORS:
        names = " or ".join(f'"{name}"' for name in EXTRACTORS)
        raise UsageError(f'There is no extractor "{extractor}"; use {names}.')
    return extractor


def body_of(html: str, url: str | None, extractor: str) -> list[Part]:
    """Return the body that the named extractor finds.

    Trafilatura sometimes sees nothing or only a teaser in a page whose text lies in bare ``div`` or
    ``td`` elements, or in a list of entries. So a precise body gives way to a fast one of three
    times its size: of the pages of the two benchmarks where that is so, a twelfth, the fast one
    finds .69 of the text by F1 and the precise one .25. A page above ``PRECISE_MAX`` is always read
    by the fast one.

    Raises:
        UsageError: there is no extractor of that name.
    """
    if known(extractor) == "fast" or len(html) > PRECISE_MAX:
        return _fast(html)
    parts, more = EXTRACTORS[extractor].parts(html, url), _fast(html)
    return more if _words(more) >= max(LITTLE, MUCH_MORE * _words(parts)) else parts


@lru_cache(maxsize=1)  # a page that is read precisely was mostly read by the fast one just before
def _fast(html: str) -> list[Part]:
    return EXTRACTORS["fast"].parts(html)


def _words(parts: list[Part]) -> int:
    return sum(len(WORD.findall(part.text)) for part in parts)


# Trafilatura's output format: https://trafilatura.readthedocs.io (a subset of TEI).
KINDS = {
    "head": Kind.HEADING,
    "p": Kind.PARAGRAPH,
    "item": Kind.LIST_ITEM,
    "cell": Kind.CELL,
    "quote": Kind.QUOTE,
    "code": Kind.CODE,
}
RANKS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset({"hi", "ref", "del", "span", "graphic", "ab"})


def _parts_of_tree(element: _Element, outer: Kind = Kind.PARAGRAPH) -> Iterator[Part]:
    """Yield a Part for each run of text between block elements; a quote's paragraph is a quote."""
    kind = KINDS.get(str(element.tag), outer)
    kind = outer if kind is Kind.PARAGRAPH else kind
    level = RANKS.get(element.get("rend", ""), 2) if kind is Kind.HEADING else 0
    run = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            run.append("\n")
        elif child.tag in INLINE:
            run.append("".join(child.itertext()))
        else:
            yield from _parts_of_run("".join(run), kind, level)
            yield from _parts_of_tree(child, kind)
            run = []
        run.append(child.tail or "")
    yield from _parts_of_run("".join(run), kind, level)


def _parts_of_run(text: str, kind: Kind, level: int) -> Iterator[Part]:
    """Split at double line breaks, which old pages use for paragraphs; collapse other space."""
    if kind is Kind.CODE:
        pieces = [text.strip("\n")]
    else:
        apart = re.split(r"\n\s*\n", text) if "\n" in text else [text]
        pieces = [" ".join(piece.split()) for piece in apart]
    for piece in pieces:
        if piece.strip():
            yield Part(kind, piece, level)


MINIMAL = {"p": Kind.PARAGRAPH, "li": Kind.LIST_ITEM, "pre": Kind.CODE, "blockquote": Kind.QUOTE}


def parts_of_fragment(html: str) -> list[Part]:
    """Return all visible text of a piece of HTML, such as stands inside Markdown."""
    from resiliparse.extract.html2text import extract_plain_text

    minimal = extract_plain_text(
        html, preserve_formatting="minimal_html", list_bullets=False, alt_texts=False
    )
    return list(parts_of_minimal(minimal))


def parts_of_minimal(minimal: str) -> Iterator[Part]:
    """Read resiliparse's reduced HTML: marked blocks, and bare text with a block on each line."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(minimal).body
    node = body.child if body else None
    while node is not None:
        tag = node.tag or ""
        if tag in ("ul", "ol"):
            for item in node.css("li"):
                yield from _parts_of_run(item.text(), Kind.LIST_ITEM, 0)
        elif tag in RANKS:
            yield from _parts_of_run(node.text(), Kind.HEADING, RANKS[tag])
        elif tag in MINIMAL:
            yield from _parts_of_run(node.text(), MINIMAL[tag], 0)
        else:
            for line in node.text().split("\n"):
                yield from _parts_of_run(line, Kind.PARAGRAPH, 0)
        node = node.next
