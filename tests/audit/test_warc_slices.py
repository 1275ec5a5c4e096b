"""WARC files in slices: whatever the borders and the damage, each page once, each loss named."""

from __future__ import annotations

import gzip
import random
from itertools import pairwise
from pathlib import Path

import pytest

from detector.page import Page, Unread
from detector.sources.slices import SliceOptions, cut, read
from tests.sources.test_warc import noise, record


def sliced(path: Path, step: int) -> list[tuple[int, Page | Unread]]:
    options = SliceOptions(slice_bytes=step)
    pieces = list(cut("warc", path, "crawl", options))
    assert [pieces[0].start, pieces[-1].end] == [0, path.stat().st_size]
    assert all(a.end == b.start for a, b in pairwise(pieces))
    return [(found.position, found.page) for piece in pieces for found in read(piece, options)]


def members(count: int, packed: bool, size: int = 900) -> list[bytes]:
    made = [record(n, body=noise(size + 37 * n), content_type="text/plain") for n in range(count)]
    return [gzip.compress(one, mtime=0) for one in made] if packed else made


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("step", [100, 1000, 1217, 5000, 10**9])
def test_each_page_is_in_one_slice(tmp_path, packed, step):
    path = tmp_path / "crawl.warc"
    parts = members(8, packed)
    path.write_bytes(b"".join(parts))
    found = sliced(path, step)
    assert [page.target for _, page in found] == [f"http://site.example/{n}" for n in range(8)]
    assert [at for at, _ in found] == [sum(map(len, parts[:n])) for n in range(8)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_damage_costs_its_record_alone_wherever_the_borders_are(tmp_path, packed, seed):
    """A tenth of the records is damaged: bytes overwritten, cut out or put in, or lengths wrong."""
    chance = random.Random(seed)
    parts = members(30, packed)
    for number in (hit := chance.sample(range(30), 3)):
        parts[number] = damaged(parts[number], packed, chance)
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(parts))
    whole = sliced(path, 10**9)
    pages = [page.target for _, page in whole if isinstance(page, Page)]
    honest = [f"http://site.example/{n}" for n in range(30) if n not in hit]
    assert [target for target in pages if target in honest] == honest
    assert len([page for _, page in whole if isinstance(page, Unread)]) + len(pages) >= 30
    for step in (700, 1500, 4000):
        assert sliced(path, step) == whole


def damaged(part: bytes, packed: bool, chance: random.Random) -> bytes:
    if not packed:
        return part.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9", 1)
    middle = len(part) // 2
    way = chance.choice(("over", "out", "in"))
    if way == "over":
        return part[:middle] + b"\0" * 20 + part[middle + 20 :]
    return part[:middle] + (b"\xff" * 33 + part[middle:] if way == "in" else part[middle + 50 :])


@pytest.mark.parametrize("step", [500, 2000, 10**9])
def test_a_file_cut_off_in_a_member_says_so_once(tmp_path, step):
    path = tmp_path / "crawl.warc.gz"
    whole = b"".join(members(6, packed=True))
    path.write_bytes(whole[:-400])
    found = [page for _, page in sliced(path, step)]
    assert [type(page) for page in found] == [Page] * 5 + [Unread]
    assert "is cut off" in found[-1].error


def test_one_member_for_the_whole_file_is_read_by_its_first_slice(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(b"".join(members(6, packed=False))))
    found = sliced(path, 1000)
    assert [at for at, _ in found] == [*range(6)], "each page has a place of its own"


def test_a_record_of_300_megabytes_is_passed_over_in_little_memory(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        for part in members(2, packed=True):
            file.write(part)
        head, _, tail = record(2, body=b"x" * 10, content_type="text/plain").partition(b"xxxxx")
        length = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0])
        head = head.replace(b": %d\r" % length, b": %d\r" % (length + 300_000_000))
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as member:
            member.write(head + b"xxxxx")
            for _ in range(300):
                member.write(bytes(1_000_000))
            member.write(tail)
        file.write(gzip.compress(record(3), mtime=0))
    found = [page for _, page in sliced(path, 10**9)]
    assert [type(page) for page in found] == [Page, Page, Unread, Page]
    assert "holds more than 20 MiB" in found[2].error


CONVERSION = (
    b"WARC/1.0\r\nWARC-Type: %b\r\nWARC-Target-URI: %b\r\nWARC-Date: 2026-03-02T08:30:15Z\r\n"
    b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
    b"Content-Type: text/plain\r\nContent-Length: 12\r\n\r\nKnee pain \xc3\xa9\r\n\r\n"
)


@pytest.mark.parametrize("kind", [b"conversion", b"resource"])
def test_text_of_a_page_is_a_page(tmp_path, kind):
    path = tmp_path / "crawl.warc.wet.gz"
    path.write_bytes(gzip.compress(CONVERSION % (kind, b"http://site.example/1")))
    ((_, page),) = sliced(path, 10**9)
    assert (page.target, page.media_type, page.charset) == (
        "http://site.example/1", "text/plain", "utf-8",
    )  # fmt: skip
    assert page.content.decode() == "Knee pain é"


def test_what_browsers_keep_beside_pages_is_none(tmp_path):
    path = tmp_path / "crawl.warc"
    path.write_bytes(CONVERSION % (b"resource", b"urn:text:http://site.example/1"))
    assert sliced(path, 10**9) == []
