"""A page on the web becomes a Page, or an Unread whose sentence says why."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from detector.page import Page, Unread
from detector.sources import pages
from detector.sources.media import content_type
from tests.sources.server import answer, in_turn

BODY = b"<html><body><p>Warm the knee before a long run.</p></body></html>"


def test_a_page_keeps_what_the_server_said(site, fetch):
    site.routes["/knee"] = answer(BODY, content_type='text/html; charset="ISO-8859-1"')
    page = fetch("/knee")
    assert isinstance(page, Page)
    assert (page.content, page.media_type, page.charset) == (BODY, "text/html", "iso-8859-1")
    assert page.url == page.target == site.origin + "/knee"
    assert page.fetched.tzinfo is UTC
    assert datetime.now(UTC) - page.fetched < timedelta(seconds=10)
    assert not page.local


def test_the_user_agent_tells_the_truth(site, fetch):
    site.routes["/"] = answer(BODY)
    fetch("/")
    assert site.asked("/")[0]["User-Agent"].startswith("detector/")
    assert "github.com/detector" in site.asked("/")[0]["User-Agent"]


def test_a_redirect_is_followed_and_the_target_kept(site, fetch):
    site.routes |= {"/old": answer(status=301, Location="/new"), "/new": answer(BODY)}
    page = fetch("/old")
    assert page.target == site.origin + "/old"
    assert page.url == site.origin + "/new"
    assert page.content == BODY


def test_a_fragment_is_no_part_of_the_address(site, fetch):
    site.routes |= {"/knee": answer(BODY), "/old": answer(status=302, Location="/knee#rest")}
    assert fetch("/knee#top").url == fetch("/old").url == site.origin + "/knee"
    assert fetch("/knee#end", offline=True).content == BODY


def test_what_a_server_says_cannot_reach_the_terminal(site, fetch):
    site.routes |= {
        "/coding": answer(BODY, Content_Encoding="\x1b[2Jgone"),
        "/status": lambda request: request.wfile.write(b"HTTP/1.1 418 \x1b[2J\r\n\r\n"),
        "/type": answer(BODY, content_type="\x1b[2J/html"),
    }
    assert "compressed as \ufffd[2jgone" in fetch("/coding").error
    assert fetch("/status", timeout=0.3).error.isprintable()
    assert fetch("/type").media_type is None


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; Charset=UTF-8", "text/html", "utf-8"),
        ("text/html; x=1; charset='latin-1'", "text/html", "latin-1"),
        ("text/html, text/html", "text/html", None),
        ("charset=utf-8", None, None),
        ("html", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_content_types(header, media_type, charset):
    assert content_type(header) == (media_type, charset)


def test_a_malformed_cookie_is_no_exception(site, fetch):
    site.routes |= {
        "/": answer(status=302, Location="/new", Set_Cookie="a=ü"),
        "/new": answer(BODY),
    }
    assert "The answer of 127.0.0.1 is malformed" in fetch("/").error


def test_headers_that_are_no_ascii(site, fetch):
    site.routes["/"] = answer(BODY, X_Place="Café", Set_Cookie="a=ü")
    assert fetch("/").content == BODY
    assert fetch("/", offline=True).content == BODY


def test_an_empty_body_is_a_page(site, fetch):
    site.routes["/"] = answer(b"")
    assert fetch("/").content == b""


def test_binary_served_as_html_is_passed_on(site, fetch):
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    site.routes["/"] = answer(content)
    assert fetch("/").content == content


def test_a_pdf_is_refused_before_it_is_read(site, fetch):
    site.routes["/"] = answer(b"%PDF-1.7", content_type="application/pdf")
    assert fetch("/").error == (
        "The address holds application/pdf, not a web page; detector reads HTML, Markdown and "
        "plain text."
    )


def test_404_is_not_retried(site, fetch):
    unread = fetch("/missing")
    assert isinstance(unread, Unread)
    assert unread.target == site.origin + "/missing"
    assert unread.error == (
        "The server answered 404 Not Found: there is no such page; check the address."
    )
    assert len(site.asked("/missing")) == 1


def test_403_says_that_the_page_is_closed(site, fetch):
    site.routes["/"] = answer(status=403)
    assert "403 Forbidden: the page is not open to programs" in fetch("/").error


def test_500_is_retried_and_then_reported(site, fetch):
    site.routes["/"] = answer(status=500)
    assert fetch("/", retries=2).error.startswith("The server answered 500 Internal Server Error")
    assert len(site.asked("/")) == 3


def test_503_then_200_is_a_page_after_the_wait_asked_for(site, fetch):
    site.routes["/"] = in_turn(answer(status=503, Retry_After="1"), answer(BODY))
    assert fetch("/").content == BODY
    first, second = (seconds for seconds, path, _ in site.log if path == "/")
    assert second - first >= 1


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("3600", "wait of 3600 seconds"),
        ("Wed, 21 Oct 2099 07:28:00 GMT", r"wait of [\d,]{5,} days"),
    ],
)
def test_a_wait_beyond_the_time_of_a_page_is_not_waited(site, fetch, until, said):
    site.routes["/"] = answer(status=429, Retry_After=until)
    assert re.search(said, fetch("/").error)
    assert len(site.asked("/")) == 1


def test_a_broken_connection_is_tried_again(site, fetch):
    def hang_up(request):
        request.close_connection = True

    site.routes["/"] = in_turn(hang_up, answer(BODY))
    assert fetch("/").content == BODY


def test_nobody_listening(fetch):
    assert "The connection to 127.0.0.1 failed" in fetch("http://127.0.0.1:9/").error


def test_a_host_that_takes_no_connection_is_given_up(fetch):
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen(0)
        address = mute.getsockname()
        with socket.create_connection(address), contextlib.ExitStack() as stack:
            for _ in range(3):  # more than the queue of the system holds
                waiting = stack.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(address)
            start = time.monotonic()
            error = fetch(f"http://127.0.0.1:{address[1]}/", timeout=4.0, retries=0).error
    assert error == "127.0.0.1 does not answer; check the address or try again later."
    assert time.monotonic() - start < 20  # the system alone would try for minutes


def test_an_unknown_host(fetch):
    assert (
        "host name no-such-host.invalid is not known" in fetch("http://no-such-host.invalid").error
    )


def test_what_is_no_address(fetch):
    assert "is not a web address" in fetch("http://[::1").error
    assert "names no host" in fetch("http:///knee").error
    assert "names no host" in fetch("http://[bad").error
    assert fetch("ftp://example.org/knee.html").error.startswith("ftp addresses are not read")


def test_one_bad_target_does_not_stop_the_others(site, options):
    site.routes["/good"] = answer(BODY)
    targets = [site.origin + "/bad", "http://[", site.origin + "/good"]
    outcomes = list(pages(targets, options()))
    assert [type(outcome) for outcome in outcomes] == [Unread, Unread, Page]
    assert [outcome.target for outcome in outcomes] == targets


def test_importing_the_package_loads_no_network_library():
    program = (
        "import sys, detector.sources; heavy = {'httpx', 'hishel', 'fastwarc', 'ssrfguard'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
