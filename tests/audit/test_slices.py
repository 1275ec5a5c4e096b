"""Every kind of source in slices: each page once, each loss named, bombs and strangers refused."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detector.errors import LimitError, UnreadableError, UsageError
from detector.page import Page, Unread
from detector.sources import codings
from detector.sources.slices import Located, SliceOptions, cut, kind_of, read
from tests.sources.test_warc import noise, record

ROWS = [
    {"id": f"row-{n}", "url": f"https://site.example/{n}", "text": f"Page {n}.\n\nKnee “pain”, é"}
    for n in range(40)
]
ADDRESSES = [row["url"] for row in ROWS]


def sliced(path: Path, step: int = 10**9, **options) -> list[Located]:
    how = SliceOptions(slice_bytes=step, **options)
    kind = kind_of(path) or "folder"
    return [found for piece in cut(kind, path, "src", how) for found in read(piece, how)]


def targets(found: list[Located]) -> list[str]:
    return [one.page.target for one in found if isinstance(one.page, Page)]


def errors(found: list[Located]) -> list[str]:
    return [one.page.error for one in found if isinstance(one.page, Unread)]


def zst(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


PACKERS = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zst}


def lines(rows=ROWS) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table(rows=ROWS, delimiter=",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv"])
@pytest.mark.parametrize("step", [1, 150, 997, 10**9])
def test_each_row_of_a_text_table_is_in_one_slice(tmp_path, form, coding, step):
    path = tmp_path / f"pages.{form}{coding}"
    content = lines() if form == "jsonl" else table(delimiter="\t" if form == "tsv" else ",")
    path.write_bytes(PACKERS[coding](content))
    found = sliced(path, step)
    assert targets(found) == ADDRESSES
    assert found[3].page == Page(
        ADDRESSES[3], ROWS[3]["text"].encode(), "text/plain", "utf-8", ADDRESSES[3]
    )
    assert [one.position for one in found] == sorted({one.position for one in found})
    start = found[3].position
    assert b"site.example/3" in content[start : found[4].position]


@pytest.mark.parametrize("group", [3, 17, 100])
@pytest.mark.parametrize("step", [1, 10**9])
def test_each_row_of_a_parquet_file_is_in_one_slice(tmp_path, group, step, monkeypatch):
    monkeypatch.setattr("detector.sources.parquet_slices.LEAST", 7)
    path = tmp_path / "pages.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=group)
    found = sliced(path, step)
    assert targets(found) == ADDRESSES
    assert [one.position for one in found] == list(range(40))


def test_damage_in_a_parquet_file_costs_its_rows_and_says_so(tmp_path):
    path = tmp_path / "pages.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=10, compression="gzip")
    place = pq.ParquetFile(path).metadata.row_group(2).column(2).data_page_offset
    content = bytearray(path.read_bytes())
    content[place : place + 60] = b"\xff" * 60
    path.write_bytes(content)
    found = sliced(path)
    assert targets(found) == ADDRESSES[:20] + ADDRESSES[30:]
    assert "The rows 20 to 29 of src cannot be read" in errors(found)[0]
    path.write_bytes(content[:-10])
    with pytest.raises(UnreadableError, match="cannot be read as Parquet"):
        sliced(path)


def written(path: Path, rows: list[dict]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_bytes(lines(rows))
    return path


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_row_without_html_is_its_text(tmp_path, form):
    rows = [{"html": "<p>a", "text": "A"}, {"html": None, "text": "B"}, {"html": "", "text": "C"}]
    rows += [{"html": None, "text": None}]
    found = sliced(written(tmp_path / f"pages.{form}", rows))
    pages = [one.page for one in found if isinstance(one.page, Page)]
    assert [(page.content, page.media_type) for page in pages] == [
        (b"<p>a", "text/html"), (b"B", "text/plain"), (b"C", "text/plain"),
    ]  # fmt: skip
    assert errors(found) == ["The column html of this row holds no text, so there is no page."]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_dots_lead_into_objects_within_objects(tmp_path, form):
    path = written(tmp_path / f"pages.{form}", [{"page": {"body": {"text": "A"}, "at": "x"}}])
    deep: dict = {}
    for _ in range(500):
        deep = {"in": deep}
    if form == "jsonl":
        path.write_bytes(lines([{"page": {"body": {"text": "A"}, "at": "x"}, "deep": deep}]))
    (found,) = sliced(path, text_column="page.body.text", url_column="page.at")
    assert (found.page.target, found.page.content) == ("x", b"A")


@pytest.mark.parametrize("coding", [".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("step", [1, 10**9])
def test_a_table_that_is_cut_off_says_so_once(tmp_path, form, coding, step):
    chunk = noise(120_000).hex()
    rows = [row | {"text": chunk[6000 * n :][:6000]} for n, row in enumerate(ROWS)]
    path = tmp_path / f"pages.{form}{coding}"
    pack = PACKERS[coding] if coding != ".bz2" else lambda data: bz2.compress(data, 1)
    whole = pack(lines(rows) if form == "jsonl" else table(rows))
    path.write_bytes(whole[: len(whole) * 2 // 3])
    found = sliced(path, step)
    assert targets(found) == ADDRESSES[: len(targets(found))]
    assert len(errors(found)) == 1
    assert "damaged or cut off" in errors(found)[0]


def test_lines_that_are_no_objects_are_reported_and_cost_nothing_else(tmp_path):
    path = tmp_path / "pages.jsonl"
    bad = b'{"text": \n[1]\n"x"\n\n{"url": "https://site.example/no-text"}\n{"text": "\xff"}\n'
    path.write_bytes(lines(ROWS[:2]) + bad + b'{"text": "' + b"y" * 500_000 + b'"}\n' + lines())
    found = sliced(path, max_bytes=100_000)
    assert targets(found) == [*ADDRESSES[:2], *ADDRESSES]
    assert [said.partition("(")[0] for said in errors(found)] == [
        "The line is no JSON object ",
        "The line is no JSON object and was skipped.",
        "The line is no JSON object and was skipped.",
        "The column text of this row holds no text, so there is no page.",
        "The line is no JSON object ",
        "The line is longer than a page may be, and was skipped ",
    ]


def test_rows_of_a_csv_file_that_are_too_long_are_reported(tmp_path):
    path = tmp_path / "pages.csv"
    rows = [*ROWS[:2], ROWS[2] | {"text": "y" * 200_000}, *ROWS[3:]]
    path.write_bytes(table(rows))
    found = sliced(path, max_bytes=100_000)
    assert [target for target in targets(found) if target in ADDRESSES][:2] == ADDRESSES[:2]
    assert targets(found)[-37:] == ADDRESSES[3:]
    assert "field larger than field limit" in errors(found)[0]


def test_scrapy_arrays_are_read(tmp_path):
    path = tmp_path / "items.jl"
    path.write_text("[\n" + ",\n".join(json.dumps(row) for row in ROWS) + "\n]")
    assert targets(sliced(path, 100)) == ADDRESSES


@pytest.mark.parametrize(
    ("row", "options", "media_type", "target"),
    [
        ({"text": "t", "url": "http://a.example", "id": "7"}, {}, "text/plain", "http://a.example"),
        ({"html": "h", "text": "t", "link": "http://a.example"}, {}, "text/html", "http://a.example"),
        ({"raw_content": "t", "doc_id": "7"}, {}, "text/plain", "7"),
        ({"text": "t", "metadata": {"url": "http://a.example"}}, {}, "text/plain", "http://a.example"),
        ({"Markdown": "t"}, {}, "text/markdown", "src#0"),
        ({"x": "h", "u": "5"}, {"html_column": "x", "url_column": "U"}, "text/html", "5"),
        ({"a": {"b": "t"}}, {"text_column": "a.b"}, "text/plain", "src#0"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_columns_are_found_or_named(tmp_path, form, row, options, media_type, target):
    path = tmp_path / f"pages.{form}"
    if form == "jsonl":
        path.write_text(json.dumps(row))
    else:
        pq.write_table(pa.Table.from_pylist([row]), path)
    (found,) = sliced(path, **options)
    assert (found.page.media_type, found.page.target) == (media_type, target)
    assert found.page.content in (b"h", b"t")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "No column of src is known to hold pages; it has a, b."),
        ({"text_column": "c"}, "src has no column c; it has a, b."),
        ({"text_column": "a", "html_column": "b"}, "Name one of"),
    ],
)
def test_columns_that_are_not_there(tmp_path, options, said):
    path = tmp_path / "pages.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match=said):
        sliced(path, **options)


FILES = {"b/two.html": b"<p>two", "a.md": b"one", "b/image.png": b"x", "c.txt": b"three"}
NAMES = ["src/a.md", "src/b/two.html", "src/c.txt"]


def zipped(path: Path, files=FILES, compression=zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, files=FILES) -> Path:
    with tarfile.open(path, "w:" + path.suffix[1:].replace("tar", "")) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize("step", [1, 10**9])
def test_pages_in_archives(tmp_path, step):
    found = sliced(zipped(tmp_path / "pages.zip"), step)
    assert targets(found) == NAMES
    assert [one.host for one in found] == ["pages.zip", "b", "pages.zip"]
    assert [one.position for one in found] == [0, 1, 2]
    for suffix in (".tar", ".tar.gz", ".tar.xz", ".tar.bz2"):
        found = sliced(tarred(tmp_path / f"pages{suffix}"), step)
        assert sorted(targets(found)) == NAMES
        assert [one.position for one in found] == [0, 1, 2]


@pytest.mark.parametrize("step", [1, 10**9])
def test_archives_that_are_cut_off(tmp_path, step):
    chunk = noise(40_000)
    many = {f"{n:03}.html": chunk[2000 * n :][:2000] for n in range(20)}
    for suffix in (".tar", ".tar.gz", ".tar.xz"):
        path = tarred(tmp_path / f"pages{suffix}", many)
        path.write_bytes(path.read_bytes()[:27_000])
        found = sliced(path, step)
        assert len(targets(found)) >= 9, suffix
        assert ["damaged or cut off" in said for said in errors(found)][-1:] == [True], suffix
        assert len(errors(found)) <= 2, suffix
    path = zipped(tmp_path / "pages.zip", many)
    path.write_bytes(path.read_bytes()[:27_000])
    with pytest.raises(UnreadableError, match="no zip file or is cut off"):
        sliced(path, step)


def test_a_damaged_file_in_a_zip_costs_itself_alone(tmp_path):
    path = zipped(tmp_path / "pages.zip", {f"{n}.html": noise(900) for n in range(5)})
    content = bytearray(path.read_bytes())
    content[1300:1320] = b"\xff" * 20
    path.write_bytes(content)
    found = sliced(path)
    assert targets(found) == [f"src/{n}.html" for n in (0, 2, 3, 4)]
    assert "src/1.html" in errors(found)[0]


def test_bombs_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(codings, "FREE", 1_000_000)
    zeros = bytes(3_000_000)
    bombs = [
        zipped(tmp_path / "bomb.zip", {f"{n}.html": zeros for n in range(3)}),
        tarred(tmp_path / "bomb.tar.gz", {f"{n}.html": zeros for n in range(3)}),
    ]
    for form in ("jsonl.gz", "csv.gz"):
        bombs.append(tmp_path / f"bomb.{form}")
        bombs[-1].write_bytes(gzip.compress(zeros))
    for bomb in bombs:
        with pytest.raises(LimitError, match="unpacks to more than 200 times its size"):
            sliced(bomb)
    (found,) = sliced(zipped(tmp_path / "large.zip", {"a.html": noise(2000)}), max_bytes=1000)
    assert "the limit for one page" in found.page.error


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("step", [500, 10**9])
def test_a_wacz_is_the_warc_files_in_it(tmp_path, compression, step):
    crawls = {
        f"archive/{name}.warc.gz": b"".join(
            gzip.compress(record(n, body=noise(400), content_type="text/plain")) for n in numbers
        )
        for name, numbers in {"a": range(4), "b": range(4, 8)}.items()
    }
    path = zipped(
        tmp_path / "crawl.wacz", {"datapackage.json": b"{}", **crawls}, compression=compression
    )
    assert targets(sliced(path, step)) == [f"http://site.example/{n}" for n in range(8)]


def test_a_packed_warc_file_that_is_damaged_in_a_zip_gives_the_pages_before_that(tmp_path):
    path = tmp_path / "crawl.wacz"
    parts = [record(n, noise(90_000)[9000 * n :][:9000], "text/plain") for n in range(10)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.warc", b"".join(parts))
    content = bytearray(path.read_bytes())
    content[45_000:45_400] = b"\xff" * 400
    path.write_bytes(content)
    found = sliced(path)
    assert targets(found)[:3] == [f"http://site.example/{n}" for n in range(3)]
    assert len(targets(found)) < 6
    assert "cannot be unpacked further" in errors(found)[-1]


def test_a_folder_and_a_file(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / ".hidden.html").write_bytes(b"no")
    found = sliced(tmp_path, 1)
    assert targets(found) == [str(tmp_path / name.removeprefix("src/")) for name in NAMES]
    assert [one.host for one in found] == [tmp_path.name, "b", tmp_path.name]
    (one,) = sliced(tmp_path / "a.md")
    assert one.page == Page(str(tmp_path / "a.md"), b"one", "text/markdown", local=True)


def test_limits_end_a_slice(tmp_path):
    from dataclasses import replace

    path = tmp_path / "pages.jsonl"
    path.write_bytes(lines())
    (piece,) = cut("jsonl", path, "src", SliceOptions())
    assert len(list(read(replace(piece, limit=3), SliceOptions()))) == 3


@pytest.mark.parametrize("name", ["p.parquet", "p.jsonl", "p.zip", "p.tar", "p.warc", "p.csv.gz"])
def test_a_source_that_vanishes_is_an_error_of_the_slice(tmp_path, name):
    path = tmp_path / name
    made = {
        "p.parquet": lambda: pq.write_table(pa.Table.from_pylist(ROWS), path),
        "p.jsonl": lambda: path.write_bytes(lines()),
        "p.zip": lambda: zipped(path),
        "p.tar": lambda: tarred(path),
        "p.warc": lambda: path.write_bytes(record(1)),
        "p.csv.gz": lambda: path.write_bytes(gzip.compress(table())),
    }
    made[name]()
    (piece, *_) = cut(kind_of(path), path, "src", SliceOptions())
    path.unlink()
    with pytest.raises(FileNotFoundError):
        list(read(piece, SliceOptions()))


def test_kinds():
    kinds = {
        "a.warc.wet.gz": "warc", "A.WARC": "warc", "a.jsonl.zst": "jsonl", "a.csv.xz": "csv",
        "a.tgz": "tar", "a.tar.xz": "tar", "a.wacz": "zip", "a.html": None, "a.html.gz": None,
        "a.parquet": "parquet", "a.gz": None,
    }  # fmt: skip
    assert {name: kind_of(Path(name)) for name in kinds} == kinds
