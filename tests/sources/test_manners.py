"""robots.txt, its delays, and the pace of requests to one host."""

from __future__ import annotations

import time

from detector.page import Page, Unread
from detector.sources import pages
from tests.sources.server import answer

BODY = b"<p>Bend the knee slowly.</p>"


def robots(text):
    return answer(text.encode(), content_type="text/plain")


def times(site, path):
    return [seconds for seconds, asked, _ in site.log if asked == path]


def test_robots_refusal(site, fetch):
    site.routes |= {"/robots.txt": robots("User-agent: *\nDisallow: /private"), "/": answer(BODY)}
    assert fetch("/private/knee").error == (
        f"{site.origin}/robots.txt does not allow detector to fetch this page. If it is your own, "
        "allow it there or scan a saved copy."
    )
    assert not site.asked("/private/knee")
    assert isinstance(fetch("/"), Page)


def test_rules_for_us_by_name_come_first(site, fetch):
    site.routes["/robots.txt"] = robots(
        "User-agent: detector\nDisallow: /\n\nUser-agent: *\nAllow: /"
    )
    assert "does not allow detector" in fetch("/").error


def test_robots_can_be_ignored(site, fetch):
    site.routes |= {"/robots.txt": robots("User-agent: *\nDisallow: /"), "/": answer(BODY)}
    assert fetch("/", robots=False).content == BODY
    assert not site.asked("/robots.txt")


def test_a_redirect_into_a_forbidden_path_is_refused(site, fetch):
    site.routes |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /private"),
        "/": answer(status=302, Location="/private"),
    }
    assert "does not allow detector" in fetch("/").error
    assert not site.asked("/private")


def test_robots_is_fetched_once_a_run(site, options):
    site.routes |= {"/1": answer(BODY), "/2": answer(BODY)}
    assert all(
        isinstance(page, Page)
        for page in pages([site.origin + "/1", site.origin + "/2"], options())
    )
    assert len(site.asked("/robots.txt")) == 1


def test_robots_500_forbids_everything(site, options):
    site.routes |= {"/robots.txt": answer(status=500), "/": answer(BODY)}
    (first, second) = pages([site.origin + "/", site.origin + "/2"], options(retries=1))
    assert isinstance(first, Unread)
    assert first.error == second.error
    assert first.error == (
        f"{site.origin}/robots.txt answered 500, and until it can be read no page of that host "
        "may be fetched (RFC 9309); try again later."
    )
    assert len(site.asked("/robots.txt")) == 2
    assert not site.asked("/")


def test_robots_403_and_a_redirected_robots_file(site, fetch):
    site.routes |= {"/robots.txt": answer(status=403), "/": answer(BODY)}
    assert fetch("/").content == BODY
    site.routes |= {
        "/robots.txt": answer(status=301, Location="/rules"),
        "/rules": robots("User-agent: *\nDisallow: /"),
    }
    assert "does not allow" in fetch("/").error


def test_a_huge_robots_file_counts_to_its_limit(site, fetch):
    text = "User-agent: *\nDisallow: /private\n" + "# filler\n" * 200_000
    site.routes |= {"/robots.txt": robots(text), "/": answer(BODY)}
    assert fetch("/").content == BODY
    assert "does not allow" in fetch("/private").error


def test_crawl_delay_is_kept_and_costs_no_page_its_time(site, options):
    site.routes |= {
        "/robots.txt": robots("User-agent: *\nCrawl-delay: 2.2"),
        "/1": answer(BODY),
        "/2": answer(BODY),
    }
    both = list(pages([site.origin + "/1", site.origin + "/2"], options(timeout=2.0)))
    assert [type(page) for page in both] == [Page, Page]
    assert times(site, "/2")[0] - times(site, "/1")[0] >= 2.2


def test_an_hour_of_crawl_delay_is_refused(site, fetch):
    site.routes |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 3600"), "/": answer(BODY)}
    assert "asks for 3600 seconds between requests" in fetch("/").error


def test_requests_to_one_host_are_paced(site, options):
    paths = ["/1", "/2", "/3"]
    site.routes |= dict.fromkeys(paths, answer(BODY))
    list(pages([site.origin + path for path in paths], options(pace=0.2)))
    first, second, third = (times(site, path)[0] for path in paths)
    assert second - first >= 0.2
    assert third - second >= 0.2


def test_a_first_page_does_not_wait(site, fetch):
    site.routes["/"] = answer(BODY)
    start = time.monotonic()
    fetch("/", pace=60.0)
    assert time.monotonic() - start < 30
