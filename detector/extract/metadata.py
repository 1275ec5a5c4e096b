"""What a page says of itself: authors, dates, publisher, description, keywords, language.

Order of trust, the first that speaks is believed: JSON-LD (written for machines and checked by
search engines), ``<meta>`` elements, then what is visible: ``rel=author``, ``itemprop``, bylines
and ``<time>``. Where no date is stated, :func:`dated` has htmldate search; that finds two thirds of
the remaining dates for about 4 ms, spent on undated pages that are read precisely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from detector.article import Metadata
from detector.extract import jsonld
from detector.extract.dates import day, day_by_search
from detector.extract.nodes import readable

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_SNIPPETS = 150
MAX_SNIPPET_CHARS = 3_000
LD = "script[type='application/ld+json']"
META = "meta[content]"
CANONICAL = "link[rel~='canonical'][href]"
VISIBLE = (
    "body time, body [itemprop='author'], body [itemprop='datePublished'],"
    " body [itemprop='dateModified'], body a[rel~='author'], address, .byline, .author-name,"
    " .author, .post-author, .entry-author, .article-author, .byline-name, .post-date, .entry-date"
)
AUTHOR_METAS = (
    *("author", "citation_author", "dc.creator", "article:author", "parsely-author"),
    *("sailthru.author", "byl", "dcterms.creator"),
)
PUBLISHED_METAS = (
    *("article:published_time", "citation_publication_date", "dc.date", "date", "pubdate"),
    *("publishdate", "publish_date", "datepublished", "dc.date.issued", "dcterms.created"),
    *("parsely-pub-date", "sailthru.date", "citation_date"),
)
MODIFIED_METAS = (
    *("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"),
    *("datemodified", "lastmod", "dc.date.modified"),
)
REVIEWED_METAS = (
    *("lastreviewed", "last-reviewed", "reviewed", "dc.date.reviewed", "review_date"),
    "lastreviewed datemodified",
)
PUBLISHER_METAS = ("og:site_name", "citation_publisher", "dc.publisher", "application-name")
AUTHOR_SPOTS = (
    "[itemprop=author]",
    "a[rel~=author]",
    ".byline-name, .author-name, .post-author, .entry-author, .article-author",
    ".byline, .author",
    "address",
)
MAX_BYLINES = 4
BY = re.compile(
    r"^(?:(?:written|posted|reviewed|medically reviewed|published)\s+)?by:?\s+", re.IGNORECASE
)
NOT_A_NAME = re.compile(
    r"https?:|www\.|[@{}<>|]|\d|^\W*$|^(?:the )?(?:admin|author|share|follow|guest)$", re.IGNORECASE
)


def metadata_of(tree: LexborHTMLParser, url: str | None = None) -> Metadata:
    """Return the metadata of a parsed page without references; the module says who is trusted."""
    said = jsonld.statements(node.text() for node in tree.css(LD))
    metas = _metas(tree)
    canonical = tree.css_first(CANONICAL)
    language = (tree.root.attributes.get("lang") if tree.root else "") or ""
    authors = _stated_authors(said, metas)
    published = _date(said.get("datePublished")) or _first_date(metas, PUBLISHED_METAS)
    modified = _date(said.get("dateModified")) or _first_date(metas, MODIFIED_METAS)
    reviewed = _date(said.get("lastReviewed")) or _first_date(metas, REVIEWED_METAS)
    stated = bool(published or modified or reviewed)
    if not (authors and published):
        visible = _visible(tree)
        authors = authors or _visible_authors(visible)
        published = published or _visible_date(visible, "datePublished")
        modified = modified or _visible_date(visible, "dateModified")
    return Metadata(
        authors=authors,
        reviewers=people(jsonld.names(said.get("reviewedBy"))),
        credentials=_credentials(said, metas),
        publisher=_publisher(said, metas),
        published=published,
        modified=modified,
        reviewed=reviewed,
        dates_stated=stated,
        description=metas.get("description")
        or metas.get("og:description")
        or _first(jsonld.names(said.get("description"))),
        keywords=_keywords(metas.get("keywords") or said.get("keywords")),
        language=(language or metas.get("content-language", "")).strip().lower()[:2] or None,
        canonical=_absolute(url, canonical.attributes["href"] or "") if canonical else None,
    )


def dated(metadata: Metadata, html: str, url: str | None) -> Metadata:
    """Return ``metadata`` with a day of publication that a search finds, if it has none."""
    if metadata.published:
        return metadata
    return replace(metadata, published=day_by_search(html, url))


def people(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names in ``texts``, credentials kept, addresses and placeholders dropped."""
    names: dict[str, None] = {}
    for text in texts:
        line = BY.sub("", " ".join(str(text).split()))
        for name in re.split(r"\s+(?:and|&)\s+|\s*;\s*", line):
            name = name.strip(" ,.-–—|·•\"'“”")
            if 2 < len(name) <= 80 and not NOT_A_NAME.search(name):
                names.setdefault(name)
    return tuple(names)[:20]


def _visible(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return the small elements that may show authors and dates; some lie inside another one."""
    nodes = tree.css(VISIBLE)[:MAX_SNIPPETS]
    return [node for node in nodes if len(node.html or "") < MAX_SNIPPET_CHARS]


def _selected(pieces: Iterable[LexborNode], selector: str) -> Iterator[LexborNode]:
    """Yield the nodes of each piece, itself included; one that lies in two pieces comes twice."""
    for piece in pieces:
        yield from piece.css(selector)


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.css(META)[:MAX_SNIPPETS]:
        said = node.attributes
        keys = ("property", "name", "itemprop", "http-equiv")
        name = next((value for key in keys if (value := said.get(key))), "").strip().lower()
        content = " ".join((said["content"] or "")[:MAX_SNIPPET_CHARS].split())
        if name in metas and name == "citation_author":
            metas[name] += f"; {content}"
        elif content:
            metas.setdefault(name, content)
    return metas


def _stated_authors(said: dict[str, object], metas: dict[str, str]) -> tuple[str, ...]:
    claims = [jsonld.names(said.get("author")), jsonld.names(said.get("creator"))]
    claims += [[metas.get(name, "")] for name in AUTHOR_METAS]
    return next(filter(None, map(people, claims)), ())


def _credentials(said: dict[str, object], metas: dict[str, str]) -> tuple[str, ...]:
    stated = (said.get(key) for key in ("author", "creator", "reviewedBy"))
    texts = [text for value in stated for text in jsonld.qualifications(value)]
    texts += filter(None, [metas.get("citation_author_institution")])
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))[:20]


def _visible_authors(pieces: Sequence[LexborNode]) -> tuple[str, ...]:
    """Return the first byline; what repeats on a page of posts or teasers is no byline."""
    for selector in AUTHOR_SPOTS:
        nodes = list(_selected(pieces, selector))
        if len(nodes) <= MAX_BYLINES:
            found = people(map(readable, nodes[:1]))
            if found:
                return found
    return ()


def _visible_date(pieces: Sequence[LexborNode], prop: str) -> str | None:
    for node in _selected(pieces, f"[itemprop={prop}]"):
        said = node.attributes
        if found := day(said.get("datetime") or said.get("content") or node.text()):
            return found
    for node in _selected(pieces, "time, .post-date, .entry-date"):
        words = node.attributes.get("class") or ""
        changed = bool(re.search("updated|modified", words)) and "published" not in words
        found = day(node.attributes.get("datetime") or readable(node))
        if found and changed == (prop == "dateModified"):
            return found
    return None


def _publisher(said: dict[str, object], metas: dict[str, str]) -> str | None:
    named = _first(jsonld.names(said.get("publisher")))
    return named or next(filter(None, map(metas.get, PUBLISHER_METAS)), None)


def _absolute(url: str | None, href: str) -> str:
    try:
        return urljoin(url or "", href)
    except ValueError:  # "http://[" is not an address
        return href


def _keywords(value: object) -> tuple[str, ...]:
    texts = jsonld.names(value)
    words = (word.strip() for text in texts for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))[:50]


def _first_date(metas: dict[str, str], keys: Iterable[str]) -> str | None:
    return next(filter(None, (day(metas.get(name)) for name in keys)), None)


def _first(values: list[str]) -> str | None:
    return next((value.strip() for value in values if value.strip()), None)


def _date(value: object) -> str | None:
    """Return the day of a JSON-LD property, which may be a list."""
    return day(value[0] if isinstance(value, list) and value else value)
