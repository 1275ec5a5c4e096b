"""Files, folders and standard input."""

from __future__ import annotations

import io
import os

import pytest

from detector.page import Page, Unread
from detector.sources import SourceOptions, pages


def read(*targets, **options):
    return list(pages([str(target) for target in targets], SourceOptions(**options)))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("knee.html", "text/html"),
        ("knee.HTM", "text/html"),
        ("knee.xhtml", "application/xhtml+xml"),
        ("knee.md", "text/markdown"),
        ("knee.mdx", "text/markdown"),
        ("knee.txt", "text/plain"),
        ("knee", None),
        ("knee.php", None),
    ],
)
def test_a_file_is_a_local_page_typed_by_its_suffix(tmp_path, name, media_type):
    path = tmp_path / name
    path.write_bytes(b"# Knee")
    assert read(path) == [Page(str(path), b"# Knee", media_type, local=True)]


def test_an_empty_file_is_a_page(tmp_path):
    (tmp_path / "empty.html").touch()
    assert read(tmp_path / "empty.html")[0].content == b""


def test_a_pdf_is_no_page(tmp_path):
    (tmp_path / "knee.pdf").write_bytes(b"%PDF")
    assert "knee.pdf is named as application/pdf" in read(tmp_path / "knee.pdf")[0].error


def test_a_200_megabyte_file_is_not_loaded(tmp_path):
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    assert read(path) == [
        Unread(
            str(path),
            f"{path} holds more than 20 MiB, the limit for one page; split it or raise the limit "
            "(--max-bytes).",
        )
    ]


def test_a_missing_file_names_what_is_near(tmp_path):
    (tmp_path / "knee-pain.html").touch()
    missing = tmp_path / "knee-pian.html"
    assert read(missing)[0].error == (
        f"There is no file or folder {missing}; did you mean {tmp_path / 'knee-pain.html'}?"
    )


def test_a_missing_folder(tmp_path):
    assert "nor is there a folder" in read(tmp_path / "no" / "page.html")[0].error


def test_an_address_without_its_scheme():
    assert "write https://www.example.org/knee" in read("www.example.org/knee")[0].error


def test_a_name_that_no_system_takes():
    assert "cannot be read" in read("knee\0.html")[0].error


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "closed.html"
    path.touch(mode=0)
    assert "Permission denied" in read(path)[0].error


def test_a_folder_in_order_without_hidden_and_unknown_files(tmp_path):
    for name in ["b.md", "a/z.html", "a/b/c.txt", ".git/x.html", "c.png", ".hidden.html", "a.HTML"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    expected = ["a/b/c.txt", "a/z.html", "a.HTML", "b.md"]
    found = read(tmp_path)
    assert [page.target for page in found] == [str(tmp_path / name) for name in expected]
    assert [page.content.decode() for page in found] == expected


def test_a_folder_that_links_to_itself_ends(tmp_path):
    (tmp_path / "knee.html").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(read(tmp_path)) == 1


def test_an_empty_folder_says_what_is_looked_for(tmp_path):
    (outcome,) = read(tmp_path)
    assert outcome.error.startswith(f"The folder {tmp_path} holds no file that detector reads")
    assert ".html" in outcome.error
    assert ".warc.gz" in outcome.error


def test_standard_input():
    stdin = io.BytesIO(b"<p>Knee</p>")
    assert list(pages(["-"], SourceOptions(), stdin=stdin)) == [
        Page("-", b"<p>Knee</p>", local=True)
    ]


def test_standard_input_has_the_same_limit():
    (outcome,) = pages(["-"], SourceOptions(max_bytes=10), stdin=io.BytesIO(b"x" * 11))
    assert outcome.error.startswith("Standard input holds more than")
