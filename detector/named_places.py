"""The places of a page besides its running text where a phrase may stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from detector.article import Article, Kind
from detector.words import TOKEN, Gram, fold

MOST_TEXTS = 150  # different anchors or alternative texts that are looked at
MOST_COPIES = 4  # of one text; a menu is no farm


def named_places(article: Article) -> dict[str, str]:
    """Return the places besides the body as strings of folded words, " | " between two texts.

    Each begins and ends with a space, so that a phrase between spaces is found in it.
    """
    paragraphs = (block.text for block in article.body if block.kind is Kind.PARAGRAPH)
    texts = {
        "title": [article.title or ""],
        "slug": [article.slug],
        "headings": [block.text for block in article.headings],
        "first paragraph": [next(paragraphs, "")],
        "description": [article.metadata.description or ""],
        "keywords": article.metadata.keywords,
        "anchors": [link.text for link in article.links],
        "alt texts": article.alt_texts,
        "hidden text": article.hidden,
    }
    return {
        place: f" {' | '.join(map(fold_phrase, filter(None, said)))} "
        for place, said in texts.items()
    }


def texts_beside(article: Article) -> Iterator[str]:
    """Yield the texts of those places that are not part of the body, in which phrases repeat."""
    yield from filter(None, (article.title, article.metadata.description))
    yield from article.metadata.keywords
    for said in ([link.text for link in article.links], article.alt_texts):
        for text, copies in sorted(Counter(said).items(), key=lambda one: -one[1])[:MOST_TEXTS]:
            yield from [text] * min(copies, MOST_COPIES)


@lru_cache(maxsize=16_384)  # the pages of a host share their menus
def fold_phrase(text: str) -> str:
    """Return a text as folded words with single spaces, every break of it as "|"."""
    return " ".join([fold(word) if word else "|" for word in TOKEN.findall(text)])


def sources(gram: Gram, places: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the places that hold the phrase."""
    phrase = f" {' '.join(gram)} "
    return tuple([place for place, said in places.items() if phrase in said])
