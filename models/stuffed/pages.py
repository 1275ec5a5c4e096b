"""Honest pages about one thing each, and the same pages stuffed in a known style."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.spinners.keyphrase import FRAMES
from corpus.stuffing import STYLES, UNSEEN_FRAMES, Draft, stuff
from detector.article import Article, Kind, Link, Part, assemble
from models.page.pages import drafts

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
}
Span = tuple[int, int]


@dataclass(frozen=True)
class Sample:
    """One page. ``style`` and ``phrase`` are empty where it is honest.

    ``placed`` are the spans of the phrase that the style put there, ``pushed`` those among them
    that stand in a sentence of the author's, which reads as before without them.
    """

    article: Article
    kind: str
    source: str
    style: str = ""
    phrase: str = ""
    placed: tuple[Span, ...] = ()
    pushed: tuple[Span, ...] = ()


def samples(split: str, per_kind: int, per_style: int) -> Iterator[Sample]:
    """Yield honest pages of every kind, and pages of every style made from other documents.

    The queries of the test split are of frames that the other splits do not have.
    """
    rng = random.Random(f"stuffed-{split}")
    kinds = {source: kind for kind, found in KINDS.items() for source in found}
    pool: dict[str, list[tuple[str, Draft]]] = {kind: [] for kind in KINDS}
    for document, draft in drafts(split, per_source=PER_SOURCE):
        long = sum(len(text.split()) for _, text in draft.parts) >= LEAST_WORDS
        if document.source in kinds and long:
            pool[kinds[document.source]].append((document.source, draft))
    rest: list[tuple[str, str, Draft]] = []
    for kind, found in pool.items():
        rng.shuffle(found)
        for source, draft in found[:per_kind]:
            yield Sample(article_of(draft), kind, source)
        rest += [(kind, source, draft) for source, draft in found[per_kind:]]
    rng.shuffle(rest)
    frames = UNSEEN_FRAMES if split == "test" else FRAMES
    for index, (kind, source, draft) in enumerate(rest[: per_style * len(STYLES)]):
        style = list(STYLES)[index % len(STYLES)]
        yield stuffed(draft, kind, source, style, rng, frames)


def stuffed(
    draft: Draft, kind: str, source: str, style: str, rng: random.Random, frames: Sequence[str]
) -> Sample:
    """Return a draft stuffed in a style, with the places of the phrase."""
    made = stuff(draft, style, rng, frames)
    article = article_of(made)
    honest = {text for _, text in draft.parts}
    placed: list[Span] = []
    pushed: list[Span] = []
    for block in article.body:
        if block.text in honest or block.text == article.title:
            continue
        found = [(m.start(), m.end()) for m in re.finditer(re.escape(made.phrase), block.text)]
        spans = [(block.start + start, block.start + end) for start, end in found]
        placed += spans
        if block.text.replace(f" {made.phrase}", "") in honest:
            pushed += spans
    return Sample(article, kind, source, style, made.phrase, tuple(placed), tuple(pushed))


def article_of(draft: Draft) -> Article:
    """Return a draft as the Article of a page."""
    parts = [Part(Kind(kind), text, level=2 * (kind == "heading")) for kind, text in draft.parts]
    if draft.title:
        parts.insert(0, Part(Kind.HEADING, draft.title, level=1))
    links = tuple(Link(text, "https://example.org/") for text in draft.anchors)
    return assemble(parts, title=draft.title or None, links=links, alt_texts=draft.alt_texts)
