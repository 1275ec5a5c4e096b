"""No server can make us read more, longer or further than the limits say."""

from __future__ import annotations

import gzip
import itertools
import time
import zlib

import pytest

from detector.errors import FetchError
from detector.sources.decode import decoded
from tests.sources.server import answer, streamed

MEGABYTE = b"x" * 2**20
HUNDRED = 100 * 2**20


def test_200_megabytes_stop_at_the_limit(site, fetch):
    sent = []

    def body():
        for _ in range(200):
            sent.append(1)
            yield MEGABYTE

    site.routes["/"] = streamed(body(), Content_Length=str(200 * len(MEGABYTE)))
    assert fetch("/", max_bytes=2 * 2**20).error.startswith("The page is larger than 2 MiB")
    assert len(sent) < 50


def test_a_page_at_the_limit_is_read(site, fetch):
    site.routes["/"] = answer(MEGABYTE)
    assert len(fetch("/", max_bytes=len(MEGABYTE)).content) == len(MEGABYTE)


def test_gzip_is_decoded(site, fetch):
    site.routes["/"] = answer(gzip.compress(b"<p>Ice the knee."), Content_Encoding="gzip")
    assert fetch("/").content == b"<p>Ice the knee."


def test_a_gzip_bomb_stops_at_the_limit(site, fetch):
    bomb = gzip.compress(bytes(HUNDRED))
    assert len(bomb) < 200_000
    site.routes["/"] = answer(bomb, Content_Encoding="gzip")
    assert fetch("/", max_bytes=2**20).error.startswith(
        "The page is larger than 1 MiB once decompressed"
    )


def test_a_bomb_within_a_bomb_stops_at_the_limit(site, fetch):
    bomb = gzip.compress(gzip.compress(bytes(HUNDRED)))
    site.routes["/"] = answer(bomb, Content_Encoding="gzip, gzip")
    assert "1 MiB once decompressed" in fetch("/", max_bytes=2**20).error


@pytest.mark.parametrize("wbits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_deflate_with_and_without_its_header(wbits):
    packer = zlib.compressobj(wbits=wbits)
    assert decoded(packer.compress(b"knee") + packer.flush(), "deflate", 100) == b"knee"


def test_members_of_gzip_are_joined():
    assert decoded(gzip.compress(b"kn") + gzip.compress(b"ee"), "gzip", 4) == b"knee"


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (gzip.compress(b"knee")[:-5], "gzip", "ends early"),
        (b"\x1f\x8b\x08\x00damaged body", "gzip", "is damaged"),
        (b"anything", "br", "is damaged"),
        (b"anything", "zstd", "is damaged"),
        (b"anything", "compress", "compressed as compress"),
    ],
)
def test_a_body_that_cannot_be_decoded(body, coding, reason):
    with pytest.raises(FetchError, match=reason):
        decoded(body, coding, 1000)


def test_an_endless_chunked_response_ends_by_size(site, fetch):
    site.routes["/"] = streamed(itertools.repeat(MEGABYTE))
    assert fetch("/", max_bytes=2**20).error.startswith("The page is larger than 1 MiB")


def drip(seconds):
    while True:
        time.sleep(seconds)
        yield b"x"


def test_a_slow_drip_ends_by_time(site, fetch):
    site.routes["/"] = streamed(drip(0.02))
    start = time.monotonic()
    assert fetch("/", timeout=0.4).error.startswith("The page did not arrive within 0.4 seconds")
    assert time.monotonic() - start < 20  # the drip itself never ends


def test_headers_that_drip_end_by_time(site, fetch):
    def send(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        for byte in drip(0.02):
            request.wfile.write(byte)

    site.routes["/"] = send
    start = time.monotonic()
    assert fetch("/", timeout=0.4).error.startswith("The page did not arrive within 0.4 seconds")
    assert time.monotonic() - start < 20  # the drip itself never ends


def test_a_server_that_says_nothing_times_out(site, fetch):
    site.routes["/"] = lambda request: time.sleep(3)
    assert fetch("/", timeout=0.3).error.startswith("The page did not arrive within 0.3 seconds")


def test_a_redirect_loop_is_seen(site, fetch):
    site.routes |= {
        "/a": answer(status=302, Location="/b"),
        "/b": answer(status=302, Location="/a"),
    }
    assert fetch("/a").error == f"The page redirects in a loop, back to {site.origin}/a; check it."
    assert len(site.asked("/a")) == 1


def test_too_many_redirects(site, fetch):
    for hop in range(5):
        site.routes[f"/{hop}"] = answer(status=302, Location=f"/{hop + 1}")
    assert fetch("/0", max_redirects=3).error.startswith("The page redirects more than 3 times")
    assert len(site.asked("/3")) == 1
    assert not site.asked("/4")


def test_a_redirect_out_of_the_web(site, fetch):
    site.routes["/"] = answer(status=302, Location="file:///etc/passwd")
    error = fetch("/").error
    assert "redirects to file://" in error
    assert "Only http and https" in error
