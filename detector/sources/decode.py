"""Content codings undone within a limit, so that a small body cannot become a huge page."""

from __future__ import annotations

import zlib

from detector.errors import FetchError, LimitError
from detector.sources.options import MEBIBYTE

ACCEPTED = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15


def decoded(body: bytes, coding: str | None, limit: int) -> bytes:
    """Undo the codings of a Content-Encoding header, last applied first.

    A body that is said to be gzip and is not is passed on: archives keep such pairs.

    Raises:
        LimitError: there are more than ``limit`` bytes behind the coding.
        FetchError: the coding is unknown, or the body is cut off or damaged.
    """
    for name in reversed([part.strip().lower() for part in (coding or "").split(",")]):
        if name in ("gzip", "x-gzip"):
            body = _inflate(body, _GZIP, limit) if body.startswith(b"\x1f\x8b") else body
        elif name == "deflate":
            body = _inflate(body, _ZLIB if _is_zlib(body) else _RAW, limit)
        elif name not in ("", "identity"):
            raise FetchError(
                f"The page is compressed as {name}, which was not asked for and cannot be read; "
                "save it from a browser and scan the file."
            )
    return body


def _is_zlib(body: bytes) -> bool:
    """Whether the zlib header is there: the name deflate is used with and without (RFC 9110)."""
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _inflate(body: bytes, wbits: int, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while body:
        stream = zlib.decompressobj(wbits=wbits)
        try:
            part = stream.decompress(body, limit + 1 - size)
        except zlib.error as error:
            raise FetchError(
                f"The compressed page is damaged ({error}); try again later."
            ) from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise LimitError(
                f"The page is larger than {limit / MEBIBYTE:g} MiB once decompressed, which no "
                "article is; raise the limit (--max-bytes) if you trust it."
            )
        if not stream.eof:
            raise FetchError("The compressed page ends early; try again later.")
        body = stream.unused_data if stream.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(parts)
