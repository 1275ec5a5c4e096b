"""F1 and speed of the extractors on two public benchmarks.

    python -m benchmarks.extraction --mirror FOLDER [--pages 200]

FOLDER (or the variable DETECTOR_CORPUS) holds ``html/article-extraction-benchmark.tar.xz`` and
``html/wcxb-1000.tar.xz``; ``corpus/`` says where they come from. The metric is the one of the first
benchmark: Scrapinghub, article-extraction-benchmark (MIT licence), ``evaluate.py``: true and false
positives are counted over the multiset of 4-word shingles, divided by the page's total, and summed
over the pages, so that each page has the same weight.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from detector.article import BODY
from detector.extract import article_of
from detector.extract.html import EXTRACTORS
from detector.page import Page

Case = tuple[str, bytes, str]  # address, page, gold text
TOKEN = re.compile(r"\w+", re.UNICODE | re.MULTILINE | re.IGNORECASE | re.DOTALL)
SHINGLE = 4


def article_extraction_benchmark(mirror: Path) -> Iterator[Case]:
    """Yield the 181 news and blog pages of the Scrapinghub benchmark."""
    with tarfile.open(mirror / "html" / "article-extraction-benchmark.tar.xz") as archive:
        files = {Path(m.name).name: archive.extractfile(m).read() for m in archive if m.isfile()}
    for name, gold in json.loads(files["ground-truth.json"]).items():
        yield gold["url"], gzip.decompress(files[f"{name}.html.gz"]), gold["articleBody"]


def wcxb(mirror: Path) -> Iterator[Case]:
    """Yield the dev pages of the Web Content Extraction Benchmark (CC BY 4.0), of every type."""
    with tarfile.open(mirror / "html" / "wcxb-1000.tar.xz") as archive:
        members = [m for m in archive if "/dev/" in m.name and m.isfile()]
        files = {"/".join(Path(m.name).parts[-2:]): archive.extractfile(m).read() for m in members}
    for name in sorted(name for name in files if name.startswith("html/")):
        gold = json.loads(files[name.replace("html", "ground-truth", 1).replace(".html", ".json")])
        text = gold["ground_truth"]["main_content"]
        if text:
            yield gold["url"], files[name], text


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the multiset of runs of four words; a shorter text is one shingle."""
    tokens = TOKEN.findall(text)
    count = max(1, len(tokens) - SHINGLE + 1)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(count))


def matches(gold: str, found: str) -> tuple[float, float, float]:
    """Return true positives, false positives and false negatives as shares of the page."""
    expected, actual = shingles(gold), shingles(found)
    true = sum((expected & actual).values())
    false, missed = sum((actual - expected).values()), sum((expected - actual).values())
    total = true + false + missed
    return true / total, false / total, missed / total


def f1(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return F1, precision and recall over (gold, found) pairs."""
    counts = [matches(gold, found) for gold, found in pairs]
    true, false, missed = (sum(column) for column in zip(*counts, strict=True))
    precision = true / (true + false) if true + false else 0.0
    recall = true / (true + missed) if true + missed else 0.0
    return 2 * precision * recall / (precision + recall or 1), precision, recall


def body_only(name: str) -> Callable[[str, bytes], str]:
    """Return the bare extractor, without cleaning, scaffold and metadata."""
    extractor = EXTRACTORS[name]

    def run(url: str, content: bytes) -> str:
        parts = extractor.parts(content.decode("utf-8", "replace"), url)
        return "\n".join(part.text for part in parts if part.kind in BODY)

    return run


def whole(name: str) -> Callable[[str, bytes], str]:
    """Return ``article_of`` with everything it does."""

    def run(url: str, content: bytes) -> str:
        page = Page(url, content, media_type="text/html", url=url)
        return "\n".join(block.text for block in article_of(page, extractor=name).body)

    return run


RUNS = {
    "fast extractor alone": body_only("fast"),
    "precise extractor alone": body_only("precise"),
    "article_of, fast": whole("fast"),
    "article_of, precise": whole("precise"),
}


def measure(run: Callable[[str, bytes], str], cases: list[Case]) -> str:
    """Run over the cases once and return a row of the table; times are CPU time of one process."""
    for url, content, _ in cases[:3]:
        run(url, content)  # imports and first-call set-up
    seconds, pairs = [], []
    for url, content, gold in cases:
        start = time.process_time()
        found = run(url, content)
        seconds.append(time.process_time() - start)
        pairs.append((gold, found))
    score, precision, recall = f1(pairs)
    mean, worst = sum(seconds) / len(seconds) * 1000, max(seconds) * 1000
    return (
        f"{score:6.3f} {precision:6.3f} {recall:6.3f} {mean:9.2f} {worst:9.1f} {1000 / mean:8.0f}"
    )


def main() -> None:
    """Print one table for each benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mirror", type=Path, default=os.environ.get("DETECTOR_CORPUS"))
    parser.add_argument("--pages", type=int, help="read only the first N pages of each benchmark")
    arguments = parser.parse_args()
    if arguments.mirror is None:
        parser.error("say where the benchmarks lie with --mirror FOLDER or DETECTOR_CORPUS")
    for name, source in (
        ("article-extraction-benchmark", article_extraction_benchmark),
        ("wcxb-1000 dev", wcxb),
    ):
        cases = list(source(Path(arguments.mirror)))[: arguments.pages]
        print(f"\n{name}: {len(cases)} pages")
        header = (
            f"{'':24} {'F1':>6} {'P':>6} {'R':>6} {'ms/page':>9} {'worst ms':>9} {'pages/s':>8}"
        )
        print(header)
        for label, run in RUNS.items():
            print(f"{label:24} {measure(run, cases)}", flush=True)


if __name__ == "__main__":
    main()
