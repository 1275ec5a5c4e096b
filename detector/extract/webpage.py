"""An HTML page to an Article: one tree for everything around the body, one extractor for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from detector.article import Article, Link, assemble
from detector.extract.bounds import bounded
from detector.extract.hidden import hidden_nodes, hidden_texts_of
from detector.extract.html import body_of
from detector.extract.metadata import dated, metadata_of
from detector.extract.nodes import readable
from detector.extract.references import references_of
from detector.extract.scaffold import beside, drop_unread, take_scaffold
from detector.extract.stylesheets import hiding_selectors, sheets_of, styled_away

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_LINKS = 5_000
MAX_PAGE_TEXT = 300_000
SEPARATORS = re.compile(r"\s+[|–—\-·•»:]+\s+")


class WebPage:
    """A decoded HTML page with all that stands around its body read, once for every extractor."""

    def __init__(self, html: str, url: str | None = None, *, local: bool = False) -> None:
        from selectolax.lexbor import LexborHTMLParser

        self._source, self._url, self._local = bounded(html), url, local
        tree = LexborHTMLParser(self._source)
        sheets = sheets_of(tree)
        drop_unread(tree)
        self._metadata, self._whole = metadata_of(tree, url), tree.html or ""
        self._title = title_of(tree, self._metadata.publisher)
        self._links, self._alt_texts = links_of(tree, url), alt_texts_of(tree)
        self._page_text = page_text_of(tree)
        hidden = hidden_nodes(tree)
        styled = styled_away(tree, hiding_selectors(sheets, self._whole))
        self._hidden = tuple(hidden_texts_of([*hidden, *styled]))
        self._scaffold = take_scaffold(tree, hidden)
        self._body = tree.html or ""
        self._articles: dict[str, Article] = {}

    def article(self, extractor: str) -> Article:
        """Return the Article whose body ``extractor`` finds; see ``detector.extract.article_of``.

        Raises:
            UsageError: there is no extractor of that name.
        """
        if extractor not in self._articles:
            self._articles[extractor] = self._read(extractor)
        return self._articles[extractor]

    def _read(self, extractor: str) -> Article:
        body = body_of(self._body, self._url, extractor)
        metadata = self._metadata
        if extractor != "fast" and not metadata.dates_stated:
            metadata = dated(metadata, self._whole, self._url)
        parts = [*body, *beside(self._scaffold, body)]
        if self._local:
            from detector.extract.positions import with_positions

            parts = with_positions(parts, self._source)
        return assemble(
            parts,
            title=self._title,
            metadata=replace(metadata, references=references_of(body, self._links)),
            links=self._links,
            alt_texts=self._alt_texts,
            url=self._url,
            page_text=self._page_text,
            hidden=self._hidden,
        )


def article_of_html(
    html: str, url: str | None = None, *, extractor: str = "precise", local: bool = False
) -> Article:
    """Return the Article of a decoded HTML page; see ``detector.extract.article_of``."""
    return WebPage(html, url, local=local).article(extractor)


def page_text_of(tree: LexborHTMLParser) -> str:
    """Return the visible text of the whole page, a line for each run, at most 300,000 characters.

    A no-break space is a space here, as a reader sees it.
    """
    text = tree.body.text(separator="\n") if tree.body else ""
    lines = (line.split() for line in text.split("\n") if line and not line.isspace())
    return "\n".join(map(" ".join, lines))[:MAX_PAGE_TEXT]


def title_of(tree: LexborHTMLParser, publisher: str | None) -> str | None:
    """Return the page's title: og:title, else <title>, else the first h1, without the site's name.

    A last or first segment ("… | Site") goes only if it is the publisher's name, or if what remains
    is the h1: what stands in a title is evidence, so in doubt it stays.
    """
    meta = tree.css_first("meta[property='og:title']")
    node = tree.css_first("head > title") or tree.css_first("title")
    heading = " ".join(filter(None, [readable(h1) for h1 in tree.css("h1")[:1]]))
    shared = (meta.attributes.get("content") if meta else None) or ""
    title = " ".join(shared.split()) or (readable(node) if node else "") or heading
    for cut in (list(SEPARATORS.finditer(title))[-1:], list(SEPARATORS.finditer(title))[:1]):
        for match in cut:
            before, after = title[: match.start()], title[match.end() :]
            if _same(after, publisher) or _same(before, heading):
                return before
            if _same(before, publisher) or _same(after, heading):
                return after
    return title or None


def links_of(tree: LexborHTMLParser, url: str | None) -> tuple[Link, ...]:
    """Return the anchors of the page with absolute addresses, at most 5,000."""
    base = tree.css_first("base[href]")
    root = _joined(url or "", (base.attributes.get("href") if base else None) or "")
    links = []
    for node in tree.css("a[href]")[:MAX_LINKS]:
        href = (node.attributes.get("href") or "").strip()
        if href and not href.lower().startswith(("javascript:", "#")):
            rel = tuple((node.attributes.get("rel") or "").lower().split())
            links.append(Link(readable(node), _joined(root, href), rel))
    return tuple(links)


def alt_texts_of(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Return the alternative texts of the images, empty ones left out."""
    texts = (" ".join((n.attributes.get("alt") or "").split()) for n in tree.css("img[alt]"))
    return tuple(filter(None, texts))


def _joined(base: str, href: str) -> str:
    if href.startswith(("https://", "http://")):
        return href
    try:
        if href.startswith("/") and not href.startswith("//") and base:
            parts = urlsplit(base)
            return f"{parts.scheme}://{parts.netloc}{href}"
        return urljoin(base, href)
    except ValueError:  # "http://[" is not an address
        return href


def _same(one: str, other: str | None) -> bool:
    return bool(other) and one.casefold().strip() == (other or "").casefold().strip()
