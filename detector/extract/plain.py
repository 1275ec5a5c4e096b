"""Plain text to Parts: paragraphs stand between blank lines."""

from __future__ import annotations

import re

from detector.article import Kind, Part
from detector.extract.bounds import MAX_CHARS

PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


def parts_of_plain(text: str) -> list[Part]:
    """Return the paragraphs of ``text`` with the line and column (from 1) where each begins.

    What stands beyond ``MAX_CHARS`` is not read.
    """
    text = text[:MAX_CHARS]
    parts: list[Part] = []
    line, seen = 1, 0
    for match in PARAGRAPH.finditer(text):
        start = match.start()
        line += text.count("\n", seen, start)
        seen = start
        column = start - text.rfind("\n", 0, start)
        words = " ".join(match.group().split())
        parts.append(Part(Kind.PARAGRAPH, words, line=line, column=column))
    return parts
