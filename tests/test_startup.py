"""What a command costs: CPU seconds, memory and imports. CPU time, because machines are shared."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.seeds import seeds
from detector import Detector, Page
from detector.finding import Axis
from tests.processes import LEAN, MAIN
from tests.texts import CLEAN, PARAGRAPHS, page

PEAK = """
import atexit, pathlib
status = pathlib.Path("/proc/self/status")
if status.exists():
    atexit.register(lambda: print(status.read_text(), file=sys.stderr))
"""
# An installed package has its byte code, so a checkout may keep it too.
CACHING = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
HEAVY = {"spacy", "sklearn", "skops", "httpx", "trafilatura", "numpy", "rich", "lxml"}


def cost(*arguments: str) -> tuple[float, float]:
    """Run detector in a process of its own; return its CPU seconds and its peak in MB.

    The peak is that of the program alone: the kernel's own account of a child also holds what the
    test runner weighed when it started it.
    """
    command = [sys.executable, "-c", LEAN + PEAK + MAIN, *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=CACHING
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, said
    peak = re.search(r"VmHWM:\s+(\d+) kB", said)
    return usage.ru_utime + usage.ru_stime, int(peak.group(1)) / 1024 if peak else 0.0


CALM = {f"consumer-health/{name}.txt" for name in ("asthma", "migraine", "tinnitus")}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory) -> Path:
    """A clean article of 1,000 words."""
    path = tmp_path_factory.mktemp("page") / "long.html"
    clean = CLEAN.read_text("utf-8")
    more = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
    path.write_text(clean.replace("<h2>References", more * 3 + "<h2>References"), "utf-8")
    words = Detector().assess_path(path).words
    assert 900 < words < 1100, words
    return path


@pytest.mark.parametrize("arguments", [["--help"], ["explain", "SPN201"], ["explain", "--all"]])
def test_small_commands_cost_less_than_0_4_seconds(arguments):
    assert min(cost(*arguments)[0] for _ in range(3)) < 0.4


def loaded(*arguments: str) -> set[str]:
    """Run detector in a process of its own; return the packages that it imported."""
    ending = "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    done = subprocess.run(
        [sys.executable, "-c", LEAN + ending + MAIN, *arguments],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("arguments", [["--help"], ["scan", "--help"], ["explain", "SPN201"]])
def test_small_commands_import_nothing_heavy(arguments):
    modules = loaded(*arguments)
    assert "detector" in modules
    assert modules & HEAVY == set()


def test_a_local_file_is_scanned_without_what_the_web_needs():
    assert loaded("scan", str(CLEAN)) & {"hishel", "protego", "ssrfguard", "fastwarc"} == set()


def test_a_cold_scan_costs_less_than_3_seconds_and_500_megabytes(thousand):
    costs = [cost("scan", str(thousand), "--fail-on", "never") for _ in range(3)]
    seconds, megabytes = min(costs)
    assert seconds < 3
    assert megabytes < 500


def warm(detector: Detector, one: Page) -> float:
    """The median CPU seconds of a page in a Detector that has seen one."""
    detector.assess_page(one)
    spent = []
    for _ in range(15):
        before = time.process_time()
        assert detector.assess_page(one).reason is None
        spent.append(time.process_time() - before)
    return statistics.median(spent)


@pytest.mark.parametrize("extractor", ["precise", "fast"])
def test_a_warm_detector_costs_less_than_60_milliseconds_a_clean_page(extractor):
    texts = [text for seed in seeds() if seed.id in CALM for text in seed.text.split("\n\n")]
    one = Page("page", page(*texts).encode(), "text/html")
    detector = Detector(extractor=extractor)
    found = detector.assess_page(one)
    assert 900 < found.words < 1300
    assert Axis.SPUN not in found.moved, "the cheap stage is not enough for this page"
    assert warm(detector, one) < 0.06


def test_a_page_that_is_read_in_full_costs_less_than_250_milliseconds(thousand):
    one = Page("page", thousand.read_bytes(), "text/html")
    assert warm(Detector(cascade=False), one) < 0.25


def test_many_findings_cost_no_more_than_their_number():
    """A page of ten times the findings costs some ten times as much, not a hundred times."""
    detector = Detector()
    wrong = "The danger factors for a bad knee are age and weight, and blood assessments may help."

    def spent(times: int) -> float:
        one = Page("page", page(*[wrong] * times).encode(), "text/html")
        before = time.process_time()
        found = detector.assess_page(one)
        assert len(found.findings) >= times
        return time.process_time() - before

    spent(10)
    assert spent(1000) < 40 * max(min(spent(100) for _ in range(2)), 0.02)
