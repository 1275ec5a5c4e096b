"""Text of strangers made fit for a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """Replace control characters, which could move a cursor or hide a message, by "\ufffd"."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
