"""Content codings undone within a limit, so that a small body cannot become a huge page.

We ask for gzip and deflate; archives made by browsers hold brotli and zstd as well.
"""

from __future__ import annotations

import zlib
from io import BytesIO

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
        elif name in ("br", "zstd"):
            body = _unpack(body, name, limit)
        elif name not in ("", "identity"):
            raise FetchError(
                f"The page is compressed as {name}, which was not asked for and cannot be read; "
                "a copy that a browser saves can be."
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
            raise _damaged(error) from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _bomb(limit)
        if not stream.eof:
            raise FetchError("The compressed page ends early; fetch it again.")
        body = stream.unused_data if stream.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(parts)


def _unpack(body: bytes, name: str, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader = BrotliReader if name == "br" else ZstdReader
    try:
        content = reader(BytesIO(body)).read(limit + 1)
    except OSError as error:
        raise _damaged(error) from error
    if len(content) > limit:
        raise _bomb(limit)
    return content


def _bomb(limit: int) -> LimitError:
    return LimitError(
        f"The page is larger than {limit / MEBIBYTE:g} MiB once decompressed, which no article is; "
        "raise the limit (--max-bytes) if you trust it."
    )


def _damaged(error: Exception) -> FetchError:
    return FetchError(f"The compressed page is damaged ({error}); fetch it again.")
