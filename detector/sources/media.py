"""Media types: what a header or a file name says that a page is."""

from __future__ import annotations

import re
from mimetypes import MimeTypes
from pathlib import Path

HTML, MARKDOWN, RST, PLAIN = "text/html", "text/markdown", "text/x-rst", "text/plain"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READABLE = frozenset(
    {HTML, "application/xhtml+xml", MARKDOWN, "text/x-markdown", RST, "text/prs.fallenstein.rst"}
    | {PLAIN}
)
TEXTS = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": "application/xhtml+xml",
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdx": MARKDOWN,
    ".rst": RST,
    ".rest": RST,
    ".txt": PLAIN,
    ".text": PLAIN,
}
SUFFIXES = TEXTS | {".docx": WORD}
ARCHIVES = (".warc", ".warc.gz")

_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:[;,]|$)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, lower case, None where not well said."""
    media_type = _TYPE.match(header or "")
    charset = _CHARSET.search(header or "")
    return media_type[1].lower() if media_type else None, charset[1].lower() if charset else None


def is_archive(path: Path) -> bool:
    """Whether the file name is that of a WARC file."""
    return path.name.lower().endswith(ARCHIVES)


def of_suffix(path: Path) -> str | None:
    """Media type of a file name; the same on every machine, so system tables are not asked."""
    return SUFFIXES.get(path.suffix.lower()) or MimeTypes().guess_type(path.name)[0]


def is_document(media_type: str | None) -> bool:
    """Whether a file of this type is worth reading: a page, or a Word document."""
    return media_type == WORD or is_readable(media_type)


def is_readable(media_type: str | None) -> bool:
    """Whether a page of this type is worth reading; what is not said is looked at later."""
    return media_type is None or media_type in READABLE
