"""One WARC record to one Page: completeness, HTTP headers, codings, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from detector.errors import FetchError, SourceError
from detector.page import Page, Unread
from detector.sources import media
from detector.sources.decode import decoded
from detector.sources.options import MEBIBYTE, SourceOptions
from detector.sources.printable import printable

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

TARGET = "Detector-Target"
UNREAD = "text/x-detector-unread"  # the type of our own notes on pages that could not be had
HEADER_ROOM = 64 * 1024
_OK = range(200, 300)
_WEB = ("http://", "https://")
_LINE_FEEDS = re.compile(rb"HTTP/[^\r\n]*\n(?:[^\r\n]+\n)*\n")  # where CR LF should stand
_CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]+[ \t]*\r?\n")


def outcomes(record: WarcRecord, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the page of a record, or what was wrong with it; nothing for records of other kinds.

    A page is a response, a ``resource`` of the web (a copy without HTTP headers) or a
    ``conversion`` (the text of a page, in WET files). The record is whole.
    """
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.metadata:
        if record.headers.get("Content-Type") == UNREAD:
            error = record.reader.read(HEADER_ROOM).decode("utf-8", "replace")
            yield Unread(printable(record.headers.get(TARGET) or name), printable(error))
        return
    bare = record.record_type in (WarcRecordType.resource, WarcRecordType.conversion)
    if bare or record.record_type == WarcRecordType.response:
        item = _outcome(record, name, options, bare=bare)
        if item is not None:
            yield item


def _outcome(
    record: WarcRecord, name: str, options: SourceOptions, *, bare: bool
) -> Page | Unread | None:
    url = printable((record.headers.get("WARC-Target-URI") or "").strip("<> "))
    if bare and not url.lower().startswith(_WEB):
        return None  # archives of browsers keep screenshots and notes of their own as resources
    if record.content_length > options.max_bytes + HEADER_ROOM:
        return _too_large(url, options)
    record.freeze()
    try:
        if bare:
            return _bare(record, url, options)
        return _page(record, url, options)
    except (SourceError, OSError) as error:
        return Unread(url or name, f"The record of {url} in {name} cannot be read: {error}")


def _page(record: WarcRecord, url: str, options: SourceOptions) -> Page | Unread | None:
    content = record.reader.read()
    head = _LINE_FEEDS.match(content)
    if head:
        content = head[0].replace(b"\n", b"\r\n") + content[head.end() :]
    record.set_bytes_content(content)
    record.parse_http()
    headers = record.http_headers
    if url.lower().startswith(_WEB) and (headers is None or headers.status_code is None):
        raise FetchError("it is no response of HTTP.")
    if headers is None or headers.status_code not in _OK:
        return None
    media_type, charset = media.content_type(headers.get("Content-Type"))
    if not media.is_readable(media_type):
        return None
    body = record.reader.read()
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = _joined(body)
    content = decoded(body, headers.get("Content-Encoding"), options.max_bytes)
    if len(content) > options.max_bytes:
        return _too_large(url, options)
    target = printable(record.headers.get(TARGET) or url)
    return Page(target, content, media_type, charset, url, record.record_date)


def _bare(record: WarcRecord, url: str, options: SourceOptions) -> Page | Unread | None:
    media_type, charset = media.content_type(record.headers.get("Content-Type"))
    if not media.is_readable(media_type):
        return None
    content = record.reader.read()
    if len(content) > options.max_bytes:
        return _too_large(url, options)
    return Page(url, content, media_type, charset or "utf-8", url, record.record_date)


def _joined(body: bytes) -> bytes:
    """Undo chunks where they are there: many archives keep the header without them."""
    from fastwarc.stream_io import ChunkedReader

    return ChunkedReader(BytesIO(body)).read() if _CHUNK_SIZE.match(body) else body


def _too_large(url: str, options: SourceOptions) -> Unread:
    return Unread(
        url,
        f"The record of {url} holds more than {options.max_bytes / MEBIBYTE:g} MiB, the limit for "
        "one page; raise the limit (--max-bytes) if you trust it.",
    )
