"""The command before its first worker: usage, dry runs, folders that cannot be used."""

from __future__ import annotations

import gzip
import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detector.audit.options import AuditOptions
from detector.audit.plan import Plan, plan
from detector.cli import main
from detector.sources.slices import SliceOptions, read
from tests.audit.crawls import crawl


def audit(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, arguments)])


def test_a_dry_run_says_what_would_be_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "crawl"
    folder.mkdir()
    crawl(folder / "a.warc.gz", 5)
    (folder / "b.html").write_text("<p>b")
    (folder / "c.jsonl").write_text('{"text": "c"}\n{"text": "d"}\n')
    (folder / "d.csv").write_text("x,y\n1,2\n")
    (folder / "e.parquet").write_bytes(b"broken")
    shown = audit("crawl", "crawl/a.warc.gz", "--dry-run")
    assert shown.exit_code == 0
    lines = [line.split() for line in shown.output.splitlines()[1:]]
    assert [(line[0], line[3], line[4]) for line in lines if len(line) == 5] == [
        ("folder", "1", "crawl"),
        ("warc", "5", "crawl/a.warc.gz"),
        ("jsonl", "2", "crawl/c.jsonl"),
        ("csv", "0", "crawl/d.csv"),
        ("parquet", "0", "crawl/e.parquet"),
    ]
    assert "No column of crawl/d.csv is known to hold pages; it has x, y." in shown.output
    assert "crawl/e.parquet cannot be read as Parquet" in shown.output
    assert "about 8 pages in 5 shards; nothing was judged" in shown.output
    assert list(tmp_path.iterdir()) == [folder]


def test_a_fault_of_ours_costs_one_file_of_a_folder(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text("<p>a")
    (tmp_path / "b.csv").write_text("url,text\nb,b\n")

    def fail(*_):
        raise RuntimeError("odd")

    monkeypatch.setattr("detector.sources.csv_slices.cut", fail)
    _, lost = plan([str(tmp_path)], AuditOptions()).shards
    assert lost.error == f"{tmp_path / 'b.csv'} cannot be read: odd"


def test_a_dry_run_counts_a_page_an_archive_of_both_and_one_gzip_member(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "n.md").write_text("# Note")
    members = crawl(tmp_path / "a.warc.gz", 60)
    plain = b"".join(map(gzip.decompress, members))
    (tmp_path / "one.warc.gz").write_bytes(gzip.compress(plain))
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(tmp_path / "pages" / "n.md", "n.md")
        archive.writestr("a.warc", b"".join(map(gzip.decompress, members[:5])))
    sources = ("pages/n.md", "both.zip", "one.warc.gz", "http://a.example/map.xml")
    shown = audit(*sources, "--dry-run").output.splitlines()
    assert [line.split()[2:] for line in shown[1:4]] == [
        ["1", "1", "pages/n.md"], ["2", "6", "both.zip"],
        ["1", "~51", "one.warc.gz"],
    ]  # fmt: skip
    assert shown[4].startswith("about 58 pages in 4 shards besides what is fetched;")


def test_an_estimate_is_near(tmp_path):
    crawl(tmp_path / "a.warc.gz", 160)
    shown = audit(tmp_path / "a.warc.gz", "--shard-bytes", 40_000, "--dry-run").output
    estimate = int(shown.splitlines()[1].split()[3].removeprefix("~"))
    assert 130 < estimate < 190


@pytest.mark.parametrize("limit", [1, 3, 7, 99])
def test_a_limit_ends_the_plan(tmp_path, limit):
    for name in ("a", "b"):
        crawl(tmp_path / f"{name}.warc.gz", 4)
    options = AuditOptions(limit=limit, slices=SliceOptions(slice_bytes=2500))
    found = plan([str(tmp_path)], options)
    assert sum(piece.limit for piece in found.shards) == min(limit, 8)
    assert Plan.from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.warc", "--out", "o"], "There is no file or folder gone.warc; check the path."),
        (["", "--out", "o"], "There is no file or folder"),
        (["picture.png", "--out", "o"], "picture.png is named as nothing that an audit reads"),
        (["page.html"], "Name the folder for the results: --out DIR."),
        (["table.csv", "--out", "o"], "No column of table.csv is known to hold pages"),
        (["page.html", "--out", "mine"], "mine holds other files (letter.txt) and no audit"),
        (["page.html", "--out", "/proc/none"], "/proc/none cannot be written"),
    ],
)
def test_usage(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    if "/proc/none" in arguments and sys.platform != "linux":
        pytest.skip("a folder that nobody can write is known on Linux alone")
    for name in ("picture.png", "page.html", "mine/letter.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    done = audit(*arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert not Path("o/manifest.json").exists()
    assert Path("mine/letter.txt").read_text() == "x"


def test_the_missing_extra_is_named(monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "pyarrow" else found(name)
    )
    done = audit("page.html", "--out", "o")
    assert done.exit_code == 2
    assert "An audit needs pyarrow; install what is missing with" in done.output
    assert "pip install 'detector[audit]'" in done.output


def test_a_source_that_is_damaged_makes_the_exit_code_3(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = b"".join(crawl(tmp_path / "a.warc.gz", 3))
    for name, size, code in (("whole", len(content), 0), ("cut", len(content) - 99, 3)):
        (tmp_path / "a.warc.gz").write_bytes(content[:size])
        done = audit("a.warc.gz", "--out", name, "--workers", 1)
        assert done.exit_code == code
        assert ("not read to their end, by what was lost: a.warc.gz 1" in done.output) == bool(code)


def test_an_audit_of_no_page_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    done = audit("folder", "--out", "o", "--workers", 1)
    assert done.exit_code == 3
    assert "The sources hold no page that detector reads; --dry-run" in done.output


def test_what_lies_in_a_named_folder_is_judged_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inner = tmp_path / "crawl" / "sub"
    (inner / ".hidden").mkdir(parents=True)
    for name in ("a.html", "b.html", ".hidden/c.html"):
        (inner / name).write_text("<p>a")
    crawl(inner / "d.warc.gz", 2)
    named = ["crawl/sub", "crawl/sub/a.html", "crawl", str(inner), "crawl/sub/.hidden"]
    shards = plan(named, AuditOptions()).shards
    pages = [one.page.target for piece in shards for one in read(piece, AuditOptions().slices)]
    assert sorted(pages) == [
        "crawl/sub/.hidden/c.html", "crawl/sub/a.html", "crawl/sub/b.html",
        "http://site-0.example/page-0", "http://site-1.example/page-1",
    ]  # fmt: skip


def test_an_audit_goes_on_however_its_folder_is_spelled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "a.html").write_text("<p>a")
    for spelling in ("crawl", "crawl/", "./crawl"):
        assert audit(spelling, "--out", "o", "--workers", 1).exit_code == 0


def test_a_refused_audit_leaves_nothing_behind(tmp_path):
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "a.html").write_text("<p>a")
    assert audit(tmp_path / "none", "--out", tmp_path / "o").exit_code == 2
    assert audit(tmp_path / "crawl", "--out", tmp_path / "crawl").exit_code == 2
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["crawl", "a.html"]
