"""Lists of addresses: fetched once, politely, recorded as they come, never twice."""

from __future__ import annotations

import gzip
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from detector.audit.collect import collect, recordings
from detector.audit.engine import _now
from detector.audit.options import AuditOptions
from detector.audit.plan import plan, with_recordings
from detector.audit.preview import preview
from detector.audit.store import Store
from detector.errors import UsageError
from detector.page import Page, Unread
from detector.sources.addresses import entries, is_list
from detector.sources.options import SourceOptions
from detector.sources.slices import read
from tests.audit.crawls import html
from tests.audit.test_engine import rows, run, start
from tests.sources.server import Site, answer, serve

OPTIONS = SourceOptions(allow_private=True, pace=0.0, backoff=0.01, timeout=5.0)


def sitemap(addresses, kind="url", whole="urlset") -> bytes:
    inner = "".join(f"<{kind}><loc> {one} </loc></{kind}>" for one in addresses)
    head = '<?xml version="1.0"?><!-- map -->'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<{whole} xmlns="{space}">{inner}</{whole}>'.encode()


@pytest.fixture
def sites() -> Iterator[tuple[Site, Site]]:
    """Two hosts with three pages each, one of them missing, and a sitemap index on the first."""
    with serve() as one, serve() as two:
        for site in (one, two):
            for number in range(2):
                site.routes[f"/{number}"] = answer(html(number))
        plain = sitemap(f"{one.origin}/{n}" for n in range(3))
        one.routes["/map.xml"] = answer(plain, content_type="text/xml")
        packed = gzip.compress(sitemap(f"{two.origin}/{n}" for n in range(3)))
        two.routes["/map.xml.gz"] = answer(packed, content_type="application/x-gzip")
        maps = sitemap([f"{one.origin}/map.xml", f"{two.origin}/map.xml.gz"], "sitemap", "index")
        one.routes["/index.xml"] = answer(maps, content_type="application/xml")
        yield one, two


def store(folder: Path) -> Store:
    return Store(folder)


def fetched(place: Store) -> list[Page | Unread]:
    found = with_recordings(plan([], AuditOptions()), recordings(place), AuditOptions())
    options = AuditOptions().slices
    return [one.page for piece in found.shards for one in read(piece, options)]


def test_a_sitemap_index_leads_to_every_page_once(sites, tmp_path):
    one, _ = sites
    told: list[tuple[int, int]] = []
    targets = [f"{one.origin}/index.xml", f"{one.origin}/1"]
    collect(targets, store(tmp_path), OPTIONS, lambda *state: told.append(state))
    found = fetched(store(tmp_path))
    wanted = sorted(f"{site.origin}/{n}" for site in sites for n in range(3))
    assert sorted(page.target for page in found) == wanted
    assert [page.content for page in found if isinstance(page, Page)] == [html(0), html(1)] * 2
    missing = [page for page in found if isinstance(page, Unread)]
    assert [page.target.rpartition("/")[2] for page in missing] == ["2", "2"]
    assert "answered 404" in missing[0].error
    assert sorted(told) == [(n, 6) for n in range(1, 7)]
    assert len(recordings(store(tmp_path))) == 2
    made = with_recordings(plan([], AuditOptions()), recordings(store(tmp_path)), AuditOptions())
    assert [_now(source) for source in made.sources] == list(made.sources)
    asked = [path for site in sites for _, path, _ in site.log]
    collect(targets, store(tmp_path), OPTIONS, lambda *_: None)
    assert [path for site in sites for _, path, _ in site.log] == asked


@pytest.mark.parametrize("cut", [1, 300, 5000])
def test_a_recording_that_was_cut_off_is_gone_on_with(sites, tmp_path, cut):
    one, _ = sites
    targets = [f"{one.origin}/map.xml"]
    collect(targets, store(tmp_path), OPTIONS, lambda *_: None)
    before = fetched(store(tmp_path))
    (path,) = recordings(store(tmp_path))
    path.write_bytes(path.read_bytes()[:-cut])
    one.log.clear()
    collect(targets, store(tmp_path), OPTIONS, lambda *_: None)
    after = fetched(store(tmp_path))
    assert [page.target for page in after] == [page.target for page in before]
    assert 1 <= len([path for _, path, _ in one.log if path != "/robots.txt"]) <= 3
    assert b"/index.xml" not in path.read_bytes()


def test_hosts_are_asked_side_by_side_and_each_at_its_pace(sites, tmp_path):
    one, two = sites
    meeting = threading.Barrier(2, timeout=20)

    def meet(request) -> None:
        meeting.wait()
        answer(html(0))(request)

    one.routes["/0"] = two.routes["/0"] = meet  # neither answers before both are asked
    addresses = tmp_path / "list.txt"
    addresses.write_text("".join(f"{site.origin}/{n}\n" for site in sites for n in range(2)))
    polite = SourceOptions(allow_private=True, pace=0.3, timeout=30.0)
    collect([str(addresses)], store(tmp_path), polite, lambda *_: None)
    assert all(isinstance(page, Page) for page in fetched(store(tmp_path)))
    for site in sites:
        first, second = (when for when, path, _ in site.log if path in ("/0", "/1"))
        assert second - first >= 0.29


def test_what_robots_forbid_is_not_fetched(sites, tmp_path):
    one, _ = sites
    one.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /1\n", content_type="text/plain")
    addresses = tmp_path / "list.txt"
    addresses.write_text(f"# mine\n{one.origin}/0\n\n{one.origin}/1\n")
    collect([str(addresses)], store(tmp_path), OPTIONS, lambda *_: None, limit=2)
    (page, refused) = fetched(store(tmp_path))
    assert isinstance(page, Page)
    assert "does not allow" in refused.error
    assert one.asked("/1") == []


@pytest.mark.parametrize(
    ("path", "said"),
    [("/missing.xml", "answered 404"), ("/empty.xml", "names no page"), ("/odd.xml", "no page")],
)
def test_lists_that_are_none(sites, tmp_path, path, said):
    one, _ = sites
    one.routes["/empty.xml"] = answer(sitemap([]))
    one.routes["/odd.xml"] = answer(b"<html><p>http://a.example/</p>")
    with pytest.raises(UsageError, match=said):
        collect([one.origin + path], store(tmp_path), OPTIONS, lambda *_: None)
    assert not (tmp_path / "fetched" / "addresses.txt").exists()


def test_a_sitemap_reads_nothing_from_its_machine(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("http://secret.example/")
    hostile = (
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<urlset><url><loc>&x;</loc></url><url><loc>http://a.example/</loc></url></urlset>"
    )
    assert list(entries(hostile.encode(), "map")) == [("&x;", False), ("http://a.example/", False)]


def test_addresses_of_a_sitemap_are_what_its_author_meant():
    text = """<urlset><url><loc>http://a.example/?a=1&b=2</loc></url>
    <url><loc>http://a.example/?a=1&amp;c=&#51;</loc></url>
    <url><loc><![CDATA[http://a.example/?a=1&d=4]]></loc></url>
    <url><loc>http://a.example/page#part</loc></url>
    <url><loc> /relative </loc></url><url><loc>http://a.example/two  words</loc></url></urlset>"""
    assert [entry for entry, _ in entries(text.encode(), "map")] == [
        "http://a.example/?a=1&b=2", "http://a.example/?a=1&c=3", "http://a.example/?a=1&d=4",
        "http://a.example/page", "/relative", "http://a.example/two words",
    ]  # fmt: skip


def test_what_lists_name_in_vain_is_told_and_the_rest_is_fetched(sites, tmp_path):
    one, _ = sites
    inner = ["/map.xml", "/gone.xml", "/empty.xml", "/index.xml"]
    maps = sitemap([one.origin + path for path in inner], "sitemap", "index")
    one.routes["/index.xml"] = answer(maps)
    one.routes["/empty.xml"] = answer(sitemap([]))
    addresses = tmp_path / "list.txt"
    addresses.write_text(f"# mine\n{one.origin}/1#part\nwww.example.org/page\n{one.origin}/0\n")
    targets = [f"{one.origin}/index.xml", str(addresses)]
    for _ in range(2):
        collect(targets, store(tmp_path), OPTIONS, lambda *_: None)
        found = fetched(store(tmp_path))
        assert len(found) == 6
        assert sum(isinstance(page, Page) for page in found) == 2
    lost = {page.target: page.error for page in found if isinstance(page, Unread)}
    assert "answered 404" in lost[f"{one.origin}/2"]
    assert "The list cannot be read: The server answered 404" in lost[f"{one.origin}/gone.xml"]
    assert "names no page" in lost[f"{one.origin}/empty.xml"]
    assert "no http or https address" in lost["www.example.org/page"]


def test_lists_are_told_from_pages(tmp_path):
    texts = {
        "list.txt": "# mine\nhttp://a.example/1\nhttps://a.example/2\n",
        "mixed.txt": "http://a.example/1\nwww.example.org/page\nhttp://a.example/2\n",
        "sources.txt": "Rest the leg for two days.\n\nhttp://a.example/1\nhttp://a.example/2\n",
        "page.txt": "See http://a.example/1 for more.\n",
        "empty.txt": "",
        "map.xml": "<urlset/>",
        "page.html": "http://a.example/1",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    assert {name for name in texts if is_list(tmp_path / name)} == {
        "list.txt", "mixed.txt", "map.xml",
    }  # fmt: skip


def test_a_dry_run_fetches_nothing(sites, tmp_path):
    one, _ = sites
    addresses = tmp_path / "list.txt"
    addresses.write_text(f"{one.origin}/0\n{one.origin}/1\n")
    shown = preview([str(addresses), f"{one.origin}/index.xml"], AuditOptions())
    assert "addresses" in shown
    assert "about 2 pages in 0 shards" in shown
    assert f"fetched when the audit runs: {one.origin}/index.xml" in shown
    assert one.log == []


def test_an_interrupted_audit_waits_for_no_page(tmp_path):
    asked = threading.Event()

    def slow(request) -> None:
        asked.set()
        time.sleep(6)

    with serve() as site:
        site.routes |= {"/0": answer(html(0)), "/slow": slow}
        sources = (site.origin + "/0", site.origin + "/slow", "--allow-private", "--pace", 0)
        process = start(*sources, "--out", "o", "--workers", 1, cwd=tmp_path)
        assert asked.wait(60)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130
        assert time.monotonic() - began < 3
        site.routes["/slow"] = answer(html(1))
        run(*sources, "--out", "o", "--workers", 1, cwd=tmp_path)
        assert len(rows(tmp_path / "o")) == 2
        assert len(site.asked("/0")) == 1
