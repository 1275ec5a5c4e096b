"""Our own tables: a hand-written thesaurus, over-specific expansions, the books of the families."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.inflect import right
from corpus.stopwords import STOP
from corpus.thesaurus import Thesaurus, merged

_DATA = Path(__file__).parent / "spinners" / "data"
_FORMS = {"": ("",), "n": ("", "NNS"), "v": ("", "VBZ", "VBG", "VBD", "VBN")}


def entries(file: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    """Read the lines `head: alternative, alternative` of a table."""
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        head, found, rest = line.partition(":")
        if found and not line.startswith("#"):
            yield head.strip(), [word.strip() for word in rest.split(separator)]


@cache
def household() -> Thesaurus:
    """Load the hand-written sense-blind thesaurus of ordinary health prose words."""
    return Thesaurus(merged(entries("thesaurus.txt", ",")))


@cache
def expansions() -> Thesaurus:
    """Load fixed terms and what a rewriter makes of them ("most cancers", "danger factors")."""
    return Thesaurus(merged(entries("expansions.txt", ";")), inflected=False)


@cache
def phrasebook(file: str) -> Thesaurus:
    """Load a table of words and phrases.

    `head/v` and `head/n` stand for all forms of a verb or noun, and so do their alternatives; a
    phrase without a mark stands for itself. Little words are known where the table lists them.
    """
    found = merged(pair for head, words in entries(file, ",") for pair in _written_out(head, words))
    return Thesaurus(found, stop=STOP - found.keys())


def _written_out(head: str, alternatives: list[str]) -> Iterator[tuple[str, list[str]]]:
    head, _, kind = head.partition("/")
    for tag in _FORMS[kind]:
        yield _inflected(head, tag), [_inflected(word, tag) for word in alternatives]


def _inflected(phrase: str, tag: str) -> str:
    """Inflect a phrase; the plural of "heart attack of men" stands before "of"."""
    if tag != "NNS":
        return right(phrase, tag)
    head, of, rest = phrase.partition(" of ")
    return right(head, tag) + of + rest
