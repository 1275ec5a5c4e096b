"""What a page costs, step by step, in CPU milliseconds of one process and one thread.

    python -m benchmarks.speed [FILE…] [--mirror DIR] [--json]

Pages are the bundled examples, or the files named, or with a corpus mirror the 181 pages of the
article-extraction benchmark. Each page is read twice and the second time counts. "whole page" is a
page through one Detector, HTML in and assessment out, with the cheap stage in front; "in full" is
the same without it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time
from typing import TypeVar

from detector import Detector, Page
from detector.article import Article
from detector.assess import MIN_WORDS
from detector.assessment import Verdict
from detector.criteria import judge
from detector.extract.decode import text_of
from detector.extract.language_id import identify
from detector.extract.webpage import article_of_html
from detector.language import pipeline
from detector.reading import Reading
from detector.rewriting import opinions
from detector.signals import measure, run

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
ARCHIVE = "html/article-extraction-benchmark"
T = TypeVar("T")


class Clock:
    """Milliseconds of each step, page by page."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)

    def __call__(self, step: str, work: Callable[[], T]) -> T:
        """Do ``work`` and note what it took."""
        begun = process_time()
        done = work()
        self.spent[step].append(1000 * (process_time() - begun))
        return done

    def figures(self) -> dict[str, dict[str, float]]:
        """Return number, mean and median of each step."""
        return {
            step: {
                "pages": len(spent),
                "mean_ms": round(statistics.fmean(spent), 2),
                "median_ms": round(statistics.median(spent), 2),
            }
            for step, spent in self.spent.items()
        }


def steps(page: Page, clock: Clock) -> None:
    """Take a page through every step, each by itself."""
    html = clock("decode", lambda: text_of(page.content, page.charset))
    clock("extract, fast", lambda: article_of_html(html, page.url, extractor="fast"))
    article = clock("extract, precise", lambda: article_of_html(html, page.url))
    body = "\n".join(block.text for block in article.body)
    if article.words < MIN_WORDS or clock("language", lambda: identify(body)) != "en":
        return
    reading = Reading.of(article)
    clock("tokens and sentences", lambda: tokenised(article))
    doc = clock("doc with rewriting model", lambda: reading.doc)
    clock("rewriting model alone", lambda: opinions(doc))
    findings = clock("signals", lambda: run(reading))
    clock("features", lambda: measure(reading, findings))
    clock("criteria", lambda: judge(article))


def tokenised(article: Article) -> None:
    """Run the pipeline without the rewriting model."""
    nlp = pipeline()
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for name, component in nlp.pipeline:
        if name != "detector_rewriting":
            doc = component(doc)


def whole(page: Page, detector: Detector, clock: Clock) -> None:
    """Assess a page as the product does."""
    name = "whole page" if detector.cascade else "whole page in full"
    begun = process_time()
    found = detector.assess_page(page)
    spent = 1000 * (process_time() - begun)
    scored = found.verdict is not Verdict.UNSCORED
    clock.spent[name if scored else f"{name}, unscored"].append(spent)


def chosen(files: Iterable[str]) -> list[Page]:
    """Return the pages to read."""
    paths = [Path(name) for name in files]
    if not paths and os.environ.get("DETECTOR_CORPUS"):
        from corpus.webpages import webpages

        return [page for archive, page in webpages() if archive == ARCHIVE]
    paths = paths or sorted(EXAMPLES.glob("*.html"))
    return [Page(str(path), path.read_bytes(), "text/html") for path in paths]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--mirror", help="folder of the corpus mirror (default: DETECTOR_CORPUS)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if arguments.mirror:
        os.environ["DETECTOR_CORPUS"] = arguments.mirror
    pages = chosen(arguments.files)
    clock, detectors = Clock(), [Detector(cascade=False), Detector()]
    for _ in range(2):
        clock.spent.clear()
        for page in pages:
            steps(page, clock)
            for detector in detectors:
                whole(page, detector, clock)
    figures = clock.figures()
    if arguments.json:
        print(json.dumps(figures, indent=1))
        return
    size = statistics.fmean(len(page.content) for page in pages)
    print(f"{len(pages)} pages of {size / 1000:.0f} KB; CPU milliseconds")
    print(f"{'':24}{'pages':>6}{'mean':>9}{'median':>9}")
    for step, one in figures.items():
        print(f"{step:24}{one['pages']:6.0f}{one['mean_ms']:9.2f}{one['median_ms']:9.2f}")


if __name__ == "__main__":
    main()
