"""Audits into object storage: a file appears by one PUT, and the bytes are those of a folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from urllib.request import Request, urlopen

import pytest

from detector.audit.counts import count
from detector.audit.options import AuditOptions
from detector.audit.remote import Remote, RemoteStore, save, shown
from detector.audit.shard import Effort, Trouble, assessed
from detector.audit.store import StoreError
from detector.errors import UsageError
from detector.sources.slices import cut
from tests.audit.crawls import crawl
from tests.audit.test_engine import SHARD, run, shards


@pytest.fixture
def pieces(tmp_path) -> list:
    path = tmp_path / "crawl.warc.gz"
    crawl(path, 4)
    return [*cut("warc", path, path.name, AuditOptions(page_timeout=99).slices)]


def fill(store: RemoteStore, pieces: list) -> None:
    for number, piece in enumerate(pieces):
        effort = Effort()
        rows = assessed(piece, AuditOptions(), Trouble(), lambda *_: None, effort)
        save(rows, store.path(number), effort)


@pytest.mark.parametrize("scheme", ["memory", "local"])
def test_a_store_anywhere_that_fsspec_reaches(scheme, tmp_path, pieces):
    pytest.importorskip("fsspec", reason="no fsspec: pip install 'detector[ray]'")
    url = f"{scheme}://{tmp_path}/results"
    store = RemoteStore(url)
    store.prepare(fresh=False)
    assert store.read("run.json") is None
    assert store.done(9) == set()
    store.write("run.json", {"detector": "1"})
    fill(store, pieces)
    again = RemoteStore(url)
    assert again.read("run.json") == {"detector": "1"}
    assert again.done(9) == {*range(len(pieces))}
    assert count(again.files()).pages == 4
    again.prepare(fresh=True)
    assert (again.read("run.json"), again.done(9)) == (None, set())
    if scheme == "local":  # what was renamed leaves nothing behind
        assert [path for path in (tmp_path / "results").rglob("*") if path.is_file()] == []


def test_a_store_that_holds_something_else_is_left_alone():
    pytest.importorskip("fsspec", reason="no fsspec: pip install 'detector[ray]'")
    Remote("memory:///strange", "diary.txt").write(b"dear diary")
    with pytest.raises(UsageError, match=r"holds other files \(diary\.txt\) and no audit"):
        RemoteStore("memory:///strange").prepare(fresh=True)


def test_urls_that_lead_nowhere():
    pytest.importorskip("fsspec", reason="no fsspec: pip install 'detector[ray]'")
    with pytest.raises(UsageError, match="There is no way to warp://a/b"):
        RemoteStore("warp://a/b")


def test_secrets_are_not_shown():
    assert shown("s3://key:secret@bucket/a?region=x") == "s3://bucket/a"


@pytest.fixture(scope="module")
def bucket() -> str:
    """The URL of an empty folder in a bucket of a server that speaks S3."""
    pytest.importorskip("moto", reason="no server of S3: pip install 'moto[s3]' flask flask-cors")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ |= {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        made = False
        for _ in range(600):
            try:
                urlopen(Request(f"http://127.0.0.1:{port}/bucket", method="PUT"), timeout=60)
                made = True
                break
            except OSError:
                time.sleep(0.1)
        assert made
        options = f"endpoint_override=127.0.0.1%3A{port}&scheme=http&region=us-east-1"
        yield f"s3://bucket/results?{options}"
    finally:
        server.kill()
        server.wait()


def downloaded(url: str) -> list[bytes]:
    return [file.read() for file in RemoteStore(url).files()]


def test_an_audit_into_a_bucket(bucket, tmp_path):
    crawl(tmp_path / "crawl.warc.gz", 8)
    common = ("crawl.warc.gz", "--workers", 1, "--shard-bytes", SHARD)
    run(*common, "--out", "local", cwd=tmp_path)
    out, _ = run(*common, "--out", bucket, cwd=tmp_path)
    assert downloaded(bucket) == [*shards(tmp_path / "local").values()]
    assert len(downloaded(bucket)) >= 2
    assert "8 pages: " in out
    assert "results: s3://bucket/results/shards (" in out
    assert run(*common, "--out", bucket, cwd=tmp_path)[0] == out
    _, error = run(*common, "--no-text", "--out", bucket, cwd=tmp_path, code=2)
    assert "was begun differently: options text was True and is False" in error
    (tmp_path / "list.txt").write_text("http://site.example/\n")
    _, error = run("list.txt", "--out", bucket.replace("/results", "/web"), cwd=tmp_path, code=2)
    assert "name a local one with --out, no URL" in error


def test_a_bucket_that_is_not_there(bucket):
    nowhere = RemoteStore(bucket.replace("s3://bucket", "s3://no-bucket"))
    with pytest.raises(StoreError, match=r"s3://no-bucket/results cannot be written"):
        nowhere.write("run.json", {})
