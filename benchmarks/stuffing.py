"""How often the TPL and STF signals fire: honest and stuffed pages, injected phrases, titles.

``python -m benchmarks.stuffing --mirror DIR [--limit 100] [--html DIR]`` prints, for every set and
code, the share of its documents with a finding; the share of honest documents into which search
phrases were injected that STF101 finds, and where the phrase stands among the keyphrases found; the
real titles of the mirror that a template matches; and the cost. ``--html`` names a folder of pages
whose extraction, and thereby their scaffold, is real.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.sources import Document, add_mirror_argument, documents
from detector.article import Article, Kind, Part, assemble
from detector.extract import article_of
from detector.page import Page
from detector.reading import Reading
from detector.signals import signals
from detector.words import fold_words

HONEST = (
    "health/medquad",
    "health/nci-pdq",
    "health/openstax-anatomy",
    "health/openstax-nutrition-pharm-pophealth",
    "health/va-gov",
    "health/nhs-service-manual",
    "health/cochrane-pls",
    "health/criticalmas-blog",
    "general/bbc-news",
    "general/do-tutorials",
    "hardneg/recipes-based-cooking",
    "hardneg/terms-of-service",
)
STUFFED = (
    "lowquality/doorway-wls-australia",
    "lowquality/template-seo-calculators",
    "lowquality/template-seo-blog",
    "lowquality/supplement-shop-successchemistry",
    "lowquality/affiliate-landers",
    "hardneg/siphox-commercial-blog",
)
QUERIES = (
    "best knee brace for joggers",
    "cheap back pain relief near me",
    "how to get rid of heel pain fast",
    "natural sciatica remedies at home",
    "weight loss clinic in springfield",
    "buy arthritis cream online",
    "knee pain doctor manchester",
    "foods that burn belly fat",
    "probiotic supplements for women over 50",
    "lower back stretches for seniors",
)
PER_HUNDRED = (0.5, 1.0, 2.0)
LEAST_WORDS = 150


def codes() -> list[str]:
    """Return the codes that this program looks at."""
    return [code for code in signals() if code.startswith(("TPL", "STF"))]


def article(document: Document) -> Article:
    """Return a document of the mirror as an Article: a line is a block."""
    parts = [_part(line.strip()) for line in document.text.splitlines() if line.strip()]
    return assemble(parts, title=document.title or None, url=document.url or None)


def _part(line: str) -> Part:
    if line.startswith("#"):
        return Part(Kind.HEADING, line.lstrip("# "), min(6, len(line) - len(line.lstrip("#"))))
    if re.match(r"[-*•] ", line):
        return Part(Kind.LIST_ITEM, line[2:])
    return Part(Kind.PARAGRAPH, line)


def articles(name: str, limit: int) -> list[Article]:
    """Return at most ``limit`` articles of a set that are long enough to be judged."""
    found = map(article, documents([name], limit=3 * limit, seed=2))
    return [a for a in found if LEAST_WORDS <= a.words <= 6000][:limit]


def injected(honest: Article, query: str, per_hundred: float, rng: random.Random) -> Article:
    """Push ``query`` into random places of the paragraphs, so many times per hundred words."""
    texts = [block.text.split(" ") for block in honest.body]
    paragraphs = [i for i, b in enumerate(honest.body) if b.kind is Kind.PARAGRAPH] or [0]
    places = Counter(rng.choices(paragraphs, k=max(3, round(honest.words * per_hundred / 100))))
    for index, count in places.items():
        at = sorted((rng.randint(0, len(texts[index])) for _ in range(count)), reverse=True)
        for place in at:
            texts[index].insert(place, query)
    kinds = (block.kind for block in honest.body)
    parts = [Part(kind, " ".join(words)) for kind, words in zip(kinds, texts, strict=True)]
    return assemble(parts, title=query.title())


def fired(found: Article) -> tuple[set[str], float, int]:
    """Return the codes that fire on an article, the seconds they took and its words."""
    reading = Reading.of(found)
    started = time.process_time()
    hits = {code for code in codes() if any(True for _ in signals()[code].find(reading))}
    return hits, time.process_time() - started, found.words


def table(sets: Iterable[tuple[str, list[Article]]]) -> None:
    """Print the share of documents with a finding for every set and code, and the cost."""
    print(f"{'share of documents with a finding, %':46s}" + " ".join(f"{c:>6s}" for c in codes()))
    seconds = words = 0.0
    for name, found in sets:
        results = [fired(a) for a in found]
        hits = Counter(code for codes_of, _, _ in results for code in codes_of)
        share = (f"{100 * hits[code] / max(len(found), 1):6.1f}" for code in codes())
        print(f"{name:40s} {len(found):5d} {' '.join(share)}", flush=True)
        seconds += sum(result[1] for result in results)
        words += sum(result[2] for result in results)
    print(f"cost of all TPL and STF signals: {seconds / words * 1e6:.2f} ms per 1,000 words\n")


def injection(honest: list[Article]) -> None:
    """Print what STF101 finds of injected phrases and where discovery ranks them."""
    rng = random.Random(11)
    print("injected   documents  STF101 fires  phrase first  among five")
    for per_hundred in PER_HUNDRED:
        outcomes = []
        for base in honest:
            query = rng.choice(QUERIES)
            reading = Reading.of(injected(base, query, per_hundred, rng))
            names = [fold_words(phrase.text) for phrase in reading.keyphrases]
            wanted = fold_words(query)
            hit = any(True for _ in signals()["STF101"].find(reading))
            outcomes.append((hit, names[:1] == [wanted], wanted in names))
        shares = [sum(column) / len(outcomes) for column in zip(*outcomes, strict=True)]
        print(
            f"{per_hundred:4.1f}/100w {len(outcomes):10d}" + "".join(f"{s:14.3f}" for s in shares)
        )
    print()


def titles(named: Iterable[tuple[str, str]]) -> None:
    """Print which real titles a template matches."""
    matched: Counter[str] = Counter()
    seen = set()
    for title, url in named:
        if (title, url) in seen:
            continue
        seen.add((title, url))
        reading = Reading.of(assemble([Part(Kind.PARAGRAPH, ".")], title=title, url=url or None))
        for code in ("TPL101", "TPL102", "TPL103"):
            for finding in list(signals()[code].find(reading))[:1]:
                matched[code] += 1
                print(f"  {code}: {finding.found}")
    print(f"{len(seen)} real titles and addresses: {dict(matched)}\n")


def pages(folder: Path, limit: int) -> Iterator[Article]:
    """Yield the articles of HTML files as the product reads them."""
    for path in sorted(folder.rglob("*.html"))[:limit]:
        yield article_of(Page(str(path), path.read_bytes(), "text/html"))


def main() -> None:
    """Measure on the mirror and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--limit", type=int, default=100, help="documents of a set")
    parser.add_argument("--html", type=Path, help="folder of HTML pages")
    arguments = parser.parse_args()
    honest = {name: articles(name, arguments.limit) for name in HONEST}
    stuffed = {name: articles(name, arguments.limit) for name in STUFFED}
    crawled = list(pages(arguments.html, 4 * arguments.limit)) if arguments.html else []
    table([*honest.items(), *stuffed.items(), *([("HTML pages", crawled)] if crawled else [])])
    injection([a for found in honest.values() for a in found[: arguments.limit // 4]])
    named = [(d.title, d.url) for d in documents(["health/medquad", "health/va-gov"])]
    named += [(a.title or "", a.url or "") for a in crawled]
    titles(item for item in named if item[0])


if __name__ == "__main__":
    main()
