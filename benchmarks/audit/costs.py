"""The numbers of docs/scale.md, all from benchmarks/results/audit.json.

``python -m benchmarks.audit.costs`` writes them anew; a test holds the page to the results.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detector.audit.plan import Plan
from detector.sources.options import MEBIBYTE
from detector.sources.slices import Slice, SliceOptions

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "audit.json"
FAMILIES = RESULTS.with_name("families.json")
DOCS = ROOT / "docs" / "scale.md"

# About what a crawl of a month holds, by Common Crawl's announcements of the last years: 2.5 to 3
# billion pages in about 90,000 WARC files, 90 TB compressed. Rough, and different every month.
MONTH = {"pages": 2.7e9, "bytes": 90e12, "files": 90_000}
CORES = 1000
LARGE = 256 * MEBIBYTE  # a shard for crawls of this size
MESSAGES = 2 / 32  # to the head of a Ray cluster for each page


def tables(results: dict[str, Any]) -> str:
    """Return the measurements and what follows from them, as Markdown."""
    return "\n".join([*_speed(results), "", *_steps(results), "", *_month(results)])


def write(results: dict[str, Any]) -> None:
    """Put the numbers between the marks of docs/scale.md."""
    new = f"<!-- numbers -->\n\n{tables(results)}\n\n<!-- end of numbers -->"
    pattern = re.compile("<!-- numbers -->.*<!-- end of numbers -->", re.DOTALL)
    DOCS.write_text(pattern.sub(lambda _: new, DOCS.read_text("utf-8")), "utf-8")


def rate(results: dict[str, Any], name: str = "detector audit") -> float:
    """Return pages a CPU second of a program; all are given the same pages."""
    return float(results["pages"] / results["programs"][name]["seconds"])


def _speed(results: dict[str, Any]) -> Iterator[str]:
    pages, size = results["pages"], results["bytes"]
    yield (
        f"{pages:,} pages of {size / pages / 1000:.0f} KB, one in ten of them spun; "
        f"{results['machine']}; CPU seconds of one process on one processor, loading left out."
    )
    yield ""
    yield "| from a WARC file to … | pages/s | MB/s of HTML | pages/s, ours to theirs | peak MiB |"
    yield "|---|---:|---:|---:|---:|"
    for name, one in results["programs"].items():
        ours = rate(results) / rate(results, name)
        speed = size / one["seconds"] / 1e6
        yield (
            f"| {name} | {rate(results, name):.1f} | {speed:.2f} | {ours:.2f} | "
            f"{one['peak'] / MEBIBYTE:.0f} |"
        )
    uncut, cascade = results["without_cascade"], results["cascade"]
    yield ""
    yield (
        f"Without the cascade: {uncut['pages'] / uncut['seconds']:.1f} pages/s. With it, "
        f"{cascade['cheap'] / cascade['pages']:.0%} of the pages are judged by the cheap stage "
        f"alone, and the verdict is the same on {cascade['same']:,} of {cascade['pages']:,} pages "
        f"({cascade['same'] / cascade['pages']:.2%}):"
    )
    yield ""
    yield "| page | verdicts | pages |"
    yield "|---|---|---:|"
    for change, number in cascade["changes"].items():
        kind, _, what = change.partition(": ")
        yield f"| {kind} | {what} | {number:,} |"
    one, two = results["workers"]["1"], results["workers"]["2"]
    yield ""
    yield (
        f"Two workers on two processors: {one['wall'] / two['wall']:.2f} times the pages of one by "
        f"the clock, for {two['cpu'] / one['cpu']:.2f} times the CPU seconds. The clock says "
        "little on a machine that does other work: at the end of the two, "
        f"{one['load']:.1f} and {two['load']:.1f} processes wanted to run."
    )


def _steps(results: dict[str, Any]) -> Iterator[str]:
    spent = results["programs"]["detector audit"]["steps"]
    whole = sum(spent.values())
    yield "| step of `detector audit` | share of time | ms a page |"
    yield "|---|---:|---:|"
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        yield f"| {name} | {seconds / whole:.0%} | {1000 * seconds / results['pages']:.2f} |"


def _month(results: dict[str, Any]) -> Iterator[str]:
    each, output = rate(results), results["output"]
    memory = results["programs"]["detector audit"]["peak"]
    yield f"| | a billion pages | a month of Common Crawl, {MONTH['pages'] / 1e9:.1f} billion |"
    yield "|---|---:|---:|"
    sizes = (1e9, MONTH["pages"])

    def row(name: str, *cells: str) -> str:
        return f"| {name} | {' | '.join(cells)} |"

    yield row("core-hours", *(f"{pages / each / 3600:,.0f}" for pages in sizes))
    yield row(
        f"days on {CORES:,} cores", *(f"{pages / each / 86400 / CORES:.1f}" for pages in sizes)
    )
    yield row(f"memory on {CORES:,} cores, GB", *[f"{CORES * memory / 1e9:,.0f}"] * 2)
    for name, key in (("", ""), (" with `--no-text`", "_without_text")):
        volume = output[f"bytes_per_page{key}"]
        yield row(f"results{name}, TB", *(f"{pages * volume / 1e12:.2f}" for pages in sizes))
    counting = output["count_seconds_per_page"]
    yield row("counting for the summary, CPU hours", *(f"{n * counting / 3600:.1f}" for n in sizes))
    families = json.loads(FAMILIES.read_text("utf-8"))["cost"]
    for name, key, unit in (
        ("search for families, CPU hours", "search_ms_per_page", 3.6e6),
        ("memory of the search for families, GB", "peak_growth_bytes_per_page", 1e9),
    ):
        yield row(name, *(f"{pages * families[key] / unit:,.0f}" for pages in sizes))
    per_page = MONTH["bytes"] / MONTH["pages"]
    yield row("WARC files to read, TB", *(f"{pages * per_page / 1e12:.0f}" for pages in sizes))
    yield row(
        f"… in MB a second on {CORES:,} cores", *[f"{each * CORES * per_page / 1e6:,.0f}"] * 2
    )
    for shard in (SliceOptions().slice_bytes, LARGE):
        counts = [pages * per_page / shard for pages in sizes]
        name = f"shards of {shard // MEBIBYTE} MiB"
        yield row(name, *(f"{count:,.0f}" for count in counts))
        yield row(f"manifest of {name}, MB", *(f"{n * entry(shard) / 1e6:,.0f}" for n in counts))
    yield row(
        f"messages a second to the head of a Ray cluster of {CORES:,} cores",
        *[f"{each * CORES * MESSAGES:,.0f}"] * 2,
    )


def entry(shard: int) -> int:
    """Return the bytes of a shard of a common crawl in the manifest."""
    name = "crawl-data/CC-MAIN-2025-18/segments/1744889135610.12/warc/"
    name += "CC-MAIN-20250417135010-20250417165010-00000.warc.gz"
    piece = Slice("warc", name, f"/mnt/commoncrawl/{name}", 10**9 - shard, 10**9, shard)
    return len(json.dumps(Plan((), (piece,)).to_dict()["shards"], indent=1))


if __name__ == "__main__":
    write(json.loads(RESULTS.read_text("utf-8")))
