"""Small steps on nodes of an HTML tree that several parts of the extraction take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def readable(node: LexborNode) -> str:
    """Return the text of a node with single spaces, also between its elements."""
    return " ".join(node.text(separator=" ").split())


def outermost(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Drop the nodes that lie inside another one, and all but one of the same."""
    known = {node.mem_id: node for node in nodes}
    return [
        node
        for node in known.values()
        if not any(above.mem_id in known for above in _ancestors(node))
    ]


def drop(nodes: Iterable[LexborNode]) -> None:
    """Take nodes out of their tree."""
    for node in outermost(nodes):
        node.decompose()


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
