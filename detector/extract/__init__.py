"""From the bytes of a Page to an Article; nothing heavy is imported before the first page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from detector.article import Article, assemble
from detector.page import Page

__all__ = ["article_of"]

MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|div|article|p|h1|table)\b", re.IGNORECASE
)
FRONT = re.compile(r"\s*---\n[\w-]+:|(?s:.{0,4000}?)^#{1,6} \S", re.MULTILINE)
FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/xml": "html",
    "text/xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/mdx": "markdown",
    "text/x-rst": "rst",
    "text/prs.fallenstein.rst": "rst",
    "text/plain": "plain",
}
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".mdx": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rst": "rst",
    ".rest": "rst",
    ".txt": "plain",
}


def article_of(page: Page, *, extractor: str = "precise") -> Article:
    """Return what a person would read of ``page``; without body blocks where there is no article.

    ``extractor`` is ``"precise"`` or ``"fast"`` and matters for HTML alone. Line and column of the
    blocks are filled in for local files.

    Raises:
        UnreadableError: the bytes hold no text.
        UsageError: there is no extractor of that name.
    """
    from detector.extract.decode import text_of

    text = text_of(page.content, page.charset)
    kind = _format(page, text)
    if kind == "html":
        from detector.extract.webpage import article_of_html

        return article_of_html(text, page.url, extractor=extractor, local=page.local)
    if kind == "markdown":
        from detector.extract.markdown import article_of_markdown

        return article_of_markdown(text, page.url)
    if kind == "rst":
        from detector.extract.rst import article_of_rst

        return article_of_rst(text, page.url)
    from detector.extract.plain import parts_of_plain

    return assemble(parts_of_plain(text), url=page.url)


def _format(page: Page, text: str) -> str:
    """Decide between html, markdown, rst and plain: by media type, by suffix, then by looking."""
    path = urlsplit(page.url).path if page.url else page.target
    said = FORMATS.get(page.media_type or "") or SUFFIXES.get(PurePosixPath(path).suffix.lower())
    if said in ("html", "markdown", "rst") or (said == "plain" and page.local):
        return said
    if MARKUP.search(text[:4000]):
        return "html"
    return "markdown" if said is None and FRONT.match(text) else "plain"
