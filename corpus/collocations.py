"""Tables of fixed company: patterns such as `[take/v] @ medicine|pills: grab, pick`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from corpus.inflect import right
from corpus.stopwords import STOP
from corpus.tables import entries
from corpus.thesaurus import Thesaurus, merged

_BETWEEN = ("", "a", "an", "the", "your", "their", "his", "her", "my", "our", "any", "more", "this")
_PART = re.compile(r"\[([^\]]+)\]")
_VERB = ("", "VBZ", "VBG", "VBD", "VBN")


class _Part(NamedTuple):
    """One choice for a part of a pattern, and the inflection to give to what replaces it."""

    text: str
    tag: str = ""


@cache
def collocations(file: str) -> Thesaurus:
    """Load a table: every combination of a pattern stands for the same with the part swapped."""
    found = merged(
        pair for head, words in entries(file, ",") for pair in _combinations(head, words)
    )
    return Thesaurus(found, stop=STOP - found.keys())


def _combinations(head: str, words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    part = _PART.search(head)
    if part is None:
        yield head, list(words)
        return
    left, right_side = head[: part.start()], head[part.end() :]
    for before, swapped, after in product(_options(left), _options(part[1]), _options(right_side)):
        key = _joined(before.text, swapped.text, after.text)
        yield key, [_joined(before.text, _ended(w, swapped.tag), after.text) for w in words]


def _ended(word: str, tag: str) -> str:
    return right(word, tag) if tag else word


def _options(text: str) -> list[_Part]:
    """Write out one side of a pattern: `@`, choices with `|`, verbs with `/v`."""
    words = text.strip()
    determiners = _BETWEEN if words.startswith("@") or " @" in words else ("",)
    found: list[_Part] = []
    for choice in words.replace("@", "").split("|"):
        verb, _, kind = choice.strip().partition("/")
        tags = _VERB if kind == "v" else ("",)
        forms = [_Part(right(verb, tag), tag) for tag in tags]
        found += [_Part(_joined(det, form.text), form.tag) for det in determiners for form in forms]
    return found


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
