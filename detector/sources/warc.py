"""Pages from WARC files (ISO 28500), streaming, with every loss reported.

Reads ``response`` records with status 2xx and a readable media type; ``fetched`` is the record's
date. The field ``Detector-Target``, our own, names what was asked for before any redirect, so that
a recording gives the same assessment as the live page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from detector.page import Page, Unread
from detector.sources.gzipped import MAGIC, Gap, Member, State, members
from detector.sources.options import MEBIBYTE, SourceOptions
from detector.sources.records import CutOffError, outcomes

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_START = b"WARC/1."
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


def read(file: BinaryIO, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the pages of an open WARC file, gzipped or plain; ``name`` stands in the messages."""
    compressed = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    found = False
    for item in (_compressed if compressed else _plain)(file, name, options):
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
        else:
            yield from _member(item, name, options)


def _member(member: Member, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    loss = None
    try:
        for record in _archive(member):
            yield from outcomes(record, name, options)
    except CutOffError as error:
        loss = str(error)
    except OSError as error:
        loss = _strange(name, error)
    while member.read():
        pass
    if loss is None and member.state in _LOSSES:
        loss = _LOSSES[member.state].format(name=name, offset=member.offset)
    if loss is not None:
        yield Unread(name, loss)


def _plain(file: BinaryIO, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the pages of a file without compression; after damage, go on at the next record."""
    start: int | None = 0
    strange = False
    while start is not None:
        file.seek(start)
        past = start + 1
        try:
            for record in _archive(file):
                past = record.stream_pos + 1
                yield from outcomes(record, name, options)
            return
        except CutOffError as error:
            yield Unread(name, str(error))
        except OSError as error:
            if not strange:
                yield Unread(name, _strange(name, error))
            strange = True
        start = _next_record(file, past)


def _archive(stream: BinaryIO | Member) -> Iterator[WarcRecord]:
    """Yield the records of a stream.

    Raises:
        OSError: what follows is no record.
    """
    from fastwarc.warc import ArchiveIterator

    return iter(ArchiveIterator(stream, parse_http=False))


def _next_record(file: BinaryIO, start: int) -> int | None:
    """Return where the first line from ``start`` on begins that begins a record."""
    file.seek(start)
    place, mark = start, b"\n" + _START
    kept = b""
    while chunk := file.read(MEBIBYTE):
        found = (kept + chunk).find(mark)
        if found >= 0:
            return place - len(kept) + found + 1
        place += len(chunk)
        kept = (kept + chunk)[-len(mark) :]
    return None


def _strange(name: str, error: OSError) -> str:
    return (
        f"{name} holds something that is no WARC record ({error}), which was skipped; check that "
        "the file is complete and of WARC version 1."
    )
