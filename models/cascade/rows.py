"""Pages as the cheap stage sees them, beside what the full model says of the same pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from corpus.webpages import webpages
from detector.article import Article
from detector.assess import SURE_WORDS, thin
from detector.cascade import exact
from detector.errors import DetectorError
from detector.extract import draft_of
from detector.extract.language_id import identify
from detector.finding import Axis
from detector.page import Page
from detector.reading import Reading
from detector.scoring import page_model
from detector.signals import measure, run
from detector.topic import HEALTH
from models.page.features import SEEN, Row

Shares = dict[Axis, float]


def usable(found: Iterable[Row]) -> list[Row]:
    """Leave out pages that the cheap stage is never asked about, and those it was trained on."""
    return [row for row in found if row.words >= SURE_WORDS and row.register != SEEN]


def kind(row: Row) -> str:
    """Return what was done to a page: "web" (a real one), "honest", "spun" or "stuffed"."""
    if row.honest:
        return "web" if row.register == "web" else "honest"
    return "spun" if row.family else "stuffed"


def shares(row: Row) -> Shares:
    """Return the full model's scores as shares of their review thresholds, by judged axis."""
    return _shares(row.features, (Axis.SPUN, *exact(row.health)))


def bad(row: Row) -> bool:
    """Whether the full model flags the page or hands it to a reviewer."""
    return max(shares(row).values()) >= 1


def at_stake(row: Row) -> bool:
    """Whether the full model flags or reviews the page for the axis ``spun`` alone."""
    return bad(row) and max(_shares(row.features, exact(row.health)).values()) < 1


def real(split: str, count: int) -> Iterator[Page]:
    """Yield English web pages of a split that the cheap stage is asked about."""
    yield from islice((page for _, page in webpages(split) if _asked(page)), count)


def both_readings(split: str, count: int) -> Iterator[tuple[Shares, Shares]]:
    """Yield for real pages the shares of the fast and of the precise text, on the exact axes.

    What they lack evidence for is not taken off: few pages reach a threshold as it is.
    """
    for page in real(split, count):
        draft = draft_of(page)
        yield _exact_shares(draft.article("fast")), _exact_shares(draft.article("precise"))


def _asked(page: Page) -> bool:
    try:
        article = draft_of(page).article("fast")
    except DetectorError:
        return False
    text = "\n".join(block.text for block in article.body)
    return article.words >= SURE_WORDS and not thin(article) and identify(text) == "en"


def _exact_shares(article: Article) -> Shares:
    reading = Reading.of(article)
    features = measure(reading, run(reading, modelled=False), modelled=False)
    return _shares(features, exact(reading.topic == HEALTH), demand=False)


def _shares(features: Mapping[str, float], axes: Iterable[Axis], *, demand: bool = True) -> Shares:
    models = [page_model(axis) for axis in axes]
    if not demand:
        models = [replace(model, demand=None) for model in models]
    return {model.axis: model.score(features) / model.review for model in models}
