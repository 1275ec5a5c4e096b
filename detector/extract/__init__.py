"""From the bytes of a Page to an Article; nothing heavy is imported before the first page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from detector import urls
from detector.article import Article, assemble
from detector.page import Page

__all__ = ["Draft", "article_of", "draft_of"]

MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|div|article|p|h1|table)\b", re.IGNORECASE
)
FRONT = re.compile(
    r"\s*(?:---\n[\w-]+:|\+\+\+\n[\w-]+\s*=)|(?s:.{0,4000}?)^#{1,6} \S", re.MULTILINE
)
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
    return draft_of(page).article(extractor)


class Draft(Protocol):
    """A page that can be read by one extractor and then, if it deserves that, by another."""

    def article(self, extractor: str) -> Article:
        """Return the Article; the same object for the same extractor, as :func:`article_of`."""
        ...


@dataclass(frozen=True)
class _Settled:
    """Markdown, plain text or a Word document, where there is one way to read it."""

    text: Article

    def article(self, extractor: str) -> Article:  # noqa: ARG002
        return self.text


def draft_of(page: Page) -> Draft:
    """Return the Draft of ``page``, whose Article is made when asked for.

    Raises:
        UnreadableError: the bytes hold no text.
    """
    from detector.extract.decode import ZIP, text_of

    if page.content.startswith(ZIP):  # few pages do, and what reads zip files takes time to load
        from detector.extract.word import article_of_word, is_word

        if is_word(page.content):
            return _Settled(article_of_word(page.content, page.url))
    text = text_of(page.content, page.charset)
    kind = _format(page, text)
    if kind == "html":
        from detector.extract.webpage import WebPage

        return WebPage(text, page.url, local=page.local)
    if kind == "markdown":
        from detector.extract.markdown import article_of_markdown

        return _Settled(article_of_markdown(text, page.url))
    if kind == "rst":
        from detector.extract.rst import article_of_rst

        return _Settled(article_of_rst(text, page.url))
    from detector.extract.plain import parts_of_plain

    return _Settled(assemble(parts_of_plain(text), url=page.url))


def _format(page: Page, text: str) -> str:
    """Decide between html, markdown, rst and plain: by media type, by suffix, then by looking."""
    path = urls.split(page.url).path if page.url else page.target
    said = FORMATS.get(page.media_type or "") or SUFFIXES.get(PurePosixPath(path).suffix.lower())
    if said in ("html", "markdown", "rst") or (said == "plain" and page.local):
        return said
    if MARKUP.search(text[:4000]):
        return "html"
    return "markdown" if said is None and FRONT.match(text) else "plain"
