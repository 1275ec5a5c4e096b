"""Pages from WARC files (ISO 28500), streaming, with every loss reported.

Reads ``response`` records with status 2xx, ``resource`` records of the web and the ``conversion``
records of WET files, where their media type is readable; ``fetched`` is the record's date. The
field ``Detector-Target``, our own, names what was asked for before any redirect, so that a
recording gives the same assessment as the live page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from detector.page import Page, Unread
from detector.sources.codings import IN_MEMORY, is_bomb
from detector.sources.gzipped import MAGIC, Gap, Member, State, members
from detector.sources.options import SourceOptions
from detector.sources.records import outcomes
from detector.sources.warc_extents import Extent, Kind, begins_record, extents
from detector.sources.warc_starts import begins_member, first_start
from detector.sources.window import Window

_GAP = (
    "{size} bytes at offset {offset} of {name} are no gzip member and were skipped; the other "
    "pages were read."
)
_BOMB = (
    "The gzip member at offset {offset} of {name} unpacks to far more than text does; its first "
    "pages and those of other members were read."
)
_LOSSES = {
    State.TRUNCATED: (
        "{name} is cut off in the middle of the record at offset {offset}; the pages before it "
        "were read. Fetch the file again to have the rest."
    ),
    State.DAMAGED: (
        "The gzip member at offset {offset} of {name} is damaged; the pages before the damage and "
        "those of other members were read. Fetch the file again to have the rest."
    ),
}
_FAULTS = {
    Kind.CUT_OFF: (
        "The record of {url} in {name} is cut off after {had} of {claimed} bytes; the pages before "
        "it were read. Fetch the file again to have it."
    ),
    Kind.OVERLONG: (
        "The record of {url} in {name} claims {claimed} bytes and has {had}, so it was skipped; "
        "the other pages were read."
    ),
    Kind.GAP: (
        "{name} holds something that is no WARC record ({had} bytes), which was skipped; check "
        "that the file is complete and of WARC version 1."
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
    of the file once. The offset is that of the compressed bytes; a member of several pages gives
    the next ones the offsets after its own, so that each page has a place of its own.
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
            # one page for each compressed byte at most, so that no other member has such a place
            for number, page in enumerate(_member(item, name, options)):
                yield item.offset + number, page


def _member(member: Member, name: str, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the pages of a member, and what is lost of it, which its last extent may tell."""
    with SpooledTemporaryFile(IN_MEMORY) as spooled:
        file = cast("BinaryIO", spooled)
        bomb = _unpack(member, file)
        found = list(extents(file))
        loss = _BOMB if bomb else _LOSSES.get(member.state)
        if member.state is State.DAMAGED:  # one knows where that was seen and not where it began
            found = [*takewhile(lambda one: one.kind is Kind.RECORD, found)][:-1]
        elif loss and found and found[-1].kind is Kind.GAP:
            found.pop()
        for extent in found:
            yield from _pages(file, extent, name, options)
        if loss and not (found and found[-1].kind is Kind.CUT_OFF):
            yield Unread(name, loss.format(name=name, offset=member.offset))


def _unpack(member: Member, file: BinaryIO) -> bool:
    """Write a member to a file; return whether that was given up, because it is a bomb."""
    size = 0
    while data := member.read():
        file.write(data)
        size += len(data)
        if is_bomb(size, member.taken):
            return True
    return False


def _plain(
    file: BinaryIO, name: str, options: SourceOptions, start: int, end: int | None
) -> Iterator[tuple[int, Page | Unread]]:
    for extent in extents(file, start, end):
        for page in _pages(file, extent, name, options):
            yield extent.start, page


def _pages(
    file: BinaryIO, extent: Extent, name: str, options: SourceOptions
) -> Iterator[Page | Unread]:
    """Yield the page of a record, or what is wrong with it."""
    from fastwarc.warc import ArchiveIterator

    size = extent.end - extent.start
    if extent.kind is not Kind.RECORD:
        url, had = extent.url or "no address", extent.had or size
        fault = _FAULTS[extent.kind].format(url=url, name=name, had=had, claimed=extent.claimed)
        yield Unread(name, fault)
        return
    try:
        for record in ArchiveIterator(Window(file, extent.start, size), parse_http=False):
            yield from outcomes(record, name, options)
            return
    except OSError as error:
        said = _FAULTS[Kind.GAP].format(name=name, had=f"{error}, {size}")
        yield Unread(name, said)
