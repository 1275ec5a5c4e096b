"""Measure what an audit costs on one core, beside peers on the same pages, one after the other.

``python -m benchmarks.audit --mirror DIR [--pages 2000]`` makes a crawl once into ``--cache``,
measures, and writes ``benchmarks/results/audit.json`` and the numbers in ``docs/scale.md``.

Peers run in environments of their own, whose interpreters are options; without one it is left out:

    python -m venv dt && dt/bin/pip install datatrove==0.10.1 'trafilatura<1.12' spacy \
        lxml_html_clean warcio faust-cchardet python-magic  # and libmagic
    python -m venv td && td/bin/pip install textdescriptives==2.8.4 'spacy>=3.7,<3.8' \
        'trafilatura>=2' lxml_html_clean fastwarc
    python -m benchmarks.audit --datatrove dt/bin/python --textdescriptives td/bin/python
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.audit import costs
from benchmarks.audit.crawl import sampled, written
from benchmarks.audit.running import cpus, run, workers
from corpus.sources import add_mirror_argument
from detector.audit.counts import count
from detector.audit.schema import ASSESSMENTS

COUNTS = 20  # times that one file is counted, for a time that can be measured
RESULTS = Path(__file__).parents[1] / "results" / "audit.json"
OURS, WORKERS = "detector audit", "workers"
PEERS = ("datatrove", "TextDescriptives")  # in environments of their own
# What is measured: a program of this folder and its last argument.
PROGRAMS = {
    OURS: ("ours",),
    "trafilatura, fast": ("extraction", "fast"),
    "trafilatura, default": ("extraction", "default"),
    "datatrove": ("datatrove_filters",),
    "TextDescriptives": ("descriptives",),
}


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.audit",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_mirror_argument(parser)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--every", type=int, default=1, help="measure on a sample of the pages")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--datatrove", metavar="PYTHON", help="an interpreter with datatrove")
    parser.add_argument("--textdescriptives", metavar="PYTHON", help="one with textdescriptives")
    parser.add_argument("--cpu", type=int, default=max(cpus()), help="the processor to use")
    parser.add_argument(
        "--only", nargs="+", choices=[*PROGRAMS, WORKERS], help="measure this again, keep the rest"
    )
    parser.add_argument("--dry", action="store_true", help="print, and write nothing")
    arguments = parser.parse_args()
    path = written(arguments.cache / f"crawl-{arguments.pages}.warc.gz", arguments.pages)
    measure = again if arguments.only else measured
    results = measure(sampled(path, arguments.every), arguments)
    print(costs.tables(results))
    if not arguments.dry:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
        costs.write(results)


def measured(path: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Run everything on the crawl."""
    programs: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label in PROGRAMS:
            if label not in PEERS or interpreter(label, arguments):
                with reported(label):
                    programs[label] = taken(label, path, folder, arguments)
        table = pq.read_table(folder / "000000.parquet")
        output = sizes(folder / "000000.parquet")
        uncut = said(run("ours", path, "uncut", cpu=arguments.cpu))
        price = compared(table.select(["target", "verdict", "spun", "moved"]).to_pylist(), uncut)
        parallel = one_and_two(path, folder)
    return {
        "pages": table.num_rows,
        "bytes": programs["trafilatura, fast"]["bytes"],
        "warc": path.stat().st_size,
        "machine": f"{machine()}, Python {platform.python_version()}",
        "programs": programs,
        "without_cascade": {"seconds": uncut["seconds"], "pages": uncut["pages"]},
        "cascade": price,
        WORKERS: parallel,
        "output": output,
    }


def again(path: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the last results, with what ``--only`` names measured anew."""
    results: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        for label in arguments.only:
            if label == WORKERS:
                results[WORKERS] = one_and_two(path, Path(name))
            else:
                results["programs"][label] = taken(label, path, Path(name), arguments)
    return results


def taken(label: str, path: Path, folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Run one program on the crawl; ours writes its results into ``folder``."""
    name, *more = PROGRAMS[label]
    given = [folder] if label == OURS else more
    python = interpreter(label, arguments) or sys.executable
    return said(run(name, path, *given, python=python, cpu=arguments.cpu))


def one_and_two(path: Path, folder: Path) -> dict[str, dict[str, float]]:
    """Return what one worker takes, and what two take."""
    return {str(count): workers(path, folder, count) for count in (1, 2)}


def interpreter(label: str, arguments: argparse.Namespace) -> str | None:
    """Return the interpreter of a peer that has one of its own."""
    found: str | None = vars(arguments).get(label.lower())
    return found


def machine() -> str:
    """Name the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


@contextmanager
def reported(label: str) -> Iterator[None]:
    """Say that a peer failed and go on: the rest is worth having without it."""
    try:
        yield
    except SystemExit as error:
        if label not in PEERS:
            raise
        print(f"{label} is left out: {error}", flush=True)


def said(found: dict[str, Any]) -> dict[str, Any]:
    """Print one line about a program that ended."""
    print(found["pages"], "pages", round(found["seconds"], 1), "s", flush=True)
    return found


def compared(rows: list[dict[str, Any]], uncut: dict[str, Any]) -> dict[str, Any]:
    """Return on how many pages the cascade and the precise reading say the same."""
    verdicts = uncut.pop("verdicts")
    changes: Counter[str] = Counter()
    cheap = 0
    for row in rows:
        # a page that the cheap stage judged alone has a score whose features are not all there
        cheap += row["spun"] is not None and all(one["axis"] != "spun" for one in row["moved"])
        kind = "spun" if row["target"].startswith("http://spun.") else "found"
        verdict, _ = verdicts[row["target"]]
        same = verdict == row["verdict"]
        changes[f"{kind}: same" if same else f"{kind}: {verdict} became {row['verdict']}"] += 1
    same = sum(number for name, number in changes.items() if name.endswith("same"))
    return {
        "pages": len(rows),
        "cheap": cheap,
        "same": same,
        "changes": dict(sorted(changes.items())),
    }


def sizes(path: Path) -> dict[str, float]:
    """Return the bytes of a page in a result file, with and without the article texts."""
    table = pq.read_table(path)
    file = pq.ParquetFile(path).metadata
    columns: Counter[str] = Counter()
    for group in range(file.num_row_groups):
        for column in range(file.num_columns):
            one = file.row_group(group).column(column)
            columns[one.path_in_schema.partition(".")[0]] += one.total_compressed_size
    assert {*columns} == {*ASSESSMENTS.names}
    whole = path.stat().st_size / table.num_rows
    begun = time.process_time()
    for _ in range(COUNTS):
        count([path])
    seconds = time.process_time() - begun
    return {
        "count_seconds_per_page": seconds / COUNTS / table.num_rows,
        "bytes_per_page": whole,
        "bytes_per_page_without_text": whole - columns["text"] / table.num_rows,
    }


if __name__ == "__main__":
    main()
