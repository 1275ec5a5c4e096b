"""The Detector: pages in, assessments with evidence out. It is the public Python API."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from detector.artefacts import versions
from detector.article import Article, Kind, Part, assemble
from detector.assessment import Assessment, Reason, Verdict
from detector.errors import DetectorError, ModelError
from detector.finding import Axis, Finding, identify
from detector.page import Page, Unread

MIN_WORDS = 60


class Detector:
    """Judges pages one after another; loads its models at the first page that needs them.

    ``extractor`` is the reader of HTML bodies, ``"precise"`` or ``"fast"``. One Detector may be
    used for any number of pages, and gives the same page the same assessment each time.
    ``accepted`` are terms whose repetition is no stuffing: brands, procedures, names of clinics.
    ``keyphrase`` names what the pages want to be found for; without it the tool finds out.
    """

    def __init__(
        self,
        *,
        extractor: str = "precise",
        accepted: tuple[str, ...] = (),
        keyphrase: str | None = None,
    ) -> None:
        self.extractor, self.accepted, self.keyphrase = extractor, accepted, keyphrase

    def assess(self, pages: Iterable[Page | Unread]) -> Iterator[Assessment]:
        """Yield one Assessment a page, in order; a page that cannot be judged says why."""
        for page in pages:
            yield self.assess_page(page)

    def assess_page(self, page: Page | Unread) -> Assessment:
        """Return the Assessment of one page.

        Raises:
            ModelError: the installation is at fault, not the page.
        """
        if isinstance(page, Unread):
            return _unread(page.target, page.error)
        from detector.extract import article_of

        try:
            article = article_of(page, extractor=self.extractor)
            found = self.assess_article(article, target=page.target)
        except ModelError:
            raise
        except DetectorError as error:
            return replace(_unread(page.target, str(error)), fetched=page.fetched)
        except Exception as error:  # one hostile page must not end a crawl
            return replace(_unread(page.target, _crash(error)), fetched=page.fetched)
        return replace(found, fetched=page.fetched)

    def assess_text(self, text: str, *, title: str | None = None, target: str = "-") -> Assessment:
        """Return the Assessment of plain text, paragraphs parted by blank lines.

        Halves of surrogate pairs, which are no characters, count as replacement characters.
        """
        from detector.extract.plain import parts_of_plain

        text, title = _whole(text), title and _whole(title)
        heading = [Part(Kind.HEADING, title, level=1)] if title else []
        return self.assess_article(
            assemble([*heading, *parts_of_plain(text)], title=title), target=target
        )

    def assess_path(self, path: str | Path) -> Assessment:
        """Return the Assessment of one file."""
        from detector.sources import SourceOptions, pages

        return next(self.assess(pages([str(path)], SourceOptions())))

    def assess_article(self, article: Article, *, target: str) -> Assessment:
        """Return the Assessment of an Article that was already extracted."""
        language = _language(article)
        base = Assessment(
            target,
            Verdict.UNSCORED,
            title=article.title,
            language=language,
            words=article.words,
            models=versions(),
            text=article.text,
            extents=article.extents,
        )
        reason = _unscorable(article, language)
        if reason:
            return replace(base, reason=reason)
        return _scored(base, article, self.accepted, self.keyphrase)


def _scored(
    base: Assessment, article: Article, accepted: tuple[str, ...], keyphrase: str | None
) -> Assessment:
    from detector.criteria import judge
    from detector.reading import Reading
    from detector.scoring import AXES, page_model, verdict
    from detector.signals import measure, run
    from detector.topic import HEALTH

    reading = Reading.of(article, accepted, keyphrase)
    findings = run(reading)
    features = measure(reading, findings)
    health = reading.topic == HEALTH
    judged = [axis for axis in AXES if health or axis is not Axis.UNRELIABLE]
    scores: dict[Axis, float | None] = dict.fromkeys(Axis)
    scores |= {axis: page_model(axis).score(features) for axis in judged}
    return replace(
        base,
        verdict=verdict(scores),
        reason=None if health else Reason.NOT_HEALTH,
        scores=scores,
        topic=reading.topic,
        keyphrase=reading.keyphrase.text if reading.keyphrase else None,
        findings=tuple(identify(base.target, _located(findings, article))),
        criteria=judge(article) if health else (),
        moved={axis: page_model(axis).moved(features) for axis in judged},
    )


def _located(findings: Iterable[Finding], article: Article) -> Iterator[Finding]:
    """Give each finding the source line and column where its block begins, where that is known."""
    starts = [block.start for block in article.blocks]
    for finding in findings:
        block = article.blocks[max(0, bisect_right(starts, finding.start) - 1)]
        placed = finding.end > finding.start and block.line is not None
        yield replace(finding, line=block.line, column=block.column) if placed else finding


def _language(article: Article) -> str | None:
    from detector.extract.language_id import identify as identify_language

    return identify_language("\n".join(block.text for block in article.body))


def _unscorable(article: Article, language: str | None) -> Reason | None:
    if not article.body:
        return Reason.NO_ARTICLE
    if article.words < MIN_WORDS:
        return Reason.TOO_SHORT
    return None if language == "en" else Reason.NOT_ENGLISH


def _whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _unread(target: str, error: str) -> Assessment:
    return Assessment(target, Verdict.UNSCORED, reason=Reason.UNREADABLE, error=error)


def _crash(error: Exception) -> str:
    return (
        f"The page could not be judged because of an internal error ({type(error).__name__}: "
        f"{error}); please report it with the page."
    )
