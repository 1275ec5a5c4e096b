"""Pages labelled reliable or not, with their site, as feature rows of the product's own signals.

The labels are those of the sets: by publisher (recovery, fakenews), by page (trec2019, coaid,
press releases rated by HealthNewsReview), or by what a set is (affiliate pages, supplement and oil
shops on the one side; government, hospitals, journals, forums and learners on the other). Only
pages that the topic model calls health take part, as in the product.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from corpus.sources import Document, documents
from detector.article import Article, Kind, Part, assemble
from detector.care import features
from detector.claims import is_health
from detector.reading import Reading
from detector.signals import signals
from models.page.features import Row
from models.page.pages import WORK

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
    """A page with its set, its site and its label; ``split`` keeps whole sites together."""

    row: Row
    split: str

    @property
    def unreliable(self) -> bool:
        """Whether the label of the page is unreliable."""
        return bool(self.row.style)

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
                file.write(json.dumps(asdict(page)) + "\n")
        partial.rename(path)
    with path.open(encoding="utf-8") as file:
        return [Judged(Row(**page["row"]), page["split"]) for page in map(json.loads, file)]


def _computed() -> Iterator[Judged]:
    for name, group in SETS.items():
        limit = None if name in LABELLED else MOST_OF_HONEST
        for document in documents([name], limit=limit):
            if document.label in BAD | GOOD or name not in LABELLED:
                page = _judged(document, group)
                if page:
                    yield page


def _judged(document: Document, group: str) -> Judged | None:
    article = article_of(document)
    if article.words < LEAST_WORDS:
        return None
    reading = Reading.of(article)
    if not is_health(reading):
        return None
    style = "unreliable" if document.label in BAD and group in LABELLED.values() else ""
    row = Row(
        group, document.source, site_of(document), "", style, 0.0, article.words,
        features_of(reading),
    )  # fmt: skip
    return Judged(row, document.split)


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


def features_of(reading: Reading) -> dict[str, float]:
    """Return the features of the MED2 signals, computed as the product does."""
    mine = {code: signal for code, signal in signals().items() if code.startswith("MED2")}
    per_thousand = 1000 / max(reading.article.words, 100)
    found = {
        code.lower(): per_thousand * sum(finding.strength for finding in signal.find(reading))
        for code, signal in mine.items()
    }
    return found | features(reading)


def site_of(document: Document) -> str:
    """Return what must stay on one side: host, publisher, product; the set where it has one."""
    host = urlsplit(document.url).netloc.removeprefix("www.")
    if host and host not in {"web.archive.org", "eurekalert.org"}:
        return host
    return f"{document.source}/{document.id if 'release' in document.source else ''}"
