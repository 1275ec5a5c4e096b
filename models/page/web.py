"""Real web pages with all that stands around their text, honest and stuffed in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.stuffing import Draft
from corpus.webpages import host, webpages
from detector.article import Article, Kind, Part, assemble
from detector.errors import DetectorError
from detector.extract import article_of
from detector.extract.language_id import identify

LEAST_WORDS = 60


@dataclass(frozen=True)
class WebPage:
    """The Article of a page with the archive that holds it and the host that it came from."""

    article: Article
    archive: str
    host: str


def web(split: str, every: int = 1) -> Iterator[WebPage]:
    """Yield every n-th page of a split that the product would score."""
    for number, (archive, page) in enumerate(webpages(split)):
        if number % every:
            continue
        try:
            article = article_of(page)
        except DetectorError:
            continue
        text = "\n".join(block.text for block in article.body)
        if article.words >= LEAST_WORDS and identify(text) == "en":
            yield WebPage(article, archive, host(archive, page.url))


def draft_of(article: Article) -> Draft:
    """Return the title and the body of an Article as a draft that can be stuffed."""
    parts = tuple((str(block.kind), block.text) for block in article.body)
    return Draft(article.title or "", parts)


def around(article: Article, draft: Draft) -> Article:
    """Return an Article with the text of a draft, and links, menus and footers of its own."""
    levels = {block.text: block.level for block in article.body}
    body = [_part(kind, text, article, draft, levels) for kind, text in draft.parts]
    scaffold = [Part(block.kind, block.text) for block in article.blocks if not block.body]
    return assemble(
        [*body, *scaffold],
        title=draft.title or None,
        metadata=article.metadata,
        links=(*article.links, *draft.links),
        alt_texts=(*article.alt_texts, *draft.alt_texts),
        url=article.url,
        page_text=article.page_text,
        hidden=article.hidden,
    )


def _part(kind: str, text: str, article: Article, draft: Draft, levels: dict[str, int]) -> Part:
    """Return a part; the main heading goes with the title."""
    level = levels.get(text, 2) if kind == Kind.HEADING else 0
    return Part(Kind(kind), draft.title if level == 1 and text == article.title else text, level)
