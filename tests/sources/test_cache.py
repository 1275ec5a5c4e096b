"""The disk cache asks whether a page has changed, and serves it when there is no network."""

from __future__ import annotations

from datetime import UTC, datetime

from detector.page import Page
from detector.sources import pages
from tests.sources.server import answer

BODY = b"<p>Rest the knee for a day.</p>"
TYPE = "text/html; charset=utf-8"


def tagged(body, **headers):
    """A route that answers 304 to a request that knows the ETag or the date of the body."""

    def send(request):
        known = (request.headers["If-None-Match"], request.headers["If-Modified-Since"])
        fresh = any(value and value in headers.values() for value in known)
        if fresh:
            request.send_response(304)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
        else:
            answer(body, content_type=TYPE, **headers)(request)

    return send


def test_an_etag_is_revalidated(site, fetch):
    site.routes["/"] = tagged(BODY, ETag='"1"')
    first, second = fetch("/"), fetch("/")
    assert "If-None-Match" not in {name.title() for name in site.asked("/")[0]}
    assert site.asked("/")[1]["if-none-match"] == '"1"'
    assert first.content == second.content == BODY
    assert second.charset == "utf-8"


def test_a_date_is_revalidated(site, fetch):
    site.routes["/"] = tagged(BODY, Last_Modified="Mon, 02 Mar 2026 08:00:00 GMT")
    assert fetch("/").content == fetch("/").content == BODY
    assert site.asked("/")[1]["if-modified-since"] == "Mon, 02 Mar 2026 08:00:00 GMT"


def test_a_changed_page_is_seen_even_if_said_to_be_fresh(site, fetch):
    site.routes["/"] = answer(BODY, Cache_Control="max-age=3600", ETag='"1"')
    fetch("/")
    site.routes["/"] = answer(b"changed", Cache_Control="max-age=3600", ETag='"2"')
    assert fetch("/").content == b"changed"
    assert fetch("/", offline=True).content == b"changed"


def test_offline_serves_what_was_fetched(site, fetch):
    site.routes |= {"/": answer(BODY, content_type=TYPE), "/old": answer(status=302, Location="/")}
    online = [fetch("/"), fetch("/old")]
    asked = len(site.log)
    offline = [fetch("/", offline=True), fetch("/old", offline=True)]
    assert len(site.log) == asked
    for had, kept in zip(online, offline, strict=True):
        assert (kept.target, kept.url, kept.content) == (had.target, had.url, had.content)
        assert (kept.media_type, kept.charset) == (had.media_type, had.charset)


def test_an_offline_page_is_as_old_as_its_answer(site, fetch):
    def send(request):
        request.send_response_only(200)
        request.send_header("Date", "Mon, 02 Mar 2026 08:00:00 GMT")
        request.send_header("Content-Length", "0")
        request.end_headers()

    site.routes["/"] = send
    fetch("/")
    assert fetch("/", offline=True).fetched == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_an_offline_miss_says_so(site, fetch):
    assert fetch("/", offline=True).error == (
        f"{site.origin}/ is not in the cache; scan it once without --offline."
    )
    assert site.log == []


def test_what_may_not_be_stored_is_not_stored(site, fetch):
    site.routes["/"] = answer(BODY, Cache_Control="no-store")
    assert isinstance(fetch("/"), Page)
    assert "is not in the cache" in fetch("/", offline=True).error


def test_a_page_beyond_the_limit_is_not_stored(site, fetch):
    site.routes["/"] = answer(b"x" * 5000)
    assert "larger than" in fetch("/", max_bytes=1000).error
    assert "is not in the cache" in fetch("/", offline=True).error


def test_a_folder_that_cannot_be_written_costs_only_the_cache(site, options, tmp_path, caplog):
    site.routes["/"] = answer(BODY)
    (tmp_path / "file").write_text("in the way")
    (page,) = pages([site.origin + "/"], options(cache_dir=tmp_path / "file" / "cache"))
    assert page.content == BODY
    assert "Pages are not cached" in caplog.text
