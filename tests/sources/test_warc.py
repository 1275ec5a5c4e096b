"""WARC files: pages come back as they were, and nothing is lost without a word."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from datetime import UTC, datetime

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter

from detector.errors import UsageError
from detector.page import Page, Unread
from detector.sources import SourceOptions, pages
from tests.sources.server import answer

BODY = b"<p>Climb stairs slowly.</p>"
DATE = datetime(2026, 3, 2, 8, 30, 15, tzinfo=UTC)


def record(number, body=BODY, content_type="text/html; charset=utf-8", status="200 OK", extra=""):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{extra}\r\n".encode()
    warc = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: http://site.example/{number}\r\nWARC-Date: 2026-03-02T08:30:15Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(head + body)}\r\n"
    )
    return warc.encode() + b"\r\n" + head + body + b"\r\n\r\n"


def noise(size):
    """Bytes that do not compress, so that a cut falls where it is wanted."""
    return random.Random(1).randbytes(size)


def read(path, content, **options):
    path.write_bytes(content)
    return list(pages([str(path)], SourceOptions(**options)))


def addresses(outcomes):
    return [outcome.target for outcome in outcomes if isinstance(outcome, Page)]


def errors(outcomes):
    return [outcome.error for outcome in outcomes if isinstance(outcome, Unread)]


def sites(*numbers):
    return [f"http://site.example/{number}" for number in numbers]


def test_a_record_becomes_a_page(plain):
    url = "http://site.example/1"
    assert read(plain, record(1)) == [Page(url, BODY, "text/html", "utf-8", url, DATE)]


def test_gzip_for_each_record_and_for_the_whole(packed):
    both = record(1) + record(2)
    assert addresses(read(packed, gzip.compress(both))) == sites(1, 2)
    each = gzip.compress(record(1)) + gzip.compress(record(2))
    assert addresses(read(packed, each)) == sites(1, 2)


def test_a_name_without_gz_may_be_gzip(plain):
    assert addresses(read(plain, gzip.compress(record(1)))) == sites(1)


def test_records_that_are_no_page_are_left_out(plain):
    content = (
        record(1, status="404 Not Found")
        + record(2, content_type="image/png")
        + record(3, status="301 Moved Permanently")
        + record(4, content_type="text/plain")
    )
    assert addresses(read(plain, content)) == sites(4)


def test_codings_are_undone(plain):
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
    content = record(1, gzip.compress(BODY), extra="Content-Encoding: gzip\r\n") + record(
        2, chunked, extra="Transfer-Encoding: chunked\r\n"
    )
    assert [page.content for page in read(plain, content)] == [BODY, BODY]


def test_chunks_are_undone_where_they_are_there(plain):
    said = "Transfer-Encoding: chunked\r\n"
    content = record(1, extra=said) + record(2, b"5\r\nab", extra=said) + record(3)
    outcomes = read(plain, content)
    assert outcomes[0].content == BODY
    assert "The record of http://site.example/2" in outcomes[1].error
    assert addresses(outcomes) == sites(1, 3)


@pytest.mark.parametrize(("writer", "coding"), [(BrotliWriter, "br"), (ZstdWriter, "zstd")])
def test_codings_of_browsers_are_undone_within_the_limit(plain, writer, coding):
    def packed(body):
        out = io.BytesIO()
        with writer(out) as file:
            file.write(body)
        return out.getvalue()

    said = f"Content-Encoding: {coding}\r\n"
    content = record(1, packed(BODY), extra=said) + record(2, packed(bytes(2**22)), extra=said)
    outcomes = read(plain, content, max_bytes=2**20)
    assert outcomes[0].content == BODY
    assert "1 MiB once decompressed" in outcomes[1].error


def test_a_bomb_in_a_record_is_reported_and_the_rest_read(plain):
    bomb = record(1, gzip.compress(bytes(50 * 2**20)), extra="Content-Encoding: gzip\r\n")
    outcomes = read(plain, bomb + record(2), max_bytes=2**20)
    assert addresses(outcomes) == sites(2)
    assert "1 MiB once decompressed" in errors(outcomes)[0]


def test_a_record_beyond_the_limit_is_reported_and_the_rest_read(packed):
    content = gzip.compress(record(1, bytes(5 * 2**20))) + gzip.compress(record(2))
    outcomes = read(packed, content, max_bytes=2**20)
    assert addresses(outcomes) == sites(2)
    assert errors(outcomes)[0].startswith(
        "The record of http://site.example/1 holds more than 1 MiB"
    )


@pytest.mark.parametrize("kept", [3, 12, 100, 300, 2000, -9, -1])
def test_a_truncated_gzip_is_reported_after_the_pages_before_it(packed, kept):
    whole = gzip.compress(record(1)) + gzip.compress(record(2))
    outcomes = read(packed, whole + gzip.compress(record(3, noise(4000)))[:kept])
    assert addresses(outcomes)[:2] == sites(1, 2)
    assert len(errors(outcomes)) == 1
    assert outcomes[-1].target == str(packed)
    assert "is cut off" in outcomes[-1].error or "no gzip member" in outcomes[-1].error


def test_a_truncated_gzip_of_many_records_in_one_member(packed):
    outcomes = read(packed, gzip.compress(record(1) + record(2, noise(4000)))[:-1000])
    assert addresses(outcomes) == sites(1)
    assert "The record of http://site.example/2" in errors(outcomes)[0]
    assert "is cut off after" in errors(outcomes)[0]


def test_a_truncated_plain_file(plain):
    outcomes = read(plain, record(1) + record(2)[:-10])
    assert addresses(outcomes) == sites(1)
    assert "is cut off after" in errors(outcomes)[0]


def test_garbage_between_plain_records_is_reported_and_skipped(plain):
    outcomes = read(plain, record(1) + b"garbage\r\n" * 300_000 + record(2) + record(3))
    assert addresses(outcomes) == sites(1, 2, 3)
    assert len(errors(outcomes)) == 1
    assert "something that is no WARC record" in errors(outcomes)[0]


def test_a_length_beyond_its_record_swallows_no_other(plain):
    wrong = record(1).replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9", 1)
    outcomes = read(plain, wrong + record(2))
    assert addresses(outcomes) == sites(2)
    assert "The record of http://site.example/1" in errors(outcomes)[0]


def test_garbage_between_members_is_reported_and_skipped(packed):
    one, two = gzip.compress(record(1)), gzip.compress(record(2))
    outcomes = read(packed, one + b"garbage" * 100_000 + two)
    assert addresses(outcomes) == sites(1, 2)
    assert errors(outcomes) == [
        f"700000 bytes at offset {len(one)} of {packed} are no gzip member and were skipped; the "
        "other pages were read."
    ]


def test_padding_with_zeros_is_no_loss(packed):
    outcomes = read(packed, gzip.compress(record(1)) + bytes(100_000) + gzip.compress(record(2)))
    assert (addresses(outcomes), errors(outcomes)) == (sites(1, 2), [])


def test_a_damaged_member_is_reported_and_the_next_read(packed):
    damaged = bytearray(gzip.compress(record(2, noise(200_000))))
    damaged[100_000:100_200] = bytes(200)
    outcomes = read(packed, gzip.compress(record(1)) + bytes(damaged) + gzip.compress(record(3)))
    assert addresses(outcomes) == sites(1, 3)
    assert errors(outcomes)


def test_a_member_that_is_no_warc_is_reported_and_skipped(packed):
    content = gzip.compress(record(1)) + gzip.compress(b"something else") + gzip.compress(record(2))
    outcomes = read(packed, content)
    assert addresses(outcomes) == sites(1, 2)
    assert "something that is no WARC record" in errors(outcomes)[0]


@pytest.mark.parametrize(
    "content", [b"", b"not a crawl", gzip.compress(b""), record(1, status="404 X")]
)
def test_a_file_without_pages_says_so(plain, content):
    (outcome,) = read(plain, content)
    assert outcome.target == str(plain)
    assert "no record with a readable page" in outcome.error or "no WARC record" in outcome.error


def test_any_damage_is_survived(packed):
    """Never an exception, whatever a disk or a network does to a file."""
    chance = random.Random(7)
    whole = b"".join(gzip.compress(record(number, noise(500))) for number in range(5))
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read(packed, bytes(content[: chance.randint(1, len(content))]))


@pytest.mark.filterwarnings("error")
def test_damage_within_records_is_survived(plain):
    chance = random.Random(8)
    whole = record(1) + record(2, extra="Transfer-Encoding: chunked\r\n") + record(3)
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read(plain, bytes(content))


def test_a_recording_gives_the_same_pages(site, options, tmp_path):
    kept = tmp_path / "kept.warc.gz"
    site.routes |= {
        "/1": answer(BODY, content_type="text/html; charset=latin-1"),
        "/2": answer(gzip.compress(BODY), Content_Encoding="gzip"),
        "/old": answer(status=301, Location="/new"),
        "/new": answer(b"", content_type="text/plain"),
        "/pdf": answer(b"%PDF", content_type="application/pdf"),
    }
    targets = [site.origin + path for path in ("/1", "/2", "/old", "/pdf", "/missing")]
    live = list(pages(targets, options(record=kept)))
    asked = len(site.log)
    replayed = list(pages([str(kept)], SourceOptions()))
    assert replayed == [page for page in live if isinstance(page, Page)]
    assert [page.target for page in replayed] == targets[:3]
    assert len(site.log) == asked


def test_a_revalidated_page_is_recorded_whole(site, options, tmp_path):
    def send(request):
        if request.headers["If-None-Match"]:
            request.send_response(304)
            request.end_headers()
        else:
            answer(BODY, ETag='"1"')(request)

    site.routes["/"] = send
    list(pages([site.origin + "/"], options()))
    list(pages([site.origin + "/"], options(record=tmp_path / "kept.warc.gz")))
    assert site.asked("/")[1]["if-none-match"] == '"1"'
    (page,) = pages([str(tmp_path / "kept.warc.gz")], SourceOptions())
    assert page.content == BODY


def test_a_recording_is_valid_warc_in_members_also_when_interrupted(site, options, tmp_path):
    kept = tmp_path / "kept.warc.gz"
    site.routes |= {"/1": answer(BODY), "/2": answer(BODY)}
    running = pages([site.origin + "/1", site.origin + "/2"], options(record=kept))
    next(running)
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt)
    rest, types = kept.read_bytes(), []
    while rest:
        inflate = zlib.decompressobj(wbits=31)
        text = inflate.decompress(rest)
        assert inflate.eof
        rest = inflate.unused_data
        lines = text.split(b"\r\n")
        assert lines[0] == b"WARC/1.1"
        types += [line for line in lines if line.startswith(b"WARC-Type")]
    assert types == [b"WARC-Type: warcinfo", b"WARC-Type: response", b"WARC-Type: request"]
    assert addresses(pages([str(kept)], SourceOptions())) == [site.origin + "/1"]


def test_a_recording_is_never_overwritten(site, options, tmp_path):
    kept = tmp_path / "kept.warc.gz"
    kept.write_bytes(b"precious")
    with pytest.raises(UsageError, match="exists already; delete it or choose another name"):
        list(pages([site.origin + "/"], options(record=kept)))
    assert kept.read_bytes() == b"precious"


def test_a_recording_that_cannot_be_made(options, tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        list(pages([], options(record=tmp_path / "no" / "kept.warc.gz")))


def test_a_warc_from_an_open_stream_is_read_once(packed):
    from detector.sources import warc

    class Counted(io.BytesIO):
        total = 0

        def read(self, size=-1):
            data = super().read(size)
            self.total += len(data)
            return data

    content = b"".join(gzip.compress(record(number, noise(3000))) for number in range(50))
    file = Counted(content)
    first = next(warc.read(file, "crawl", SourceOptions()))
    assert first.target == "http://site.example/0"
    assert file.total < len(content)
