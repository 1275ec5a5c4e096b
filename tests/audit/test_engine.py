"""Audits in processes of their own, killed, interrupted, starved and poisoned."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.audit.crawls import addresses, crawl
from tests.processes import MAIN

POISON = Path(__file__).parent / "poison"
ROOT = Path(__file__).parents[2]
SHARD = 2500  # bytes, so that a small crawl has several shards
INTERRUPTED = "detector: interrupted. What is done is kept; give the same command again to go on.\n"
# A signal (a terminal sends it to all of its group) when a worker runs and waits for what to do;
# another thread, as a progress bar has one, is there to take it.
HALF_STARTED = """
import multiprocessing.util, os, signal, threading, time
spawn = multiprocessing.util.spawnv_passfds
def signalled(path, arguments, files):
    process = spawn(path, arguments, files)
    if "spawn_main" in str(arguments):
        time.sleep(0.2)
        os.{send}(os.getpid(), signal.{by})
        time.sleep(0.2)
    return process
multiprocessing.util.spawnv_passfds = signalled
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
"""


def start(*arguments: object, cwd: Path, begin: str = "", **options) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": f"{POISON}{os.pathsep}{ROOT}"}
    return subprocess.Popen(
        [sys.executable, "-c", begin + MAIN, "audit", *map(str, arguments)],
        cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # a runner in the background ignores SIGINT, and its children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **options,
    )  # fmt: skip


def run(*arguments: object, cwd: Path, code: int = 0) -> tuple[str, str]:
    process = start(*arguments, cwd=cwd)
    out, error = process.communicate(timeout=600)
    assert process.returncode == code, error
    return out, error


def shards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "shards").iterdir())}


def rows(folder: Path) -> list[dict]:
    return [
        row
        for path in sorted((folder / "shards").glob("*.parquet"))
        for row in pq.read_table(path).to_pylist()
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with a small crawl, and its audit by one worker that nothing disturbed."""
    folder = tmp_path_factory.mktemp("audit")
    crawl(folder / "crawl.warc.gz", 16)
    run("crawl.warc.gz", "--out", "whole", "--workers", 1, "--shard-bytes", SHARD, cwd=folder)
    return folder


def test_two_workers_give_the_same_bytes(place):
    out, error = run(
        "crawl.warc.gz", "--out", "two", "--workers", 2, "--shard-bytes", SHARD,
        "--progress", "json", cwd=place,
    )  # fmt: skip
    assert shards(place / "two") == shards(place / "whole")
    assert len(shards(place / "two")) >= 4
    last = json.loads(error.splitlines()[-1])
    assert (last["pages"], last["shards_done"]) == (16, len(shards(place / "two")))
    assert set(last["seconds"]) == {"read", "judge", "write"}
    assert "16 pages: " in out


def killed_when(place: Path, moment) -> None:
    """Start the audit in ``killed`` and kill it with SIGKILL at a moment."""
    process = start(
        "crawl.warc.gz", "--out", "killed", "--workers", 1, "--shard-bytes", SHARD, cwd=place
    )
    deadline = time.monotonic() + 500
    while not moment(place / "killed") and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)
    assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()


def test_killed_at_several_moments_nothing_is_lost_nor_doubled(place):
    killed_when(place, lambda folder: (folder / "manifest.json").exists())
    killed_when(place, lambda folder: list((folder / "shards").glob("*.unfinished")))
    killed_when(place, lambda folder: len(list((folder / "shards").glob("*.parquet"))) >= 2)
    run("crawl.warc.gz", "--out", "killed", "--workers", 1, "--shard-bytes", SHARD, cwd=place)
    assert shards(place / "killed") == shards(place / "whole")
    targets = [row["target"] for row in rows(place / "killed")]
    assert targets == addresses(16)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_audit_says_how_to_go_on(place, by):
    process = start(
        "crawl.warc.gz", "--out", f"stopped-{by}", "--workers", 1, "--shard-bytes", SHARD, cwd=place
    )
    while not (place / f"stopped-{by}" / "manifest.json").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(by)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error == INTERRUPTED


@pytest.mark.parametrize(
    ("by", "send"), [("SIGINT", "kill"), ("SIGTERM", "kill"), ("SIGINT", "killpg")]
)
def test_an_audit_is_interrupted_while_a_worker_is_started(place, by, send):
    process = start(
        "crawl.warc.gz", "--out", f"started-{by}-{send}", "--workers", 1, cwd=place,
        begin=HALF_STARTED.format(by=by, send=send), start_new_session=True,
    )  # fmt: skip
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error == INTERRUPTED


def test_two_audits_in_one_folder(place):
    first = start(
        "crawl.warc.gz", "--out", "locked", "--workers", 1, "--shard-bytes", SHARD, cwd=place
    )
    while not (place / "locked" / "manifest.json").exists():
        assert first.poll() is None
        time.sleep(0.01)
    _, error = run("crawl.warc.gz", "--out", "locked", cwd=place, code=2)
    assert f"Another audit (process {first.pid}) is writing into locked" in error
    first.kill()
    first.communicate()
    _, error = run("crawl.warc.gz", "--out", "locked", cwd=place, code=2)  # the lock is free again
    assert "was begun differently: options slices slice bytes was 2500 and is 16777216" in error


def test_other_options_and_sources_are_refused_on_resuming(place):
    base = ["crawl.warc.gz", "--out", "whole", "--shard-bytes", SHARD]
    before = shards(place / "whole")
    _, error = run(*base, "--no-text", cwd=place, code=2)
    assert "options text was True and is False" in error
    assert "--fresh" in error
    _, error = run(*base, "more.html", cwd=place, code=2)
    assert "sources was crawl.warc.gz and is crawl.warc.gz more.html" in error
    facts = (place / "crawl.warc.gz").stat()
    os.utime(place / "crawl.warc.gz", ns=(1, 1))
    _, error = run(*base, cwd=place, code=2)
    assert "crawl.warc.gz has changed" in error
    (place / "crawl.warc.gz").rename(place / "away")
    _, error = run(*base, cwd=place, code=2)
    assert "crawl.warc.gz is gone" in error
    (place / "away").rename(place / "crawl.warc.gz")
    os.utime(place / "crawl.warc.gz", ns=(facts.st_atime_ns, facts.st_mtime_ns))
    out, _ = run(*base, cwd=place)
    assert "16 pages" in out
    assert shards(place / "whole") == before


POISONS = {2: "POISON-EXIT", 3: "POISON-RAISE", 5: "POISON-LOOP", 7: "POISON-DEAF"}


def test_a_worker_that_dies_takes_only_its_page_with_it(tmp_path):
    crawl(tmp_path / "crawl.warc.gz", 10, POISONS)
    run("crawl.warc.gz", "--out", "o", "--workers", 1, "--page-timeout", 1, cwd=tmp_path)
    found = rows(tmp_path / "o")
    assert [row["target"] for row in found] == addresses(10)
    assert [row["reason"] == "unreadable" for row in found] == [n in POISONS for n in range(10)]
    assert found[2]["error"] == "The process that judged the page died twice (exit code 7)."
    assert "MemoryError: poison" in found[3]["error"]
    assert found[5]["error"] == (
        "The page took more than 1 seconds of the processor (--page-timeout)."
    )
    assert "could not be interrupted; its process was ended" in found[7]["error"]


def test_a_full_disk_ends_the_audit_and_loses_nothing(place):
    command = ["crawl.warc.gz", "--out", "full", "--workers", 1, "--shard-bytes", SHARD]
    allowed = max(map(len, shards(place / "whole").values())) - 100
    process = start(*command, cwd=place)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (allowed, allowed))
    _, error = process.communicate(timeout=600)
    assert process.returncode == 2
    assert "cannot be written (File too large); nothing that is done was lost" in error
    assert not list((place / "full" / "shards").glob(".*"))
    kept = shards(place / "full")
    run(*command, cwd=place)
    whole = shards(place / "whole")
    assert shards(place / "full") == whole
    assert kept.items() < whole.items()


def test_a_source_that_vanishes_costs_its_shards_until_it_is_back(tmp_path):
    for name in ("a", "b"):
        crawl(tmp_path / f"{name}.warc.gz", 3)
    process = start("a.warc.gz", "b.warc.gz", "--out", "o", "--workers", 1, cwd=tmp_path)
    while not (tmp_path / "o" / "manifest.json").exists():
        assert process.poll() is None
        time.sleep(0.002)
    (tmp_path / "a.warc.gz").rename(tmp_path / "away")
    out, error = process.communicate(timeout=600)
    assert process.returncode == 3, error
    assert "a.warc.gz cannot be read any more" in error
    assert "(1 of 2 shards)" in out
    assert len(rows(tmp_path / "o")) == 3
    (tmp_path / "away").rename(tmp_path / "a.warc.gz")
    run("a.warc.gz", "b.warc.gz", "--out", "o", "--workers", 1, cwd=tmp_path)
    assert len(rows(tmp_path / "o")) == 6
