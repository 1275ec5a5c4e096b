"""Our own small tables: a hand-written thesaurus and over-specific expansions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.thesaurus import Thesaurus, merged

_DATA = Path(__file__).parent / "spinners" / "data"


def _entries(file: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        head, found, rest = line.partition(":")
        if found and not line.startswith("#"):
            yield head.strip(), [word.strip() for word in rest.split(separator)]


@cache
def household() -> Thesaurus:
    """Load the hand-written sense-blind thesaurus of ordinary health prose words."""
    return Thesaurus(merged(_entries("thesaurus.txt", ",")))


@cache
def expansions() -> Thesaurus:
    """Load fixed terms and what a rewriter makes of them ("most cancers", "danger factors")."""
    return Thesaurus(merged(_entries("expansions.txt", ";")), inflected=False)
