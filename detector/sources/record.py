"""Keeps what was fetched as a WARC/1.1 file, one gzip member for each record.

Each record is written whole and flushed, so that the file is valid whenever the run ends.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from detector.errors import UsageError
from detector.sources.records import TARGET, UNREAD

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord, WarcRecordType

    from detector.sources.fetch import Answer

# The body is kept without its transfer coding, whose length says nothing about it.
_OF_TRANSFER = frozenset({b"transfer-encoding", b"content-length", b"connection", b"keep-alive"})


class Recorder:
    """A new WARC file to which the answers of fetched pages are added; or with ``more`` an old one.

    Raises:
        UsageError: the file exists or cannot be written; nothing is ever overwritten.
    """

    def __init__(self, path: Path, software: str, *, more: bool = False) -> None:
        from fastwarc.warc import WarcRecordType

        try:
            self._file = path.open("ab" if more else "xb")
        except FileExistsError as error:
            raise UsageError(
                f"The record {path} exists already; delete it or choose another name."
            ) from error
        except OSError as error:
            raise _unwritable(path, error) from error
        if self._file.tell():
            return
        record = _record(WarcRecordType.warcinfo, datetime.now(UTC))
        record.headers["WARC-Filename"] = path.name
        record.headers["Content-Type"] = "application/warc-fields"
        record.set_bytes_content(
            f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
        )
        self._write(record)

    def page(self, target: str, answers: Iterable[Answer]) -> None:
        """Keep the requests and responses by which ``target`` was had, redirects included."""
        from fastwarc.warc import WarcRecordType

        for answer in answers:
            response = _record(WarcRecordType.response, answer.fetched)
            _fill(response, answer, _response(answer))
            response.headers[TARGET] = target
            self._write(response)
            request = _record(WarcRecordType.request, answer.fetched)
            _fill(request, answer, _request(answer))
            request.headers["WARC-Concurrent-To"] = f"<{_bare(response.record_id)}>"
            self._write(request)

    def failure(self, target: str, error: str) -> None:
        """Keep why ``target`` could not be had."""
        from fastwarc.warc import WarcRecordType

        record = _record(WarcRecordType.metadata, datetime.now(UTC))
        record.headers["WARC-Target-URI"] = target.encode("ascii", "replace").decode()
        record.headers["Content-Type"] = UNREAD
        record.headers[TARGET] = target
        record.set_bytes_content(error.encode("utf-8", "replace"))
        self._write(record)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, record: WarcRecord) -> None:
        plain = BytesIO()
        record.write(plain, checksum_data=True)
        try:
            self._file.write(gzip.compress(plain.getvalue(), mtime=0))
            self._file.flush()
        except OSError as error:
            raise _unwritable(Path(self._file.name), error) from error


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"The record {path} cannot be written ({error.strerror}); choose another place."
    )


def _record(kind: WarcRecordType, date: datetime) -> WarcRecord:
    from fastwarc.warc import WarcRecord

    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Date"] = date.strftime("%Y-%m-%dT%H:%M:%SZ")
    return record


def _bare(identity: str | None) -> str:
    return (identity or "").strip("<>")


def _fill(record: WarcRecord, answer: Answer, content: bytes) -> None:
    record.headers["WARC-Target-URI"] = answer.url
    record.is_http = True
    record.set_bytes_content(content)


def _response(answer: Answer) -> bytes:
    response = answer.response
    start = f"HTTP/1.1 {response.status_code} {response.reason_phrase}".encode("latin-1", "replace")
    headers = [pair for pair in response.headers.raw if pair[0].lower() not in _OF_TRANSFER]
    headers.append((b"Content-Length", str(len(answer.body)).encode()))
    return _message(start, headers) + answer.body


def _request(answer: Answer) -> bytes:
    request = answer.request
    return _message(b"GET " + request.url.raw_path + b" HTTP/1.1", request.headers.raw)


def _message(start: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    lines = [start, *(name + b": " + value for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"
