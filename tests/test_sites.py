"""Site lists: read, matched by host, reported beside the scores, and never mixed in."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detector.assessment import Assessment, Listing, Verdict
from detector.cli import main
from detector.errors import UsageError
from detector.sites import SiteList, host_of, listed
from tests.sources.server import answer, serve


def written(folder: Path, text: str, name: str = "ratings.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("Example.org", "example.org"),
        ("https://www.example.org/a?b=c", "www.example.org"),
        ("example.org:8080", "example.org"),
        ("example", None),
        ("http://[", None),
        ("a b.c", None),
        ("", None),
    ],
)
def test_host_of(site, host):
    assert host_of(site) == host


def test_the_longest_entry_that_fits_speaks(tmp_path):
    path = written(tmp_path, "domain,rating\nexample.org,good\nshop.example.org,bad\n")
    found = SiteList.read(path)
    assert found.listing("www.example.org") == Listing("example.org", "good", "ratings.csv")
    assert found.listing("a.shop.example.org").label == "bad"
    assert found.listing("notexample.org") is None


def test_a_plain_list_has_no_labels(tmp_path):
    found = SiteList.read(written(tmp_path, "# ours\nexample.org # a comment\n\nother.net\n", "l"))
    assert found.labels == {"example.org": "listed", "other.net": "listed"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,rating\nexample.org,good\n", "needs a column named domain, host, site or url"),
        ("domain\nnot a site\n", "Line 2 of .* names no site: 'not a site'"),
        ("# nothing\n", "names no site"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path, text, message):
    with pytest.raises(UsageError, match=message):
        SiteList.read(written(tmp_path, text))


def test_a_missing_list_is_wrong_usage(tmp_path):
    done = CliRunner().invoke(main, ["scan", "x.html", "--site-list", str(tmp_path / "none.csv")])
    assert done.exit_code == 2
    assert "cannot be read" in done.stderr


def test_only_pages_of_the_web_have_a_site(tmp_path):
    one = SiteList.read(written(tmp_path, "domain,label\nexample.org,trusted\n"))
    pages = [
        Assessment("https://www.example.org/a", Verdict.PASS),
        Assessment("example.org/a.html", Verdict.PASS),
    ]
    first, second = listed(pages, [one])
    assert first.listed == (Listing("example.org", "trusted", "ratings.csv"),)
    assert first.to_dict()["listed"] == [
        {"site": "example.org", "label": "trusted", "source": "ratings.csv"}
    ]
    assert second == pages[1]


def test_scan_tells_what_the_list_says_and_scores_alike(tmp_path, monkeypatch):
    body = Path("docs/examples/frozen-shoulder-clean.html").read_bytes()
    path = written(tmp_path, "domain,label\n127.0.0.1,known to us\n")
    with serve() as site:
        site.routes["/page"] = answer(body)
        command = ["scan", f"{site.origin}/page", "--allow-private", "--cache-dir", str(tmp_path)]
        plain = CliRunner().invoke(main, [*command, "-f", "json"])
        with_list = CliRunner().invoke(main, [*command, "-f", "json", "--site-list", str(path)])
        text = CliRunner().invoke(main, [*command, "--site-list", str(path)])
    without, told = json.loads(plain.stdout), json.loads(with_list.stdout)
    without, told = (one[0] if isinstance(one, list) else one for one in (without, told))
    assert told["listed"][0]["label"] == "known to us"
    assert {**told, "listed": [], "fetched": 0} == {**without, "fetched": 0}
    assert "127.0.0.1 is “known to us” in ratings.csv" in text.stdout
