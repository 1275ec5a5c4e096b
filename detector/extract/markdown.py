"""Markdown and MDX to an Article: metadata from front matter, lines from the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detector.article import Article, Kind, Link, Part, assemble
from detector.extract.bounds import MAX_CHARS, bounded
from detector.extract.front import front_of_markdown, metadata_of_front, one
from detector.extract.generator import blanked, spans_for_generator, without
from detector.extract.html import parts_of_fragment
from detector.extract.inline import folded
from detector.extract.references import references_of

if TYPE_CHECKING:
    from markdown_it.token import Token

CONTAINERS = {
    "list_item_open": Kind.LIST_ITEM,
    "blockquote_open": Kind.QUOTE,
    "th_open": Kind.CELL,
    "td_open": Kind.CELL,
    "heading_open": Kind.HEADING,
}


@dataclass
class _Reader:
    """Walks the tokens with the kinds of the containers that are open."""

    lines: list[str]
    kinds: list[Kind] = field(default_factory=list)
    level: int = 0
    line: int = 1

    def parts(self, tokens: Iterable[Token]) -> Iterator[Part]:
        for token in tokens:
            self.line = token.map[0] + 1 if token.map else self.line
            if token.type in CONTAINERS:
                self.kinds.append(CONTAINERS[token.type])
                self.level = int(token.tag[1]) if token.type == "heading_open" else 0
            elif token.type.replace("_close", "_open") in CONTAINERS:
                self.kinds.pop()
                self.level = 0
            elif token.type == "inline":
                kind = self.kinds[-1] if self.kinds else Kind.PARAGRAPH
                text, code = folded(_shown(token))
                yield replace(self._part(kind, text), code=code)
            elif token.type in ("fence", "code_block"):
                yield self._part(Kind.CODE, token.content.rstrip("\n"))
            elif token.type == "html_block":
                for part in parts_of_fragment(bounded(token.content)):
                    yield self._part(part.kind, part.text, part.level)

    def _part(self, kind: Kind, text: str, level: int = 0) -> Part:
        """Place ``text`` at its first word in the source line, or at the line's first letter."""
        source = self.lines[self.line - 1] if self.line <= len(self.lines) else ""
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        found = source.find(first) if first else -1
        column = found if found >= 0 else len(source) - len(source.lstrip())
        return Part(kind, text, level or self.level, self.line, column + 1)


def article_of_markdown(text: str, url: str | None = None) -> Article:
    """Return the Article of a Markdown or MDX text; see ``detector.extract.article_of``.

    Lines are those of the file, front matter included. The title is the front matter's, else the
    first heading of level 1.
    """
    from markdown_it import MarkdownIt

    text = text[:MAX_CHARS]
    said = list(spans_for_generator(text))
    tokens = MarkdownIt("commonmark").enable("table").parse(without(text, said))
    front = front_of_markdown(text)
    parts = list(_Reader(blanked(text, said).split("\n")).parts(tokens))
    links = tuple(_links(tokens))
    heading = next((p.text for p in parts if p.kind is Kind.HEADING and p.level == 1), None)
    return assemble(
        parts,
        title=one(front, "title") or heading,
        metadata=metadata_of_front(front, references_of(parts, links)),
        links=links,
        alt_texts=tuple(_alt_texts(tokens)),
        url=url,
    )


def _shown(token: Token) -> Iterator[tuple[str, bool]]:
    """Yield what a reader sees of an inline token, and whether it is code; images show no text."""
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            yield child.content, child.type == "code_inline"
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", False


def _links(tokens: list[Token]) -> Iterator[Link]:
    for token in tokens:
        children = token.children or []
        for i, child in enumerate(children):
            if child.type == "link_open":
                ends = (j for j, c in enumerate(children) if j > i and c.type == "link_close")
                inside = children[i + 1 : next(ends, len(children))]
                text = "".join(c.content for c in inside if c.type in ("text", "code_inline"))
                yield Link(text, str(child.attrGet("href") or ""))


def _alt_texts(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "image" and child.content.strip():
                yield child.content.strip()
