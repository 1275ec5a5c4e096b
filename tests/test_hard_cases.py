"""Hard cases from end to end: each gets a clear answer, and trouble is never a finding."""

from __future__ import annotations

import gzip
import itertools
import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detector import Assessment, Detector, Page, Reason, Verdict
from detector.cli import main
from detector.extract import article_of
from tests.sources.server import Site, answer, serve, streamed
from tests.texts import GERMAN, PARAGRAPHS, SPUN, page

MEGABYTE = b"x" * 2**20
FAST = ["--retries", "0", "--pace", "0", "--timeout", "3", "--max-bytes", str(2**20)]


def judge(content: str | bytes, media_type: str = "text/html", **changes: Any) -> Assessment:
    raw = content if isinstance(content, bytes) else content.encode()
    return Detector().assess_page(Page("page", raw, media_type, **changes))


def scan(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(main, ["scan", "-f", "json", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, json.loads(result.stdout)


def unscored(found: Assessment, reason: Reason) -> None:
    assert (found.verdict, found.reason) == (Verdict.UNSCORED, reason), found.error
    assert found.findings == ()
    assert set(found.scores.values()) == {None}


def words(count: int) -> str:
    return page(" ".join(" ".join(PARAGRAPHS).split()[: count - 2]) + ".")  # the title has two


# --- pages without an article ------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "",
        " \n\t ",
        "<!doctype html><html><head><title>Knee pain</title></head><body></body></html>",
        "<html><body><script>document.write('knee pain '.repeat(500))</script></body></html>",
        "<html><body>" + "<!-- knee pain is bad for the knee -->" * 500 + "</body></html>",
        "<html><head><style>p { color: red }</style></head><body><style>p{}</style></body></html>",
    ],
    ids=["empty", "blank", "title only", "only scripts", "only comments", "only styles"],
)
def test_a_page_without_an_article(content):
    unscored(judge(content), Reason.NO_ARTICLE)


def test_an_empty_file_and_an_empty_answer_are_no_failure(tmp_path):
    (tmp_path / "empty.html").touch()
    code, (found,) = scan(tmp_path / "empty.html")
    assert (code, found["verdict"], found["reason"]) == (0, "unscored", "no-article")


@pytest.mark.parametrize(("count", "short"), [(58, True), (59, True), (60, False), (61, False)])
def test_too_short_begins_below_60_words(count, short):
    found = judge(words(count))
    assert found.words == count
    assert (found.reason is Reason.TOO_SHORT) == short
    if short:
        unscored(found, Reason.TOO_SHORT)


@pytest.mark.parametrize("count", [60, 80, 100])
def test_an_honest_page_of_few_words_is_not_flagged(count):
    found = judge(words(count))
    assert found.verdict in (Verdict.PASS, Verdict.REVIEW), (found.scores, found.moved)


def test_a_german_article_is_not_judged():
    found = judge(page(*GERMAN))
    unscored(found, Reason.NOT_ENGLISH)
    assert found.language == "de"


def test_an_english_page_that_says_it_is_german_is_english():
    assert judge(page().replace('lang="en"', 'lang="de"')).verdict is Verdict.PASS


def test_a_binary_served_as_html():
    png = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    found = judge(png)
    unscored(found, Reason.UNREADABLE)
    assert "PNG" in (found.error or "")


# --- bytes -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def twin() -> Assessment:
    return judge(SPUN.read_bytes())


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-8-sig", "utf-16"])
def test_another_encoding_of_the_same_page_gets_the_same_assessment(twin, charset):
    html = SPUN.read_text("utf-8").replace('<meta charset="utf-8">', "")
    assert judge(html.encode(charset)) == judge(html)
    assert judge(html.encode(charset)).scores == twin.scores


def test_nul_bytes_change_nothing(twin):
    raw = SPUN.read_bytes()
    assert judge(raw.replace(b"<p>", b"<p>\0").replace(b"shoulder", b"shou\0lder")) == twin


def test_mojibake_is_judged_and_shown_as_it_is():
    text = page(*(p.replace("’", "'").replace("that", "that’s") for p in PARAGRAPHS))
    found = judge(text.encode().decode("cp1252").encode())
    assert found.verdict in (Verdict.PASS, Verdict.REVIEW)
    assert "â€™" in (found.text or "")


def test_line_ends_of_every_system_are_the_same(twin):
    raw = SPUN.read_bytes()
    assert judge(raw.replace(b"\n", b"\r\n")).scores == twin.scores


# --- shapes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("extractor", ["precise", "fast"])
def test_html_nested_100000_deep(extractor):
    deep = page().replace("<article>", "<div>" * 100_000).replace("</article>", "</div>" * 100_000)
    found = Detector(extractor=extractor).assess_page(Page("deep", deep.encode(), "text/html"))
    assert found.verdict is Verdict.PASS
    assert found.words > 100


def test_1_megabyte_on_one_line():
    html = page().replace("\n", " ")
    line = html.replace("<article>", "<article>" + "<p>" + " ".join(PARAGRAPHS) * 1400 + "</p>")
    assert "\n" not in line
    assert len(line) > 1_000_000
    before = time.process_time()
    found = judge(line)
    assert found.reason is None
    assert found.words > 100_000
    assert time.process_time() - before < 30


def test_1_megabyte_without_a_space():
    assert judge(page("knee" * 250_000)).verdict in (Verdict.UNSCORED, Verdict.PASS)


def test_right_to_left_text_is_not_judged_and_mixed_scripts_are_evidence():
    arabic = "يعد التواء الكاحل من أكثر الإصابات شيوعا في الرياضة ويشفى معظمها من تلقاء نفسه. "
    whole = page(arabic * 12).replace('lang="en"', 'lang="ar" dir="rtl"')
    unscored(judge(whole), Reason.NOT_ENGLISH)
    mixed = judge(page(*PARAGRAPHS, "The аnkle is swоllen, and the painful jоint is wаrm."))
    assert mixed.reason is None
    lookalikes = [f.found for f in mixed.findings if f.code == "SPN303"]
    assert "аnkle" in lookalikes
    honest = judge(page(*PARAGRAPHS, f"In Arabic one says: {arabic}"))
    assert not [f for f in honest.findings if f.code == "SPN303"]


@pytest.mark.parametrize("entity", ["&#xD800;", "&#0;", "&#x1b;[2J", "&#1114112;", "\ufffe"])
def test_characters_that_are_none(entity, tmp_path):
    (tmp_path / "odd.html").write_text(page(*PARAGRAPHS, f"So {entity} it is."), "utf-8")
    code, (found,) = scan(tmp_path, "--include-text")
    assert (code, found["error"], found["verdict"]) == (0, None, "pass")


def test_a_lone_surrogate_in_structured_data(tmp_path):
    data = '{"@type": "Article", "headline": "\\ud800 knee", "author": "\\udfff"}'
    html = page(head=f'<script type="application/ld+json">{data}</script>')
    path = tmp_path / "odd.html"
    path.write_text(html.replace("<title>Sprained ankle</title>", ""), "utf-8")
    code, (found,) = scan(path)
    assert (code, found["error"]) == (0, None)


def test_plain_text_with_a_lone_surrogate_is_judged():
    found = Detector().assess_text("\n\n".join([*PARAGRAPHS, "So \ud800 it is."]))
    assert found.verdict is Verdict.PASS


@pytest.mark.parametrize("extractor", ["precise", "fast"])
def test_extracting_twice_is_the_same(extractor):
    one = Page("spun", SPUN.read_bytes(), "text/html")
    assert article_of(one, extractor=extractor) == article_of(one, extractor=extractor)


# --- the web -----------------------------------------------------------------------------------


@pytest.fixture
def site():
    with serve() as running:
        yield running


@pytest.fixture
def fetch(site: Site, tmp_path: Path):
    """Scan one path of the site; return the exit code and the one assessment."""

    def one(path: str, *options: object) -> tuple[int, dict[str, Any]]:
        cache = ["--cache-dir", tmp_path / "cache"]
        code, (found,) = scan(site.origin + path, "--allow-private", *FAST, *cache, *options)
        assert found["target"] == site.origin + path
        return code, found

    return one


def endless(**headers: str):
    return streamed(itertools.repeat(MEGABYTE), **headers)


def drip():
    def chunks():
        while True:
            time.sleep(0.2)
            yield b"x"

    return streamed(chunks())


TROUBLE = {
    "200 MB": (endless(Content_Length=str(200 * 2**20)), "larger than 1 MiB"),
    "endless chunks": (endless(), "larger than 1 MiB"),
    "gzip bomb": (
        answer(gzip.compress(bytes(100 * 2**20)), Content_Encoding="gzip"),
        "larger than 1 MiB",
    ),
    "redirect loop": (answer(status=302, Location="/page"), "redirects in a loop"),
    "404": (answer(b"<p>gone", 404), "answered 404 Not Found"),
    "500": (answer(b"<p>oops", 500), "answered 500 Internal Server Error"),
    "timeout": (drip(), "seconds"),
    "a picture": (answer(b"\x89PNG\r\n\x1a\n" + MEGABYTE[:5000]), "PNG"),
}


@pytest.mark.parametrize("trouble", list(TROUBLE))
def test_trouble_on_the_web_is_3_and_never_a_finding(site, fetch, trouble):
    site.routes["/page"], reason = TROUBLE[trouble]
    code, found = fetch("/page", "--fail-on", "review")
    assert (code, found["verdict"], found["reason"]) == (3, "unscored", "unreadable")
    assert reason in found["error"]
    assert found["findings"] == []
    assert set(found["scores"].values()) == {None}


def test_robots_txt_is_obeyed(site, fetch):
    site.routes |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /"), "/page": answer(b"x")}
    code, found = fetch("/page")
    assert (code, found["reason"]) == (3, "unreadable")
    assert "robots.txt" in found["error"]
    assert site.asked("/page") == []


def test_the_own_network_is_closed_unless_opened(site, tmp_path):
    site.routes["/page"] = answer(SPUN.read_bytes())
    code, (found,) = scan(site.origin + "/page", *FAST, "--cache-dir", tmp_path)
    assert (code, found["reason"]) == (3, "unreadable")
    assert "--allow-private" in found["error"]
    assert site.log == []


def test_a_redirect_is_judged_where_it_leads(site, fetch):
    site.routes |= {
        "/old": answer(status=301, Location="/new"),
        "/new": answer(SPUN.read_bytes()),
    }
    code, found = fetch("/old")
    assert (code, found["verdict"]) == (1, "flag")


def test_one_bad_target_stops_no_other(site, tmp_path):
    site.routes["/spun"] = answer(SPUN.read_bytes())
    targets = [site.origin + "/gone", "missing.html", site.origin + "/spun"]
    code, found = scan(*targets, "--allow-private", *FAST, "--cache-dir", tmp_path)
    assert code == 1
    assert [a["reason"] for a in found] == ["unreadable", "unreadable", None]


# --- recordings --------------------------------------------------------------------------------


def test_a_recording_gets_the_same_assessment_without_a_network(site, fetch, tmp_path):
    kept = tmp_path / "kept.warc.gz"
    site.routes["/spun"] = answer(SPUN.read_bytes(), content_type="text/html; charset=utf-8")
    code, live = fetch("/spun", "--record", kept, "--include-text")
    assert code == 1
    asked = len(site.log)
    assert scan(kept, "--include-text") == (1, [live])
    assert len(site.log) == asked


def test_offline_repeats_the_assessment(site, fetch):
    site.routes["/spun"] = answer(SPUN.read_bytes(), ETag='"1"')
    _, live = fetch("/spun")
    asked = len(site.log)
    code, again = fetch("/spun", "--offline")
    # Offline the time is the server's, whose second may be the one before ours.
    had, said = (datetime.fromisoformat(one.pop("fetched")) for one in (live, again))
    assert timedelta(0) <= had - said <= timedelta(seconds=5)
    assert (code, again) == (1, live)
    assert len(site.log) == asked


def archive(*bodies: bytes) -> bytes:
    """A WARC file of pages, each in a member of its own."""
    members = []
    for number, body in enumerate(bodies):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-03-02T08:30:15Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n"
        )
        members.append(gzip.compress(head.encode() + b"\r\n" + http + b"\r\n\r\n"))
    return b"".join(members)


def test_a_truncated_warc_keeps_what_came_before(tmp_path):
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(archive(page().encode(), SPUN.read_bytes(), page().encode())[:-200])
    code, found = scan(path)
    assert code == 1
    assert [a["verdict"] for a in found] == ["pass", "flag", "unscored"]
    assert found[2]["reason"] == "unreadable"
    assert found[0]["target"] == "https://example.org/0"


def test_a_truncated_warc_of_clean_pages_is_3(tmp_path):
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(archive(page().encode(), page().encode())[:-200])
    assert scan(path)[0] == 3
