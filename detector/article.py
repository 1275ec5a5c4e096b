"""An Article is what a person would read of a Page: title, metadata and ordered Blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from urllib.parse import unquote

from detector import urls

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
SEPARATOR = "\n\n"


class Kind(StrEnum):
    """What a Block is. The first group is the article's body, the second the scaffold around it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CELL = "cell"
    CAPTION = "caption"
    QUOTE = "quote"

    CODE = "code"
    COMMENT = "comment"
    NAVIGATION = "navigation"
    PAGER = "pager"
    FORM = "form"
    FOOTER = "footer"


BODY = frozenset(
    {Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CELL, Kind.CAPTION, Kind.QUOTE}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A Block before its place in the article text is known.

    ``level`` is the heading level (1–6, 0 for other kinds); ``line`` and ``column`` count from 1 in
    the source file, where the source is a file. ``code`` is where in ``text`` inline code stands.
    """

    kind: Kind
    text: str
    level: int = 0
    line: int | None = None
    column: int | None = None
    code: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item …: ``article.text[start:end] == text``, always."""

    kind: Kind
    text: str
    start: int
    end: int
    level: int = 0
    line: int | None = None
    column: int | None = None

    @property
    def body(self) -> bool:
        """Whether the block belongs to the article and not to the scaffold around it."""
        return self.kind in BODY


@dataclass(frozen=True, slots=True)
class Extent:
    """A Block without its text: what stands at characters ``start`` to ``end`` of the article."""

    kind: Kind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor of the page: its visible text, absolute address where known, and its rel words."""

    text: str
    url: str
    rel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself. Dates are ISO 8601 days; what is not said is None or empty.

    ``credentials`` are titles, posts and institutions of the authors and reviewers, as the page
    states them for machines. ``dates_stated`` says that a date comes from JSON-LD or ``<meta>``
    and not from a search of what is visible.
    """

    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    reviewed: str | None = None
    dates_stated: bool = False
    description: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    canonical: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A Page as a reader sees it. ``text`` holds the body first, then the scaffold.

    ``page_text`` is all visible text of an HTML page, a line for each run of text, with what is
    neither body nor scaffold: bylines, dates, disclaimers. It is empty where there is no HTML.
    ``hidden`` are the texts that the mark-up hides from readers, menus and forms left out.
    ``code`` is where in ``text`` inline code stands: it is read with its sentence, but not judged.
    """

    title: str | None
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    links: tuple[Link, ...] = ()
    alt_texts: tuple[str, ...] = ()
    url: str | None = None
    page_text: str = ""
    hidden: tuple[str, ...] = ()
    code: tuple[tuple[int, int], ...] = ()

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks a reader came for, headings included."""
        return tuple(block for block in self.blocks if block.body)

    @cached_property
    def words(self) -> int:
        """The number of words in the body."""
        return sum(len(WORD.findall(block.text)) for block in self.body)

    @property
    def extents(self) -> tuple[Extent, ...]:
        """Where the blocks stand, for those who keep the text alone."""
        return tuple(Extent(b.kind, b.start, b.end, b.level) for b in self.blocks)

    @property
    def headings(self) -> tuple[Block, ...]:
        """The headings of the body in order."""
        return tuple(block for block in self.body if block.kind is Kind.HEADING)

    @property
    def slug(self) -> str:
        """The last segment of the address, without suffix, as words: "knee-pain" → "knee pain"."""
        address = self.url or self.metadata.canonical or ""
        parts = [part for part in urls.split(address).path.split("/") if part]
        name = re.sub(r"\.\w{2,5}$", "", unquote(parts[-1])) if parts else ""
        return re.sub(r"[-_+.]+", " ", name)


def assemble(
    parts: Iterable[Part],
    *,
    title: str | None = None,
    metadata: Metadata | None = None,
    links: tuple[Link, ...] = (),
    alt_texts: tuple[str, ...] = (),
    url: str | None = None,
    page_text: str = "",
    hidden: tuple[str, ...] = (),
) -> Article:
    """Join ``parts`` to an Article: body before scaffold, empty parts dropped, places known."""
    kept = [part for part in parts if part.text.strip()]
    kept.sort(key=lambda part: part.kind not in BODY)
    blocks: list[Block] = []
    code: list[tuple[int, int]] = []
    position = 0
    for part in kept:
        end = position + len(part.text)
        blocks.append(
            Block(part.kind, part.text, position, end, part.level, part.line, part.column)
        )
        code += ((position + first, position + last) for first, last in part.code)
        position = end + len(SEPARATOR)
    text = SEPARATOR.join(part.text for part in kept)
    return Article(
        title,
        text,
        tuple(blocks),
        metadata or Metadata(),
        links,
        alt_texts,
        url,
        page_text,
        hidden,
        tuple(code),
    )
