"""Pages from WARC files (ISO 28500), streaming, with every loss reported.

Reads ``response`` records with status 2xx and a readable media type; ``fetched`` is the record's
date. ``TARGET`` is our own extension field and names what was asked for before any redirect, so
that a recording gives the same assessment as the live page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from detector.errors import SourceError
from detector.page import Page, Unread
from detector.sources import media
from detector.sources.decode import decoded
from detector.sources.gzipped import MAGIC, Gap, Member, State, members
from detector.sources.options import MEBIBYTE, SourceOptions

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

TARGET = "Detector-Target"
HEADER_ROOM = 64 * 1024
_OK = range(200, 300)


def read(file: BinaryIO, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the pages of an open WARC file, gzipped or plain; ``name`` stands in the messages."""
    compressed = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    found = False
    for item in _compressed(file, name, options) if compressed else _records(file, name, options):
        found = True
        yield item
    if not found:
        yield Unread(
            name,
            f"{name} holds no response record with a readable page; check that it is the WARC "
            "file of a crawl.",
        )


def _compressed(file: BinaryIO, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    for item in members(file):
        if isinstance(item, Gap):
            yield Unread(
                name,
                f"{item.size} bytes at offset {item.offset} of {name} are no gzip member and were "
                "skipped; the other pages were read.",
            )
            continue
        lost = False
        for outcome in _records(item, name, options):
            lost = isinstance(outcome, Unread)
            yield outcome
        while item.read():
            pass
        if not lost and item.state in _LOSSES:
            yield Unread(name, _LOSSES[item.state].format(name=name, offset=item.offset))


_LOSSES = {
    State.TRUNCATED: (
        "{name} is cut off in the middle of the record at offset {offset}; the pages before it "
        "were read. Fetch the file again to have the rest."
    ),
    State.DAMAGED: (
        "The record at offset {offset} of {name} is damaged and was skipped; the other pages were "
        "read. Fetch the file again to have it."
    ),
}


def _records(
    stream: BinaryIO | Member, name: str, options: SourceOptions
) -> Iterator[Page | Unread]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.response, parse_http=False
        ):
            outcome = _outcome(record, name, options)
            if outcome is not None:
                yield outcome
    except OSError as error:
        yield Unread(
            name,
            f"{name} holds something that is no WARC record ({error}), which was skipped; check "
            "that the file is complete and of WARC version 1.",
        )


def _outcome(record: WarcRecord, name: str, options: SourceOptions) -> Page | Unread | None:
    """Return the page of a record, what was wrong with it, or None where it is no page."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    declared = record.content_length
    if declared > options.max_bytes + HEADER_ROOM:
        return _too_large(url, options)
    record.freeze()
    if record.content_length < declared:
        return Unread(
            url or name,
            f"The record of {url} in {name} is cut off after {record.content_length} of "
            f"{declared} bytes; the pages before it were read. Fetch the file again.",
        )
    try:
        record.parse_http(auto_decode="transfer")
        return _page(record, url, options)
    except (SourceError, OSError) as error:
        return Unread(url or name, f"The record of {url} in {name} cannot be read: {error}")


def _page(record: WarcRecord, url: str, options: SourceOptions) -> Page | Unread | None:
    headers = record.http_headers
    if headers is None or headers.status_code not in _OK:
        return None
    media_type, charset = media.content_type(headers.get("Content-Type"))
    if not media.is_readable(media_type):
        return None
    content = decoded(record.reader.read(), headers.get("Content-Encoding"), options.max_bytes)
    if len(content) > options.max_bytes:
        return _too_large(url, options)
    target = record.headers.get(TARGET) or url
    return Page(target, content, media_type, charset, url, record.record_date)


def _too_large(url: str, options: SourceOptions) -> Unread:
    return Unread(
        url,
        f"The record of {url} holds more than {options.max_bytes / MEBIBYTE:g} MiB, the limit for "
        "one page; raise the limit (--max-bytes) if you trust it.",
    )
