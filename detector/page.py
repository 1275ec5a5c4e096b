"""A Page is bytes with a name; an Unread is a name whose bytes could not be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detector.errors import UsageError


@dataclass(frozen=True, slots=True)
class Page:
    """What a source obtained for one target.

    ``media_type`` and ``charset`` are what the outside said (an HTTP header, a file suffix), lower
    case, without parameters; the bytes themselves may disagree. ``url`` is the final address after
    redirects. ``fetched`` is an aware UTC time. ``local`` is true for a file of the user's own,
    where line and column mean something to the reader.
    """

    target: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    fetched: datetime | None = None
    local: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.content, bytes):
            raise UsageError(
                f"The content of the page {self.target} is {type(self.content).__name__} and not "
                'bytes; give text.encode() with charset="utf-8".'
            )


@dataclass(frozen=True, slots=True)
class Unread:
    """A target that could not be read, with the reason as a full sentence."""

    target: str
    error: str
