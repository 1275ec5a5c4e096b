"""An HTML page to an Article: one tree for everything around the body, one extractor for it."""

from __future__ import annotations

from detector.article import Article, assemble
from detector.extract.bounds import bounded
from detector.extract.html import body_of


def article_of_html(
    html: str, url: str | None = None, *, extractor: str = "precise", local: bool = False
) -> Article:
    """Return the Article of a decoded HTML page; see ``detector.extract.article_of``."""
    html = bounded(html)
    parts = body_of(html, url, extractor)
    return assemble(parts, url=url)
