"""Measure how well families are found, and what it costs.

``python -m benchmarks.families --mirror DIR [--pages 20000] [--families 300] [--split test]`` makes
a crawl once into ``--cache`` (default: a folder of the system's temporary files), searches it and
writes ``benchmarks/results/families.json`` and the tables in ``docs/families.md``.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.families.measure import measured
from benchmarks.families.pages import cached
from corpus.sources import add_mirror_argument
from detector.audit.families import find
from detector.audit.fingerprint import LENGTH, fingerprint
from detector.audit.schema import SHARDS

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "families.json"
DOCS = ROOT / "docs" / "families.md"
SHARD = 2000


def as_audit(pages: pa.Table, folder: Path) -> float:
    """Write the pages as an audit's shards; return the CPU seconds of the fingerprints alone."""
    (folder / SHARDS).mkdir(parents=True)
    texts = pages["text"].to_pylist()
    fingerprint(texts[0])
    started = time.process_time()
    prints = [fingerprint(text) for text in texts]
    seconds = time.process_time() - started
    columns = {name: pages[name] for name in ("target", "host", "text", "spun")}
    columns |= {"fetched": pages["date"], "fingerprint": pa.array(prints, pa.list_(pa.uint64()))}
    columns |= {"source": pa.array(["made"] * len(texts)), "position": pa.array(range(len(texts)))}
    table = pa.table(columns)
    for number, start in enumerate(range(0, len(texts), SHARD)):
        path = folder / SHARDS / f"{number:06d}.parquet"
        pq.write_table(table.slice(start, SHARD), path, compression="zstd")
    return seconds


def costs(pages: pa.Table) -> tuple[pa.Table, dict[str, float]]:
    """Search the pages and return the families and what they cost."""
    with tempfile.TemporaryDirectory() as folder:
        printing = as_audit(pages, Path(folder))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.process_time()
        found = find(Path(folder))
        searching = time.process_time() - started
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    words = sum(len(text.split()) for text in pages["text"].to_pylist())
    each = 1000 / pages.num_rows
    return found, {
        "pages": pages.num_rows,
        "words_per_page": round(words / pages.num_rows, 1),
        "fingerprint_ms_per_page": round(printing * each, 3),
        "search_ms_per_page": round(searching * each, 3),
        "all_ms_per_page": round((printing + searching) * each, 3),
        "fingerprint_bytes_per_page": LENGTH * 8,
        "peak_growth_bytes_per_page": round((after - before) * 1024 / pages.num_rows),
    }


def main() -> None:
    """Make or read the pages, search them, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--families", type=int, default=300)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--dry", action="store_true", help="print the results, write no file")
    arguments = parser.parse_args()
    name = f"families-{arguments.split}-{arguments.pages}-{arguments.families}.parquet"
    pages = cached(arguments.cache / name, arguments.pages, arguments.families, arguments.split)
    found, cost = costs(pages)
    results = {"split": arguments.split, "cost": cost} | measured(pages, found)
    print(tables(results))
    if not arguments.dry:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        text = DOCS.read_text(encoding="utf-8")
        new = f"<!-- numbers -->\n\n{tables(results)}\n<!-- end of numbers -->"
        pattern = r"<!-- numbers -->.*<!-- end of numbers -->"
        DOCS.write_text(re.sub(pattern, lambda _: new, text, flags=re.DOTALL), encoding="utf-8")


def tables(results: dict[str, Any]) -> str:
    """Return the results as tables in Markdown."""
    cost, whole = results["cost"], results["spun"]
    lines = [
        f"{cost['pages']:,} pages of {cost['words_per_page']:.0f} words, {whole['families']} spun "
        f"families with {whole['pairs']:,} pairs: recall **{whole['recall']:.3f}**, precision "
        f"**{whole['precision']:.3f}** ({whole['precision_all']:.3f} when every pair of honest or "
        f"templated pages that is called spun counts as wrong, whether or not one was made from "
        f"the other). The seed was in {whole['with_seed']} of the families found, and marked as "
        f"the seed in {whole['seed_marked']:.0%} of them.",
        "",
        "| rate | pairs | found in one family | of these named spun |",
        "|---|---:|---:|---:|",
    ]
    for rate, row in results["by_rate"].items():
        lines.append(
            f"| {float(rate):.0%} | {row['pairs']} | {row['recall']:.3f} | {row['named']:.3f} |"
        )
    lines += ["", "| pairs of | pairs | found in one family | named |", "|---|---:|---:|---|"]
    for kind, row in results["by_kind"].items():
        named = ", ".join(f"{name} {share:.3f}" for name, share in row["named"].items())
        lines.append(f"| {kind} | {row['pairs']} | {row['recall']:.3f} | {named} |")
    lines += [
        "",
        "| cost on one core | |",
        "|---|---:|",
        f"| fingerprint, CPU ms a page | {cost['fingerprint_ms_per_page']} |",
        f"| search, CPU ms a page | {cost['search_ms_per_page']} |",
        f"| both | {cost['all_ms_per_page']} |",
        f"| fingerprint, bytes a page | {cost['fingerprint_bytes_per_page']} |",
        f"| memory of the search, bytes a page | {cost['peak_growth_bytes_per_page']} |",
        f"| both for a million pages, CPU minutes | {cost['all_ms_per_page'] * 1000 / 60:.0f} |",
        f"| memory for a million pages, GB | {cost['peak_growth_bytes_per_page'] / 1000:.1f} |",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
