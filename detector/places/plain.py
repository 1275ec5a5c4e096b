"""The visible characters of plain text: they stand where they are."""

from __future__ import annotations

from detector.extract.plain import PARAGRAPH
from detector.places.stream import Stream


def stream_of_plain(text: str) -> Stream:
    """Return plain text as a stream, paragraph by paragraph."""
    stream = Stream()
    for match in PARAGRAPH.finditer(text):
        stream.literal(match.group(), match.start())
        stream.cut()
    return stream
