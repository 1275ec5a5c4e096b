"""The places of a page besides its running text where a phrase may stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from detector.article import Article, Kind
from detector.words import TOKEN, Gram, fold

if TYPE_CHECKING:
    from detector.wordstream import Body

PLACES = (
    "title", "slug", "headings", "first paragraph", "description", "keywords", "anchors",
    "alt texts", "hidden text",
)  # fmt: skip
MOST_TEXTS = 150  # different anchors or alternative texts that are looked at
MOST_COPIES = 4  # of one text; a menu is no farm


def texts_beside(article: Article) -> dict[str, list[str]]:
    """Return the texts of those places that are not part of the body, in which phrases repeat."""
    return {
        "title": [article.title or ""],
        "description": [article.metadata.description or ""],
        "keywords": list(article.metadata.keywords),
        "anchors": _copies([link.text for link in article.links]),
        "alt texts": _copies(article.alt_texts),
    }


def named_places(article: Article) -> dict[str, str]:
    """Return the other places as strings of folded words, " | " between two texts.

    Each begins and ends with a space, so that a phrase between spaces is found in it. Of anchors
    and alternative texts they are those that :func:`texts_beside` leaves out.
    """
    paragraphs = (block.text for block in article.body if block.kind is Kind.PARAGRAPH)
    texts = {
        "slug": [article.slug],
        "headings": [block.text for block in article.headings],
        "first paragraph": [next(paragraphs, "")],
        "anchors": _rest([link.text for link in article.links]),
        "alt texts": _rest(article.alt_texts),
        "hidden text": article.hidden,
    }
    return {
        place: f" {' | '.join(map(fold_phrase, filter(None, said)))} "
        for place, said in texts.items()
    }


def _commonest(texts: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(texts).items(), key=lambda one: -one[1])


def _copies(texts: Iterable[str]) -> list[str]:
    """Return the commonest texts, each as often as it stands, to ``MOST_COPIES``."""
    found = _commonest(texts)[:MOST_TEXTS]
    return [text for text, copies in found for _ in range(min(copies, MOST_COPIES))]


def _rest(texts: Sequence[str]) -> list[str]:
    """Return the texts that are none of the commonest; most pages have none."""
    if len(set(texts)) <= MOST_TEXTS:
        return []
    return [text for text, _ in _commonest(texts)[MOST_TEXTS:]]


@lru_cache(maxsize=16_384)  # the pages of a host share their menus
def fold_phrase(text: str) -> str:
    """Return a text as folded words with single spaces, every break of it as "|"."""
    return " ".join([fold(word) if word else "|" for word in TOKEN.findall(text)])


def sources(
    gram: Gram, at: Sequence[int], body: Body, places: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the names of the places that hold a phrase, which stands ``at`` indices of a body.

    ``body`` was made with :func:`texts_beside`, ``places`` are the other ones.
    """
    phrase = f" {' '.join(gram)} "
    found = [place for place, said in places.items() if phrase in said]
    if at and at[-1] >= body.inside:
        for place, (first, end) in body.beside.items():
            if bisect_left(at, first) < bisect_left(at, end):
                found.append(place)
    return tuple([place for place in PLACES if place in found])
