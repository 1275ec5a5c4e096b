"""Choosing among possible rewrites of a text so that a wished share of its words is touched."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.edits import WORD, Patch

Move = tuple[Patch, ...]  # patches that only make sense together


@dataclass(frozen=True)
class Token:
    """A word of a text with its span and its lower-case form."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Token]:
    """List the words of a text, in order."""
    return [Token(m.start(), m.end(), m[0], m[0].lower()) for m in WORD.finditer(text)]


def settle(
    text: str,
    moves: Sequence[Move],
    rate: float,
    rng: random.Random,
    words: int | None = None,
    reserve: Sequence[Move] = (),
) -> list[Patch]:
    """Pick moves at random, none overlapping another, until `rate` of `words` words is touched.

    An inserted or replaced word counts as one, a deletion too. Moves of the `reserve` are picked
    when all others were.
    """
    count = len(WORD.findall(text)) if words is None else words
    wanted = rate * count
    taken = bytearray(len(text) + 2)
    chosen: list[Patch] = []
    touched = 0
    for move in [*rng.sample(moves, len(moves)), *rng.sample(reserve, len(reserve))]:
        if touched >= wanted:
            break
        spans = [(patch.start, max(patch.end, patch.start + 1)) for patch in move]
        if any(1 in taken[start:end] for start, end in spans):
            continue
        for patch, (start, end) in zip(move, spans, strict=True):
            taken[start:end] = b"\1" * (end - start)
            touched += max(1, len(patch.new.split()))
        chosen.extend(move)
    return chosen


def replace(token: Token, new: str) -> Move:
    """Put `new` in a word's place, with a capital when the word had one."""
    capital = token.text[0].isupper()
    return (Patch(token.start, token.end, new[:1].upper() + new[1:] if capital else new),)


def single_space(text: str, left: Token, right: Token) -> bool:
    """Whether two words stand side by side with one space between them."""
    return right.start - left.end == 1 and text[left.end] == " "
