"""Markdown."""

from __future__ import annotations

from detector.article import Article, assemble
from detector.extract.plain import parts_of_plain


def article_of_markdown(text: str, url: str | None = None) -> Article:
    return assemble(parts_of_plain(text), url=url)
