"""reStructuredText to an Article: blocks, metadata from docinfo fields, lines from docutils."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from detector.article import Article, Kind, Link, Part, assemble
from detector.extract.bounds import MAX_CHARS
from detector.extract.front import metadata_of_front, one
from detector.extract.inline import folded
from detector.extract.plain import parts_of_plain
from detector.extract.references import references_of
from detector.extract.rst_parser import document_of, shown

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, document

KINDS: tuple[tuple[type[Node], Kind], ...] = (
    (nodes.list_item, Kind.LIST_ITEM),
    (nodes.definition, Kind.LIST_ITEM),
    (nodes.field, Kind.LIST_ITEM),
    (nodes.option_list_item, Kind.LIST_ITEM),
    (nodes.footnote, Kind.LIST_ITEM),
    (nodes.citation, Kind.LIST_ITEM),
    (nodes.block_quote, Kind.QUOTE),
    (nodes.entry, Kind.CELL),
    (nodes.legend, Kind.CAPTION),
)
NO_TEXT = (nodes.comment, nodes.substitution_definition, nodes.target, nodes.raw, nodes.label)
LITERAL = (nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.option_group)
STATED = re.compile(r"(\w[\w-]*): +(\S.*)")


def article_of_rst(text: str, url: str | None = None) -> Article:
    """Return the Article of a reStructuredText source; see ``detector.extract.article_of``.

    The title is that of the first section, or a field of that name. A text that is nested too
    deeply for docutils is read as plain text.
    """
    text = text[:MAX_CHARS]
    try:
        tree, _ = document_of(text)
        reader = _Reader(tree, text.split("\n"))
        parts = list(reader.parts(tree, Kind.PARAGRAPH, 0))
    except RecursionError:
        return assemble(parts_of_plain(text), url=url)
    front = _front(tree)
    links = tuple(_links(tree))
    heading = next((p.text for p in parts if p.kind is Kind.HEADING and p.level == 1), None)
    images = (str(image.get("alt") or "").strip() for image in tree.findall(nodes.image))
    return assemble(
        parts,
        title=one(front, "title") or heading,
        metadata=metadata_of_front(front, references_of(parts, links)),
        links=links,
        alt_texts=tuple(filter(None, images)),
        url=url,
    )


class _Reader:
    """Walks the tree with the kind that paragraphs have there."""

    def __init__(self, tree: document, lines: list[str]) -> None:
        self.tree, self.lines = tree, lines
        self.stated = list(_docinfo(tree))

    def parts(self, parent: Node, kind: Kind, level: int) -> Iterator[Part]:
        for node in parent.children:
            if isinstance(node, NO_TEXT) or node in self.stated:
                continue
            if isinstance(node, LITERAL):
                yield self._literal(node)
            elif isinstance(node, nodes.system_message):
                yield from map(self._literal, node.findall(nodes.literal_block))
            elif isinstance(node, nodes.TextElement):
                yield self._part(node, parent, kind, level)
            elif isinstance(node, nodes.line_block):
                yield self._lines(node, kind)
            else:
                below = level + isinstance(node, nodes.section)
                yield from self.parts(node, _kind(node) or kind, below)

    def _part(self, node: Element, parent: Node, kind: Kind, level: int) -> Part:
        heading = 0
        if isinstance(node, nodes.title) and isinstance(parent, nodes.table):
            kind = Kind.CAPTION
        elif isinstance(node, nodes.title | nodes.rubric):
            kind, heading = Kind.HEADING, level + (not isinstance(parent, nodes.section))
        elif isinstance(node, nodes.term | nodes.classifier | nodes.field_name):
            kind = Kind.LIST_ITEM
        elif isinstance(node, nodes.caption):
            kind = Kind.CAPTION
        text, code = folded(
            (shown(child, self.tree), isinstance(child, nodes.literal)) for child in node.children
        )
        return replace(self._placed(kind, text, node, min(heading, 6)), code=code)

    def _lines(self, block: Element, kind: Kind) -> Part:
        lines = list(block.findall(nodes.line))
        return self._placed(kind, " ".join(shown(line, self.tree) for line in lines), lines[0])

    def _literal(self, node: Element) -> Part:
        navigation = "navigation" in node.get("classes", ())
        return Part(Kind.NAVIGATION if navigation else Kind.CODE, node.astext(), line=node.line)

    def _placed(self, kind: Kind, text: str, node: Element, level: int = 0) -> Part:
        """Place ``text`` at its first word in the source line, or at the line's first letter."""
        line = (node.children[0].line if node.children else None) or node.line or 1
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        words = text.split()
        found = source.find(words[0]) if words else -1
        column = found if found >= 0 else len(source) - len(source.lstrip())
        return Part(kind, " ".join(words), level, line, column + 1)


def _kind(node: Node) -> Kind | None:
    return next((kind for type_, kind in KINDS if isinstance(node, type_)), None)


def _docinfo(parent: Element) -> Iterator[nodes.field_list]:
    """Yield the field lists that stand before any text, above the title or under it."""
    for node in parent.children:
        if isinstance(node, nodes.field_list):
            yield node
        elif isinstance(node, nodes.section):
            yield from _docinfo(node)
            return
        elif not isinstance(node, (*NO_TEXT, nodes.title, nodes.meta, nodes.image)):
            return


def _front(tree: document) -> dict[str, object]:
    """Return what is said in fields, in ``meta`` directives, and in comments such as Nikola's."""
    front: dict[str, object] = {}
    for comment in tree.findall(nodes.comment):
        if match := STATED.fullmatch(comment.astext()):
            front.setdefault(match[1].lower(), match[2].strip())
    for meta in tree.findall(nodes.meta):
        front.setdefault(str(meta.get("name", "")).lower(), str(meta.get("content", "")))
    for item in (item for stated in _docinfo(tree) for item in stated.children):
        name, body = item.children[0].astext().lower(), item.children[1]
        listed = [child.astext() for child in body.findall(nodes.list_item)]
        front[name] = listed or " ".join(body.astext().split())
    return front


def _links(tree: document) -> Iterator[Link]:
    for node in tree.findall(nodes.reference):
        url = str(node.get("refuri") or _target(tree, str(node.get("refname") or "")))
        if url:
            yield Link(" ".join(shown(node, tree).split()), url)


def _target(tree: document, name: str) -> str:
    found = tree.ids.get(tree.nameids.get(name) or "")
    return str(found.get("refuri") or "") if found is not None else ""
