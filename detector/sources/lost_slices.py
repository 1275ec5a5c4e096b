"""A source that could not be cut: one slice, whose only page says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detector.page import Unread
from detector.sources.printable import printable
from detector.sources.slices import Located, Slice, SliceOptions


def lost(path: Path, name: str, error: Exception) -> Slice:
    """Return the slice of a source that cannot be read at all."""
    said = f"{name} cannot be read: {error}"
    return Slice("lost", name, str(path), 0, 1, 0, error=printable(said))


def read(piece: Slice, options: SliceOptions) -> Iterator[Located]:  # noqa: ARG001 — as all kinds
    """Yield what was wrong with the source."""
    yield Located(0, Unread(piece.source, piece.error or ""), Path(piece.path).name)
