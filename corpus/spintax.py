"""Reading and writing nested spintax: "{a|b {c|d}}"."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.errors import CorpusError


@dataclass(frozen=True)
class Choice:
    """A group: one of `options` is taken, each a sequence of texts and groups."""

    options: tuple[tuple[str | Choice, ...], ...]


Template = tuple[str | Choice, ...]


@lru_cache(maxsize=50_000)
def parse(text: str) -> Template:
    """Read a spintax text. Raises CorpusError when a brace is never closed or never opened."""
    template, end = _sequence(text, 0, inside=False)
    if end < len(text):
        raise CorpusError(f"The spintax closes a group at character {end} that it never opened.")
    return template


def _sequence(text: str, at: int, *, inside: bool) -> tuple[Template, int]:
    parts: list[str | Choice] = []
    plain = at
    while at < len(text):
        mark = text[at]
        if mark == "}" or (mark == "|" and inside):
            break
        if mark == "{":
            if plain < at:
                parts.append(text[plain:at])
            choice, at = _choice(text, at)
            parts.append(choice)
            plain = at
        else:
            at += 1
    if plain < at:
        parts.append(text[plain:at])
    return tuple(parts), at


def _choice(text: str, opened: int) -> tuple[Choice, int]:
    options: list[Template] = []
    at = opened
    while at < len(text) and text[at] != "}":
        option, at = _sequence(text, at + 1, inside=True)
        options.append(option)
    if at >= len(text):
        raise CorpusError(f"The spintax never closes the group at character {opened}.")
    return Choice(tuple(options)), at + 1


def choose(template: Template, rng: random.Random) -> str:
    """Write one variant, every option of a group being as likely."""
    return "".join(
        part if isinstance(part, str) else choose(rng.choice(part.options), rng)
        for part in template
    )


def write(options: Sequence[str]) -> str:
    """Write a group of these options; a single one stands bare. Options may hold groups."""
    return options[0] if len(options) == 1 else "{" + "|".join(options) + "}"
