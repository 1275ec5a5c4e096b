"""Pages from WARC files (ISO 28500), streaming, with every loss reported.

Reads ``response`` records with status 2xx, ``resource`` records of the web and the ``conversion``
records of WET files, where their media type is readable; ``fetched`` is the record's date. The
field ``Detector-Target``, our own, names what was asked for before any redirect, so that a
recording gives the same assessment as the live page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from detector.page import Page, Unread
from detector.sources.gzipped import MAGIC, Gap, Member, State, members
from detector.sources.options import SourceOptions
from detector.sources.records import CutOffError, outcomes
from detector.sources.warc_starts import begins_member, begins_record, first_start, next_record

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_GAP = (
    "{size} bytes at offset {offset} of {name} are no gzip member and were skipped; the other "
    "pages were read."
)
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
    found = False
    for _, item in located(file, name, options):
        found = True
        yield item
    if not found:
        yield Unread(
            name,
            f"{name} holds no record with a readable page; check that it is the WARC "
            "file of a crawl.",
        )


def located(
    file: BinaryIO, name: str, options: SourceOptions, span: tuple[int, int] | None = None
) -> Iterator[tuple[int, Page | Unread]]:
    """Yield the pages of an open WARC file, each with the offset of its record or gzip member.

    With a span, those of the records that begin in it: spans that lie end to end give every page
    of the file once. The offset is that of the compressed bytes.
    """
    file.seek(0)
    compressed = file.read(len(MAGIC)) == MAGIC
    begins = begins_member if compressed else begins_record
    start: int | None = 0
    if span and span[0]:
        start = first_start(file, begins, span)
    if start is not None:
        end = span[1] if span else None
        yield from (_compressed if compressed else _plain)(file, name, options, start, end)


def _compressed(
    file: BinaryIO, name: str, options: SourceOptions, start: int, end: int | None
) -> Iterator[tuple[int, Page | Unread]]:
    file.seek(start)
    for item in members(file, start):
        if end is not None and item.offset >= end and begins_member(file, item.offset):
            return
        if isinstance(item, Gap):
            loss = _GAP.format(name=name, size=item.size, offset=item.offset)
            yield item.offset, Unread(name, loss)
        else:
            for page in _member(item, name, options):
                yield item.offset, page


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


def _plain(
    file: BinaryIO, name: str, options: SourceOptions, start: int, end: int | None
) -> Iterator[tuple[int, Page | Unread]]:
    """Yield the pages of a file without compression; after damage, go on at the next record."""
    place: int | None = start
    strange = False
    while place is not None:
        if end is not None and place >= end and begins_record(file, place):
            return
        file.seek(place)
        past = place + 1
        try:
            for record in _archive(file):
                at = record.stream_pos
                if end is not None and at >= end and begins_record(file, at):
                    return
                past = at + 1
                for page in outcomes(record, name, options):
                    yield at, page
            return
        except CutOffError as error:
            yield past - 1, Unread(name, str(error))
        except OSError as error:
            if not strange:
                yield place, Unread(name, _strange(name, error))
            strange = True
        place = next_record(file, past)


def _archive(stream: BinaryIO | Member) -> Iterator[WarcRecord]:
    """Yield the records of a stream.

    Raises:
        OSError: what follows is no record.
    """
    from fastwarc.warc import ArchiveIterator

    return iter(ArchiveIterator(stream, parse_http=False))


def _strange(name: str, error: OSError) -> str:
    return (
        f"{name} holds something that is no WARC record ({error}), which was skipped; check that "
        "the file is complete and of WARC version 1."
    )
