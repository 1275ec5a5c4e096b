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
    """Drop the nodes that lie inside an earlier one; ``nodes`` come in document order."""
    kept: list[LexborNode] = []
    taken: set[int] = set()
    for node in nodes:
        if not any(above.mem_id in taken for above in _ancestors(node)):
            kept.append(node)
            taken.add(node.mem_id)
    return kept


def drop(nodes: Iterable[LexborNode]) -> None:
    """Take nodes out of their tree."""
    for node in outermost(nodes):
        node.decompose()


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
