"""Which files a check judges, and which it leaves out."""

from __future__ import annotations

import os
import sys

import pytest

from tests.check.texts import SHORT_SPUN


def judged(done):
    return sorted({line.partition(":")[0] for line in done.output.splitlines()})


@pytest.fixture
def site(repository):
    repository.write("detector.toml", 'ignore = ["archive/", "*.draft.md"]\n')
    for name in ("a.md", "b.draft.md", "archive/c.md", "public/d.md", "public/e/f.md"):
        repository.write(name, f"{SHORT_SPUN}\n")
    return repository


def test_named_files_are_judged_though_ignored_unless_exclusion_is_forced(site, run):
    named = ("a.md", "b.draft.md", "archive/c.md")
    assert judged(run("check", "-f", "concise", *named)) == ["a.md", "archive/c.md", "b.draft.md"]
    assert judged(run("check", "-f", "concise", "--force-exclude", *named)) == ["a.md"]
    done = run("check", "-f", "concise", "--force-exclude", *named[1:])
    assert (done.exit_code, done.output) == (0, ""), "nothing left is not the whole repository"


def test_what_git_ignores_is_left_out_unless_it_is_named(site, run):
    site.write(".gitignore", "public/\n/site/\ng.md\n")
    site.write("node/public/h.md", f"{SHORT_SPUN}\n")
    site.write("g.md", f"{SHORT_SPUN}\n")
    before = judged(run("check", "-f", "concise"))
    assert before == ["a.md", "g.md", "node/public/h.md", "public/d.md", "public/e/f.md"]
    site.git("init", "-q")
    assert judged(run("check", "-f", "concise")) == ["a.md"]
    assert judged(run("check", "-f", "concise", "public")) == ["public/d.md", "public/e/f.md"]
    assert judged(run("check", "-f", "concise", "public/e", "g.md")) == ["g.md", "public/e/f.md"]
    site.git("add", "-f", "g.md")
    assert judged(run("check", "-f", "concise")) == ["a.md", "g.md"]


def test_the_configuration_may_lie_below_the_root_of_the_repository(site, run, monkeypatch):
    site.write(".gitignore", "/docs/public/\n")
    site.git("init", "-q")
    site.write("docs/detector.toml", "")
    site.write("docs/public/a.md", f"{SHORT_SPUN}\n")
    site.write("docs/b.md", f"{SHORT_SPUN}\n")
    monkeypatch.chdir(site.root / "docs")
    assert judged(run("check", "-f", "concise")) == ["b.md"]


def test_our_own_reports_are_no_content(site, run):
    expected = judged(run("check", "-f", "concise"))
    for _ in range(2):
        assert run("check", "-f", "html", "-o", "report.html").exit_code == 1
        assert judged(run("check", "-f", "concise")) == expected


def test_no_content_is_overwritten_by_a_report(site, run):
    site.write("docs/a.md", f"{SHORT_SPUN}\n")
    done = run("check", "docs", "-o", "docs/a.md")
    assert done.exit_code == 2
    assert "choose another --output" in done.output
    assert (site.root / "docs" / "a.md").read_text(encoding="utf-8") == f"{SHORT_SPUN}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_pipes_and_links_to_nothing_are_left_out(site, run):
    expected = judged(run("check", "-f", "concise"))
    os.mkfifo(site.root / "pipe.md")
    (site.root / "link.md").symlink_to("nothing.md")
    done = run("check", "-f", "concise")
    assert (done.exit_code, judged(done)) == (1, expected)
    assert "is a link to a file that is not there" in run("check", "link.md").output
