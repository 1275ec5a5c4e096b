"""Feature tables of labelled pages, computed by the product's own signals and kept on disk."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle

from corpus.stuffing import STYLES, stuff
from detector.article import Article
from detector.cascade import looks
from detector.reading import Reading
from detector.signals import measure, run
from detector.topic import HEALTH
from models.page.pages import WORK, Labelled, labelled
from models.page.web import WebPage, around, draft_of, web

EVERY = {"train": 3, "dev": 1, "test": 2}  # every n-th real page: they are long
SEEN = "web-seen"  # the rewriting model was trained on these: no witnesses for the spun axis


@dataclass(frozen=True)
class Row:
    """One page: its labels, its length in words and its features by name.

    ``features`` hold those of the cheap stage too (``glance_…``, ``skim_…`` …); ``health`` is the
    page's topic.
    """

    register: str
    source: str
    group: str
    family: str
    style: str
    rate: float
    words: int
    features: dict[str, float]
    health: bool = True

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
                words, *features_of(page.article),
            )  # fmt: skip


def features_of(article: Article) -> tuple[dict[str, float], bool]:
    """Return the features of an Article, as the product computes them, and if it is on health."""
    reading = Reading.of(article)
    features = measure(reading, run(reading)) | looks(reading)
    return features, reading.topic == HEALTH


def _web(split: str) -> Iterator[Row]:
    """Yield the rows of real pages, and of two in three of them once more, stuffed.

    To the dev side comes the train side, under a name of its own. Each page is stuffed by a chance
    of its own: what is read of one says nothing of how the next is stuffed.
    """
    styles = cycle(STYLES)
    sides = (split,) if split == "test" else ("train", "dev")
    pages = ((side, page) for side in sides for page in web(side, EVERY[side]))
    for number, (side, page) in enumerate(pages):
        register = SEEN if side == "train" else "web"
        yield _web_row(page, page.article, register)
        if number % 3 < 2:
            rng = random.Random(f"web-{split}-{number}")
            draft = stuff(draft_of(page.article), style := next(styles), rng)
            yield _web_row(page, around(page.article, draft), register, style, draft.dose)


def _web_row(
    page: WebPage, article: Article, register: str, style: str = "", dose: float = 0.0
) -> Row:
    group = f"{page.archive}/{page.host}"
    return Row(register, page.archive, group, "", style, dose, article.words, *features_of(article))
