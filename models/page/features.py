"""Feature tables of labelled pages, computed by the product's own signals and kept on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from corpus.webpages import webpages
from detector.article import Article
from detector.extract import article_of
from detector.extract.language_id import identify
from detector.reading import Reading
from detector.signals import measure, run
from models.page.pages import WORK, Labelled, labelled

EVERY = 3  # real pages are long, and one in three is enough of them


@dataclass(frozen=True)
class Row:
    """One page: its labels, its length in words and its features by name."""

    register: str
    source: str
    group: str
    family: str
    style: str
    rate: float
    words: int
    features: dict[str, float]

    @property
    def honest(self) -> bool:
        """Whether the page is as its author wrote it."""
        return not (self.family or self.style)


def rows(split: str, *, per_source: int, fresh: bool = False) -> list[Row]:
    """Return the feature rows of a split; computed once and kept under ``models/work``."""
    path = WORK / f"page-{split}-{per_source}.jsonl"
    if fresh or not path.is_file():
        WORK.mkdir(exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as file:
            for row in computed(labelled(split, per_source=per_source)):
                file.write(json.dumps(asdict(row)) + "\n")
            for row in _web(split):
                file.write(json.dumps(asdict(row)) + "\n")
        partial.rename(path)
    with path.open(encoding="utf-8") as file:
        return [Row(**json.loads(line)) for line in file]


def computed(pages: Iterable[Labelled]) -> Iterator[Row]:
    """Yield the row of each page that the product would score."""
    for page in pages:
        words = page.article.words
        if words >= 60:
            yield Row(
                page.register, page.source, page.group, page.family, page.style, page.rate,
                words, features_of(page.article),
            )  # fmt: skip


def features_of(article: Article) -> dict[str, float]:
    """Return the features of an Article, exactly as the product computes them."""
    reading = Reading.of(article)
    return measure(reading, run(reading))


def _web(split: str) -> Iterator[Row]:
    for number, (archive, page) in enumerate(webpages(split)):
        if number % EVERY:
            continue
        article = article_of(page)
        text = "\n".join(block.text for block in article.body)
        if article.words >= 60 and identify(text) == "en":
            group = f"{archive}/{page.target}"
            features = features_of(article)
            yield Row("web", archive, group, "", "", 0.0, article.words, features)
