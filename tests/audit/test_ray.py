"""Audits on a real cluster of Ray on this machine, several processes, some of them killed."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.audit.crawls import addresses, crawl
from tests.audit.test_engine import SHARD, rows, run, shards, start
from tests.audit.test_remote import bucket, downloaded

__all__ = ["bucket"]
needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="no ray: pip install 'detector[ray]'"
)
COMMON = ("crawl.warc.gz", "--shard-bytes", SHARD)
ON_RAY = ("--engine", "ray", "--workers", 2)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A small crawl and its audit by a local worker."""
    folder = tmp_path_factory.mktemp("ray")
    crawl(folder / "crawl.warc.gz", 16)
    run(*COMMON, "--out", "local", "--workers", 1, cwd=folder)
    return folder


def children(parent: int) -> list[tuple[int, str]]:
    """Number and title of all processes below one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            title = (folder / "cmdline").read_bytes().decode(errors="replace")
        except (OSError, IndexError):
            continue  # it has ended
        if above == parent:
            found += [(int(folder.name), title), *children(int(folder.name))]
    return found


@needs_ray
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_a_process_of_the_cluster_is_killed_and_nothing_is_lost(place):
    process = start(*COMMON, *ON_RAY, "--out", "killed", cwd=place)
    written = place / "killed" / "shards"
    victims: list[int] = []
    while not victims:
        assert process.poll() is None, process.communicate()
        if [*written.glob("*.parquet")]:
            busy = [pid for pid, title in children(process.pid) if title.startswith("ray::_do")]
            victims = busy[:1]
        time.sleep(0.005)
    os.kill(victims[0], signal.SIGKILL)
    out, error = process.communicate(timeout=600)
    assert process.returncode == 0, error
    assert shards(place / "killed") == shards(place / "local")
    assert [row["target"] for row in rows(place / "killed")] == addresses(16)
    assert "16 pages: " in out


@needs_ray
def test_a_cluster_writes_into_a_bucket_and_goes_on_with_what_others_began(place, bucket):
    run(*COMMON, "--out", bucket, "--workers", 1, "--limit", 16, cwd=place)
    whole = downloaded(bucket)
    run(*COMMON, *ON_RAY, "--limit", 16, "--fresh", "--out", bucket, cwd=place)
    assert downloaded(bucket) == whole == [*shards(place / "local").values()]
    out = run(*COMMON, *ON_RAY, "--out", "local", cwd=place)[0]
    assert out == run(*COMMON, "--out", "local", cwd=place)[0]


@needs_ray
def test_a_page_that_kills_its_process_is_given_up(tmp_path):
    crawl(tmp_path / "crawl.warc.gz", 6, {3: "POISON-EXIT"})
    run("crawl.warc.gz", *ON_RAY, "--out", "results", cwd=tmp_path)
    found = rows(tmp_path / "results")
    assert [row["target"] for row in found] == addresses(6)
    errors = {row["target"]: row["error"] for row in found if row["error"]}
    (dead,) = errors
    assert dead == addresses(6)[3]
    assert errors[dead].startswith("The process that judged the page died twice")


@needs_ray
def test_a_cluster_that_is_not_there(tmp_path):
    crawl(tmp_path / "crawl.warc.gz", 1)
    _, error = run(
        "crawl.warc.gz", *ON_RAY, "--ray-address", "127.0.0.1:1", "--out", "o", cwd=tmp_path, code=2
    )
    assert "There is no Ray cluster at 127.0.0.1:1" in error


def test_without_ray_the_command_says_what_to_install(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'ray' else find(name, *more)\n"
    )
    crawl(tmp_path / "crawl.warc.gz", 1)
    environment = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"}
    done = subprocess.run(
        [sys.executable, "-m", "detector", "audit", "crawl.warc.gz", "--engine", "ray", "-o", "o"],
        cwd=tmp_path, env=os.environ | environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs ray; install what is missing with pip install 'detector[ray]'" in done.stderr
