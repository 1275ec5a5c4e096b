"""Wrong lengths and damage in WARC files, plain and gzipped: each loss is told, none spreads."""

from __future__ import annotations

import gzip

import pytest

from detector.sources.slices import SliceOptions, cut
from detector.sources.slices import read as pages_of
from tests.sources.test_warc import addresses, errors, noise, read, record, sites


def long(number, more):
    """A record whose length is wrong by so many bytes."""
    head, _, rest = record(number).partition(b"\r\nContent-Length: ")
    length, _, tail = rest.partition(b"\r\n")
    return head + b"\r\nContent-Length: %d\r\n" % (int(length) + more) + tail


@pytest.mark.parametrize("more", [100, 500, 5_000, 10**9])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "one member"])
def test_a_length_that_is_too_large_costs_its_record_alone(plain, pack, more):
    parts = [record(1), long(2, more), *map(record, range(3, 12))]
    outcomes = read(plain, pack(b"".join(parts)))
    assert addresses(outcomes) == sites(1, *range(3, 12))
    assert errors(outcomes) == [
        f"The record of http://site.example/2 in {plain} claims {86 + more} bytes and has 90, so "
        "it was skipped; the other pages were read."
    ]


@pytest.mark.parametrize("more", [300, 10**9])
def test_a_record_that_is_no_page_swallows_none(plain, more):
    request = long(2, more).replace(b"WARC-Type: response", b"WARC-Type: request")
    outcomes = read(plain, record(1) + request + record(3) + record(4))
    assert addresses(outcomes) == sites(1, 3, 4)
    assert len(errors(outcomes)) == 1


def test_every_broken_header_is_told(plain):
    parts = [record(n).replace(b"WARC/1.1", b"WORC/1.1", n % 2) for n in range(10)]
    outcomes = read(plain, b"".join(parts))
    assert addresses(outcomes) == sites(0, 2, 4, 6, 8)
    assert len(errors(outcomes)) == 5


@pytest.mark.parametrize("more", [-200, -5, 7, 300, 900, 10**9])
def test_wrong_lengths_give_the_same_rows_whatever_the_slices(plain, more):
    parts = [long(n, more) if n % 3 == 1 else record(n, noise(300 + 40 * n)) for n in range(20)]
    plain.write_bytes(b"".join(parts))
    found = []
    for step in (10**9, 300, 1000, 4000):
        options = SliceOptions(slice_bytes=step)
        pieces = cut("warc", plain, "crawl", options)
        found.append([one[:2] for piece in pieces for one in pages_of(piece, options)])
    assert len(found[0]) >= 20
    assert found[1:] == found[:1] * 3


def test_damage_within_the_one_member_of_a_file_spares_the_pages_before_it(packed):
    parts = [record(n, noise(80_000)[n * 9000 :][:9000], "text/plain") for n in range(8)]
    whole = bytearray(gzip.compress(b"".join(parts)))
    middle = len(whole) // 2
    whole[middle : middle + 300] = b"\xff" * 300
    outcomes = read(packed, bytes(whole))
    assert addresses(outcomes) == sites(*range(len(addresses(outcomes))))
    assert 1 <= len(addresses(outcomes)) <= 4
    assert "The gzip member at offset 0" in errors(outcomes)[0]
    assert len(errors(outcomes)) == 1


def test_a_bomb_in_a_member_ends_with_its_first_pages(packed, monkeypatch):
    monkeypatch.setattr("detector.sources.codings.FREE", 2**20)
    bomb = record(1) + record(2, bytes(2**24))
    outcomes = read(packed, gzip.compress(bomb) + gzip.compress(record(3)))
    assert addresses(outcomes) == sites(1, 3)
    assert "is cut off after" in errors(outcomes)[0]


def test_http_headers_that_end_in_line_feeds_alone(plain):
    head, _, http = long(1, -3).partition(b"\r\n\r\n")
    http = http.replace(b"\r\n", b"\n", 3)
    outcomes = read(plain, head + b"\r\n\r\n" + http + record(2))
    assert addresses(outcomes) == sites(1, 2)
    assert outcomes[0].content == outcomes[1].content


def test_a_response_without_http_is_told(plain):
    bare = long(1, -17).replace(b"HTTP/1.1 200 OK\r\n", b"", 1)
    outcomes = read(plain, bare + record(2))
    assert addresses(outcomes) == sites(2)
    assert "http://site.example/1" in errors(outcomes)[0]
    assert "no response of HTTP" in errors(outcomes)[0]
