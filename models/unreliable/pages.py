"""Pages labelled reliable or not, with their site, as feature rows of the product's own signals.

The labels are those of the sets: by publisher (recovery, fakenews), by page (trec2019, coaid,
press releases rated by HealthNewsReview), or by what a set is (affiliate pages, supplement and oil
shops on the one side; government, hospitals, journals, forums and learners on the other). Only
pages that the topic model calls health take part, as in the product.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from corpus.sources import Document, documents
from detector.article import Article, Kind, Part, assemble
from detector.care import named
from detector.claims import is_health
from detector.reading import Reading, per_thousand
from detector.signals import signals
from detector.tone import grams, running_text
from models.page.features import Row
from models.page.pages import WORK

ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\w+/")
EUREKALERT = re.compile(r"eurekalert\.org(?::\d+)?/pub_releases/[\d-]+/([a-z]+)-")
SUFFIXES = frozenset({"co", "com", "org", "gov", "ac", "net"})
WIRES = frozenset({"web.archive.org", "eurekalert.org", "newswise.com", "prnewswire.com"})
MOST_WORDS = 1500
LEAST_WORDS = 60
MOST_OF_HONEST = 250
GOOD, BAD = {"real", "credible", "reliable-news", "high"}, {
    "fake", "not-credible", "unreliable-health", "unreliable-general", "low", "conspiracy",
    "junksci", "unreliable", "affiliate-scam-lander", "supplement-page", "altmed-shop",
}  # fmt: skip
LABELLED = {
    "lowquality/recovery-reliable": "recovery", "lowquality/recovery-unreliable": "recovery",
    "lowquality/trec2019-decision-clueweb": "trec2019", "lowquality/coaid-fake": "coaid",
    "lowquality/coaid-real": "coaid", "lowquality/fakehealth-release-rated": "releases",
    "lowquality/fakenewscorpus-sample": "fakenews", "lowquality/affiliate-landers": "landers",
    "lowquality/supplement-shop-successchemistry": "supplement-shop",
    "lowquality/essential-oils-shop": "oil-shop",
}  # fmt: skip
OFFICIAL = """
health/medquad health/mediqa2019-answers health/nci-site-pages health/nci-pdq health/cochrane-pls
health/cdc-mmwr-1000 health/cdc-pcd-2024 health/medication-qa health/va-gov health/covid-faq-jhu
health/pubmedqa-abstracts health/cochrane-abstracts health/plos-starter-corpus
health/covid-qa-papers health/vanderbilt-handbook health/openstax-nutrition-pharm-pophealth
"""
PEOPLE = """
hardneg/patient-info-forum hardneg/20ng-sci.med hardneg/wi-locness-bea2019
hardneg/medical-safety-reddit health/medical-qa-forums health/criticalmas-blog
"""
CAREFUL = """
health/healthfc lowquality/fakehealth-story-unrated health/where-there-is-no-doctor
health/bettercare-books
"""
SETS = LABELLED | {
    name: group
    for group, names in (("official", OFFICIAL), ("people", PEOPLE), ("careful", CAREFUL))
    for name in names.split()
}


@dataclass(frozen=True)
class Judged:
    """A page with its set, its site and its label; ``split`` keeps whole sites together.

    ``grams`` are its words and pairs for the tone, without the name of its own site.
    """

    row: Row
    split: str
    grams: NDArray[np.uint32]

    @property
    def unreliable(self) -> bool:
        """Whether the label of the page is unreliable."""
        return bool(self.row.style)

    @property
    def evidence(self) -> float:
        """The strengths of its findings in sum, as the product shows them to a reader."""
        found = self.row.features.items()
        rates = sum(rate for name, rate in found if name.startswith("med2"))
        return rates / per_thousand(self.row.words)

    @property
    def group(self) -> str:
        """The set or group of sets that the page comes from."""
        return self.row.register


def judged(*, fresh: bool = False) -> list[Judged]:
    """Return all labelled health pages; computed once and kept under ``models/work``."""
    path = WORK / "unreliable-pages.jsonl"
    if fresh or not path.is_file():
        WORK.mkdir(exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as file:
            for page in _computed():
                file.write(json.dumps(asdict(page), default=np.ndarray.tolist) + "\n")
        partial.rename(path)
    with path.open(encoding="utf-8") as file:
        return [
            Judged(Row(**page["row"]), page["split"], np.array(page["grams"], np.uint32))
            for page in map(json.loads, file)
        ]


def texts() -> Iterator[str]:
    """Yield the running text of each page of :func:`judged`, without the name of its site."""
    for document, _, reading in _readings():
        yield own_text(reading.article, site_of(document))


def _computed() -> Iterator[Judged]:
    for document, group, reading in _readings():
        style = "unreliable" if document.label in BAD and group in LABELLED.values() else ""
        site = site_of(document)
        row = Row(
            group, document.source, site, "", style, 0.0, reading.article.words,
            features_of(reading),
        )  # fmt: skip
        yield Judged(row, document.split, grams(own_text(reading.article, site)))


def _readings() -> Iterator[tuple[Document, str, Reading]]:
    """Yield each document that takes part, its group and its reading, always in one order."""
    for name, group in SETS.items():
        limit = None if name in LABELLED else MOST_OF_HONEST
        for document in documents([name], limit=limit):
            if document.label in BAD | GOOD or name not in LABELLED:
                reading = Reading.of(article_of(document))
                if reading.article.words >= LEAST_WORDS and is_health(reading):
                    yield document, group, reading


def article_of(document: Document) -> Article:
    """Return the first 1,500 words of a document as an Article, its title on top."""
    parts, words = [], 0
    if document.title:
        parts.append(Part(Kind.HEADING, document.title, level=1))
    for paragraph in filter(None, document.text.split("\n\n")):
        if words < MOST_WORDS:
            parts.append(Part(Kind.PARAGRAPH, paragraph))
            words += len(paragraph.split())
    return assemble(parts, title=document.title or None)


def own_text(article: Article, site: str) -> str:
    """Return the running text of an article, without the name in its site's address."""
    text = running_text(article)
    parts = [part for part in site.split(".")[:-1] if part not in SUFFIXES]
    if "/" not in site and parts:
        text = re.sub(rf"\b{re.escape(parts[-1])}\b", " ", text, flags=re.IGNORECASE)
    return text


def features_of(reading: Reading) -> dict[str, float]:
    """Return the named features of the MED2 signals, computed as the product does."""
    mine = {code: signal for code, signal in signals().items() if code.startswith("MED2")}
    found = {
        code.lower(): reading.per_thousand
        * sum(finding.strength for finding in signal.find(reading))
        for code, signal in mine.items()
    }
    return found | named(reading)


def site_of(document: Document) -> str:
    """Return what must stay on one side: host, publisher, product; the set where it has one.

    A press release belongs to its institution, which EurekAlert names in the address; those that
    other wires spread, which do not, are each on their own.
    """
    url = ARCHIVED.sub("", document.url)
    host = urlsplit(url).netloc.partition(":")[0].removeprefix("www.")
    institution = EUREKALERT.search(url)
    if institution:
        return f"eurekalert/{institution[1]}"
    if host and host not in WIRES:
        return host
    return f"{document.source}/{document.id if 'release' in document.source else ''}"
