"""The text of a block from its inline pieces, and where those of them that are code stand in it."""

from __future__ import annotations

from collections.abc import Iterable


def folded(pieces: Iterable[tuple[str, bool]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the pieces as one text with single spaces, and the places of those that are code."""
    texts: list[str] = []
    code: list[tuple[int, int]] = []  # counted in visible characters, which folding leaves alone
    seen = 0
    for piece, is_code in pieces:
        texts.append(piece)
        visible = len("".join(piece.split()))
        if is_code and visible:
            code.append((seen, seen + visible))
        seen += visible
    text = " ".join("".join(texts).split())
    places = [i for i, character in enumerate(text) if not character.isspace()] if code else []
    return text, tuple((places[first], places[last - 1] + 1) for first, last in code)
