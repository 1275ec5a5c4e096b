"""The words around a finding, cut to a width, so that a reader sees it in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

BREAK = re.compile(r"\n{2,}|(?<=[.!?])\s+(?=[\"“'(]?[A-Z0-9])")
WHITE = re.compile(r"[^\S\x1c-\x1f\x85]+")  # separators of files and terminals are no spaces
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a finding, the finding, and what stands after it, in one sentence."""

    before: str
    found: str
    after: str


def around(text: str, start: int, end: int, width: int = 160) -> Context:
    """Return the sentence around ``text[start:end]``, at most about ``width`` characters long."""
    room = max(20, (width - (end - start)) // 2)
    before = BREAK.split(text[max(0, start - 400) : start])[-1]
    after = BREAK.split(text[end : end + 400])[0]
    return Context(_tail(before, room), shown(text[start:end]), _head(after, room))


def shown(text: str) -> str:
    """Return the text on one line, its control and invisible characters escaped, never active."""
    folded = WHITE.sub(" ", text)
    if folded.isprintable():
        return folded
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in folded)


def _tail(text: str, room: int) -> str:
    text = shown(text).lstrip()
    return text if len(text) <= room else ELLIPSIS + text[-room:].partition(" ")[2]


def _head(text: str, room: int) -> str:
    text = shown(text).rstrip()
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + ELLIPSIS
