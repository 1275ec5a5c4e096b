"""One shard and one batch: the pure functions beneath the engine."""

from __future__ import annotations

import contextlib
import os
import platform
import subprocess
import sys
import threading
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detector import Detector
from detector.audit import shard as shards
from detector.audit.batch import assess_batch, batches
from detector.audit.counts import count
from detector.audit.options import AuditOptions
from detector.audit.overtime import Overtime, limited
from detector.audit.schema import ASSESSMENTS
from detector.audit.shard import Effort, Trouble, run_shard, write
from detector.audit.store import StoreError
from detector.page import Page, Unread
from detector.sources.slices import Located, SliceOptions, cut
from tests.audit.crawls import addresses, crawl, html
from tests.sources.test_warc import noise

# 180 MB with one block in use behind them, as the heap is full of holes after large pages.
HOLES = """
import sys
from pathlib import Path
from detector.audit.options import AuditOptions
from detector.audit.memory import memory
from detector.audit.worker import Task, done
from detector.sources.lost_slices import lost
blocks = [bytearray(3000) for _ in range(60_000)]
last = blocks.pop()
blocks.clear()
before = memory()
piece = lost(Path("a.warc"), "a.warc", OSError("gone"))
said = done(Task(0, piece, Path(sys.argv[1]), frozenset(), {}), AuditOptions(), lambda _: None)
print(before - said.memory)
"""


def shard(path):
    (piece,) = cut("warc", path, path.name, SliceOptions())
    return piece


def test_a_shard_is_what_the_detector_says_of_each_page(tmp_path):
    crawl(tmp_path / "crawl.warc.gz", 6)
    found = run_shard(shard(tmp_path / "crawl.warc.gz"), AuditOptions())
    assert found.schema == ASSESSMENTS
    detector = Detector()
    for number, row in enumerate(found.to_pylist()):
        address = addresses(6)[number]
        data = detector.assess_page(
            Page(address, html(number), "text/html", "utf-8", address)
        ).to_dict(include_text=True)
        assert (row["target"], row["host"]) == (address, f"site-{number % 3}.example")
        assert (row["verdict"], row["spun"]) == (data["verdict"], data["scores"]["spun"])
        assert [one["identity"] for one in row["findings"]] == [
            one["identity"] for one in data["findings"]
        ]
        assert row["text"] == data["text"]
        assert row["fetched"] == "2026-03-02T08:30:15Z"


def test_corrupt_records_are_reported_among_the_pages(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    parts = crawl(path, 10)
    middle = len(parts[4]) // 2
    parts[4] = parts[4][:middle] + b"\xff" * 40 + parts[4][middle + 40 :]
    path.write_bytes(b"".join(parts)[:-300])
    found = run_shard(shard(path), AuditOptions(text=False)).to_pylist()
    errors = [row["error"] for row in found if row["error"]]
    assert len(errors) == 2
    assert "is damaged; the pages before" in errors[0]
    assert "is cut off" in errors[1]
    honest = [address for n, address in enumerate(addresses(9)) if n != 4]
    assert [row["target"] for row in found if not row["error"]] == honest
    assert {row["text"] for row in found} == {None}


def test_free_memory_is_given_back_within_a_long_shard(tmp_path, monkeypatch):
    pages = [f'{{"text": "Page {number}."}}\n' for number in range(100)]
    (tmp_path / "pages.jsonl").write_text("".join(pages))
    (piece,) = cut("jsonl", tmp_path / "pages.jsonl", "pages.jsonl", SliceOptions())
    given: list[int] = []
    monkeypatch.setattr(shards, "TIDY", 60)
    monkeypatch.setattr(shards, "give_back", lambda: given.append(1))
    assert run_shard(piece, AuditOptions()).num_rows == 100  # in batches of 32
    assert len(given) == 1


def test_dead_pages_are_not_judged_again(tmp_path):
    crawl(tmp_path / "crawl.warc.gz", 3)
    trouble = Trouble(frozenset({0, 1}), {1: "It died."})
    steps: list[tuple[int, int]] = []
    found = run_shard(
        shard(tmp_path / "crawl.warc.gz"), AuditOptions(), trouble=trouble,
        watch=lambda first, number, _: steps.append((first, number)),
    ).to_pylist()  # fmt: skip
    assert [row["error"] for row in found] == [None, "It died.", None]
    assert [row["target"] for row in found] == addresses(3)
    assert steps == [(0, 1), (1, 1), (2, 1), (3, 0)]


def test_batches_are_bounded_by_number_and_weight():
    small = [Located(n, Page(f"p{n}", b"x"), "h") for n in range(70)]
    assert [batch.num_rows for batch in batches(iter(small), "s")] == [32, 32, 6]
    large = [Located(n, Page(f"p{n}", bytes(3_000_000)), "h") for n in range(3)]
    assert [batch.num_rows for batch in batches(iter(large), "s")] == [2, 1]


def test_what_could_not_be_read_stays_a_row():
    (batch,) = batches(iter([Located(7, Unread("http://a.example/x", "Gone."), "h")]), "s")
    (row,) = assess_batch(batch).to_pylist()
    assert (row["position"], row["host"]) == (7, "a.example")
    assert (row["verdict"], row["reason"], row["error"]) == ("unscored", "unreadable", "Gone.")


def test_a_file_of_nothing_is_a_file(tmp_path):
    write(iter([]), tmp_path / "000000.parquet", Effort())
    assert pq.read_table(tmp_path / "000000.parquet").schema.equals(ASSESSMENTS)
    assert count([tmp_path / "000000.parquet"]).pages == 0
    assert [path.name for path in tmp_path.iterdir()] == ["000000.parquet"]


def test_a_file_that_fails_leaves_nothing(tmp_path):
    def rows():
        yield pa.RecordBatch.from_pylist([], schema=ASSESSMENTS)
        raise FileNotFoundError(2, "gone")

    with pytest.raises(FileNotFoundError):
        write(rows(), tmp_path / "000000.parquet", Effort())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_costs_the_shard_at_work_alone(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        for name in (f"{number:06}.parquet" for number in range(4)):
            rows = batches(iter([Located(0, Unread("x", noise(40_000).hex()), "h")]), "s")
            with contextlib.suppress(StoreError):
                write(map(assess_batch, rows), disk / name, Effort())
                continue
            break
        kept = sorted(path.name for path in disk.iterdir())
        assert kept
        assert name not in kept
        assert count(disk / one for one in kept).pages == len(kept)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the heap is another one")
def test_free_memory_is_given_back_behind_a_shard_and_before_its_size_is_told(tmp_path):
    command = [sys.executable, "-c", HOLES, str(tmp_path / "000000.parquet")]
    out = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    assert int(out) > 80_000_000  # what the shard's own libraries take is taken off


def test_work_that_takes_too_long_is_ended():
    before = time.process_time()

    def turn() -> None:
        while time.process_time() < before + 5:
            pass

    with pytest.raises(Overtime), limited(0.1):
        turn()
    assert time.process_time() < before + 3  # without an end it takes 5
    with limited(0.05):
        pass
    while time.process_time() < before + 0.4:  # no alarm is left behind
        pass


def test_a_thread_has_no_limit_and_works():
    done = []

    def work():
        with limited(0.01):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
