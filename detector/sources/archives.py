"""Files within an archive as pages."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import BinaryIO

from detector.errors import LimitError, SourceError
from detector.page import Page, Unread
from detector.sources import media
from detector.sources.codings import DAMAGE
from detector.sources.options import MEBIBYTE
from detector.sources.printable import printable
from detector.sources.slices import Located


def is_page(name: str) -> bool:
    """Whether a file within an archive is read, by its name."""
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and path.suffix.lower() in media.SUFFIXES


def page_of(file: BinaryIO, name: str, limit: int) -> Page | Unread:
    """Return the page that an open file of an archive holds, or why there is none."""
    shown = printable(name)
    try:
        content = file.read(limit + 1)
        if len(content) > limit:
            raise LimitError(
                f"{shown} holds more than {limit / MEBIBYTE:g} MiB, the limit for one page; raise "
                "the limit (--max-bytes) if you trust it."
            )
    except (*DAMAGE, SourceError) as error:
        said = error if isinstance(error, SourceError) else f"{shown} is damaged ({error})."
        return Unread(shown, str(said))
    return Page(shown, content, media.SUFFIXES[PurePosixPath(name).suffix.lower()])


def located(position: int, page: Page | Unread, name: str, archive: str) -> Located:
    """Name the page by its archive; its host is the first folder in there."""
    parts = PurePosixPath(name).parts
    return Located(position, page, parts[0] if len(parts) > 1 else PurePosixPath(archive).name)
