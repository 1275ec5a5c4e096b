"""Honest pages about one thing each, and the same pages stuffed in a known style."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, cycle, islice

from corpus.spinners.keyphrase import FRAMES
from corpus.stuffing import STYLES, UNSEEN_FRAMES, Draft, stuff
from detector.article import Article
from models.page.features import EVERY
from models.page.pages import article_of, drafts
from models.page.web import around, draft_of, web

LEAST_WORDS = 200
PER_SOURCE = 100
# Kinds of honest text that repeat themselves by right, by the sources that hold them.
KINDS = {
    "condition": ("health/medquad", "health/nhs-service-manual", "health/mediqa2019-answers"),
    "leaflet": ("health/medication-qa", "health/ddi-drugbank", "health/nci-pdq"),
    "glossary": ("health/bettercare-books", "health/openstax-anatomy", "general/govuk-devdocs"),
    "recipe": ("hardneg/recipes-based-cooking",),
    "product": ("hardneg/siphox-commercial-blog", "health/criticalmas-blog"),
    "faq": ("health/covid-faq-jhu", "health/va-gov", "health/nci-site-pages"),
    "abstract": ("health/cochrane-abstracts", "health/pubmedqa-abstracts", "health/cochrane-pls"),
    "legal": ("hardneg/terms-of-service", "general/govuk-smart-answers"),
    "news": ("general/bbc-news", "health/cdc-mmwr-1000", "lowquality/recovery-reliable"),
    "learner": ("hardneg/wi-locness-bea2019",),
    "how-to": ("general/do-tutorials",),
    "handbook": ("health/vanderbilt-handbook", "health/where-there-is-no-doctor"),
}
WEB = "web"
Span = tuple[int, int]


@dataclass(frozen=True)
class Sample:
    """One page. ``style`` and ``phrase`` are empty where it is honest; ``group`` is its document.

    ``placed`` are the spans of the phrase that the style put there, ``pushed`` those among them
    that stand in a sentence of the author's, which reads as before without them.
    """

    article: Article
    kind: str
    source: str
    group: str
    style: str = ""
    phrase: str = ""
    dose: float = 0.0
    placed: tuple[Span, ...] = ()
    pushed: tuple[Span, ...] = ()


def samples(split: str, per_kind: int, per_style: int, web_pages: int) -> Iterator[Sample]:
    """Yield honest pages of every kind, and pages of every style made from other documents.

    Then as many real web pages, and of two in three of them a stuffed one more. The queries of the
    test split are of frames that the other splits do not have.
    """
    rng = random.Random(f"stuffed-{split}")
    frames = UNSEEN_FRAMES if split == "test" else FRAMES
    yield from _made(split, per_kind, per_style, rng, frames)
    sides = (split,) if split == "test" else ("dev", "train")
    pages = chain.from_iterable(web(side, EVERY[side]) for side in sides)
    styles = cycle(STYLES)
    for number, page in enumerate(islice(pages, web_pages)):
        yield Sample(page.article, WEB, page.archive, page.host)
        if number % 3 < 2:
            draft = stuff(draft_of(page.article), style := next(styles), rng, frames)
            honest = Sample(page.article, WEB, page.archive, page.host)
            yield _stuffed(honest, around(page.article, draft), draft, style)


def _made(
    split: str, per_kind: int, per_style: int, rng: random.Random, frames: Sequence[str]
) -> Iterator[Sample]:
    """Yield pages made from the texts of the corpus."""
    kinds = {source: kind for kind, found in KINDS.items() for source in found}
    pool: dict[str, list[tuple[Sample, Draft]]] = {kind: [] for kind in KINDS}
    for document, draft in drafts(split, per_source=PER_SOURCE):
        long = sum(len(text.split()) for _, text in draft.parts) >= LEAST_WORDS
        if document.source in kinds and long:
            kind = kinds[document.source]
            honest = Sample(article_of(draft), kind, document.source, document.id)
            pool[kind].append((honest, draft))
    rest: list[tuple[Sample, Draft]] = []
    for found in pool.values():
        rng.shuffle(found)
        yield from (honest for honest, _ in found[:per_kind])
        rest += found[per_kind:]
    rng.shuffle(rest)
    for (honest, draft), style in zip(rest[: per_style * len(STYLES)], cycle(STYLES), strict=False):
        made = stuff(draft, style, rng, frames)
        yield _stuffed(honest, article_of(made), made, style)


def _stuffed(honest: Sample, article: Article, made: Draft, style: str) -> Sample:
    """Return a stuffed page with the places of the phrase that were not there before."""
    known = {block.text for block in honest.article.body}
    placed: list[Span] = []
    pushed: list[Span] = []
    for block in article.body:
        if block.text in known or block.text == article.title:
            continue
        found = [(m.start(), m.end()) for m in re.finditer(re.escape(made.phrase), block.text)]
        spans = [(block.start + start, block.start + end) for start, end in found]
        placed += spans
        if block.text.replace(f" {made.phrase}", "") in known:
            pushed += spans
    return replace(
        honest, article=article, style=style, phrase=made.phrase, dose=made.dose,
        placed=tuple(placed), pushed=tuple(pushed),
    )  # fmt: skip
