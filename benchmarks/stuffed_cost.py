"""What the axis ``stuffed`` costs on top of the shared stages, in CPU milliseconds.

    python -m benchmarks.stuffed_cost [FILE…] [--mirror DIR] [--rounds 5] [--limit 150]

Pages are the bundled examples, or the HTML files named, or with a corpus mirror pages of its web
archives, one a host. Extraction is done before: counted are finding the keyphrases and every STF
signal with its features. "Once" is the first round, as in a crawl of hosts that share nothing (the
examples are read before it, to load the models); "again" is the best of the others.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Mapping
from time import process_time

from benchmarks.speed import EXAMPLES, chosen
from detector.article import Article
from detector.extract import article_of
from detector.reading import Reading
from detector.signals import Signal, signals

FINDING = "keyphrases"


def spent(articles: list[Article], stuffing: Mapping[str, Signal]) -> dict[str, float]:
    """Return the seconds of each step for all articles together."""
    seconds = dict.fromkeys((FINDING, *stuffing), 0.0)
    for article in articles:
        reading = Reading.of(article)
        begun = process_time()
        reading.keyphrases  # noqa: B018 # it is found when it is asked for
        seconds[FINDING] += process_time() - begun
        for code, signal in stuffing.items():
            begun = process_time()
            list(signal.find(reading))
            if signal.measure:
                signal.measure(reading)
            seconds[code] += process_time() - begun
    return seconds


def chosen_articles(files: list[str], limit: int) -> list[Article]:
    """Return the articles of the files named, or of the mirror, or of the examples."""
    if not files and os.environ.get("DETECTOR_CORPUS"):
        from models.page.web import web

        hosts = {page.host: page.article for page in web("test")}
        return list(hosts.values())[:limit]
    return [article_of(page) for page in chosen(files or examples())]


def examples() -> list[str]:
    """Return the paths of the bundled examples."""
    return [str(path) for path in sorted(EXAMPLES.glob("*.html"))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stuffed_cost", description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--mirror", help="folder of the corpus mirror (default: DETECTOR_CORPUS)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=150, help="pages of the mirror")
    arguments = parser.parse_args()
    if arguments.mirror:
        os.environ["DETECTOR_CORPUS"] = arguments.mirror
    articles = chosen_articles(arguments.files, arguments.limit)
    stuffing = {code: signal for code, signal in signals().items() if code.startswith("STF")}
    spent(chosen_articles(examples(), arguments.limit), stuffing)  # reads models and tables
    words = sum(article.words for article in articles)
    gc.collect()
    gc.freeze()  # a crawl holds one page at a time, not all of these
    rounds = [spent(articles, stuffing) for _ in range(arguments.rounds)]
    for one in rounds:
        one["together"] = sum(one.values())
    best = min(rounds[1:] or rounds, key=lambda one: one["together"])
    print(f"{len(articles)} pages of {words / len(articles):.0f} words; ms for 1,000 words")
    print(f"{'':12}{'once':>8}{'again':>8}")
    for step, seconds in best.items():
        print(f"{step:12}{1e6 * rounds[0][step] / words:8.2f}{1e6 * seconds / words:8.2f}")


if __name__ == "__main__":
    main()
