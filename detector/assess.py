"""The Detector: pages in, assessments with evidence out. It is the public Python API."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from detector.artefacts import versions
from detector.article import Article, Kind, Part, assemble
from detector.assessment import Assessment, Reason, Verdict
from detector.errors import DetectorError, ModelError, UsageError
from detector.finding import Axis, Finding, identify
from detector.page import Page, Unread

if TYPE_CHECKING:
    from detector.reading import Reading

MIN_WORDS = 60
SURE_WORDS = 120  # a shorter page is soon read, and may be too short without its boilerplate
# Of all visible words of a page: where the fast reader found no more, its body is mostly elsewhere.
THIN = 0.15


class Detector:
    """Judges pages one after another; loads its models at the first page that needs them.

    ``extractor`` is the reader of HTML bodies, ``"precise"`` or ``"fast"``. One Detector may be
    used for any number of pages, and gives the same page the same assessment each time.
    ``accepted`` are terms whose repetition is no stuffing: brands, procedures, names of clinics.
    ``keyphrase`` names what the pages want to be found for; without it the tool finds out. An
    unknown extractor, or accepted terms that are one string, raise UsageError.

    With ``cascade``, every page is first read cheaply: the fast reader of HTML, all signals but the
    misfits, and a forecast of what the rewriting model would say (:mod:`detector.cascade`). A page
    that is clearly clean is judged by that alone: it passes, its score ``spun`` is the one that
    pages of its forecast have, below the threshold of ``review``, and its text is what the fast
    reader found, unless that is but a small part of what the page shows. Every other page is read
    again by ``extractor``, and by the rewriting model unless it is that text's forecast that is
    clearly clean.
    ``cascade=False`` reads every page by both, at several times the cost, and gives it the score of
    the full model.
    """

    def __init__(
        self,
        *,
        extractor: str = "precise",
        accepted: tuple[str, ...] = (),
        keyphrase: str | None = None,
        cascade: bool = True,
    ) -> None:
        from detector.extract.html import known

        if isinstance(accepted, str):
            raise UsageError(f'The accepted terms are one string; give a tuple, ("{accepted}",).')
        self.extractor, self.accepted, self.keyphrase = known(extractor), accepted, keyphrase
        self._cascade = cascade

    @property
    def cascade(self) -> bool:
        """Whether pages are first read cheaply: wanted so, and the cheap stage is installed."""
        if not self._cascade:
            return False
        from detector.cascade import fitted

        return fitted()

    def assess(self, pages: Iterable[Page | Unread]) -> Iterator[Assessment]:
        """Yield one Assessment a page, in order; a page that cannot be judged says why."""
        for page in pages:
            yield self.assess_page(page)

    def assess_page(self, page: Page | Unread) -> Assessment:
        """Return the Assessment of one page.

        Raises:
            UsageError: it is no page.
            ModelError: the installation is at fault, not the page.
        """
        if isinstance(page, Unread):
            return _unread(page.target, page.error)
        if not isinstance(page, Page):
            raise UsageError(
                f"What was given is a {type(page).__name__} and no Page; make one of it, or give a "
                "text to assess_text."
            )
        found = _safely(page.target, lambda: self.read(page)[1])
        return replace(found, fetched=page.fetched)

    def assess_text(
        self, text: str, *, title: str | None = None, url: str | None = None, target: str = "-"
    ) -> Assessment:
        """Return the Assessment of plain text, paragraphs parted by blank lines.

        ``url`` is where the text was published; the words of an address are evidence too. Halves of
        surrogate pairs, which are no characters, count as replacement characters.

        Raises:
            UsageError: what was given is no str.
            ModelError: the installation is at fault, not the text.
        """
        from detector.extract.plain import parts_of_plain

        text, title = _whole(text), title and _whole(title)
        heading = [Part(Kind.HEADING, title, level=1)] if title else []
        article = assemble([*heading, *parts_of_plain(text)], title=title, url=url)
        return _safely(target, lambda: self.assess_article(article, target=target))

    def assess_path(self, path: str | Path) -> Assessment:
        """Return the Assessment of one file.

        Raises:
            UsageError: it is a folder.
            ModelError: the installation is at fault, not the file.
        """
        from detector.sources import SourceOptions, pages

        if Path(path).is_dir():
            raise UsageError(f"{path} is a folder; give its files one by one.")
        return next(self.assess(pages([str(path)], SourceOptions())))

    def assess_article(self, article: Article, *, target: str) -> Assessment:
        """Return the Assessment of an Article that was already extracted."""
        reading = self._reading(article)
        base = _base(reading, target)
        if base.reason:
            return base
        return self._finished(base, reading)

    def read(self, page: Page) -> tuple[Article, Assessment]:
        """Return the Article of a page that its Assessment speaks of, and the Assessment.

        Raises:
            UnreadableError: the bytes hold no text.
            UsageError: there is no extractor of that name.
            ModelError: the installation is at fault, not the page.
        """
        from detector.extract import draft_of

        draft = draft_of(page)
        article = draft.article("fast" if self.cascade else self.extractor)
        reading = self._reading(article)
        base = _base(reading, page.target)
        if self.cascade and not base.reason and not thin(article):
            clean = _glimpsed(base, reading)
            if clean:
                return article, clean
        if draft.article(self.extractor) is not article:
            article = draft.article(self.extractor)
            reading = self._reading(article)
            base = _base(reading, page.target)
        return article, base if base.reason else self._finished(base, reading)

    def _finished(self, base: Assessment, reading: Reading) -> Assessment:
        """Return the Assessment of a page by its final text."""
        clean = _glimpsed(base, reading, final=True) if self.cascade else None
        return clean or _scored(base, reading)

    def _reading(self, article: Article) -> Reading:
        from detector.reading import Reading

        return Reading.of(article, self.accepted, self.keyphrase)


def _base(reading: Reading, target: str) -> Assessment:
    """Return what is known of a page before it is scored, with the reason if it cannot be."""
    article = reading.article
    language = _language(article)
    return Assessment(
        target,
        Verdict.UNSCORED,
        reason=_unscorable(article, language),
        title=article.title,
        language=language,
        words=article.words,
        models=versions(),
        text=article.text,
        extents=article.extents,
    )


def thin(article: Article) -> bool:
    """Whether the body is so small a part of its page that another reader may find another."""
    breaks = article.page_text.count(" ") + article.page_text.count("\n")
    return article.words < THIN * breaks


def _glimpsed(base: Assessment, reading: Reading, *, final: bool = False) -> Assessment | None:
    """Return the Assessment of a page for which the cheap stage is enough, else None."""
    if base.words < SURE_WORDS:
        return None
    from detector.cascade import glimpse

    seen = glimpse(reading, final=final)
    if not seen.clean:
        return None
    return _judged(base, reading, seen.findings, seen.features, seen.scores)


def _scored(base: Assessment, reading: Reading) -> Assessment:
    """Return the Assessment of a page by all signals and the page models."""
    from detector.scoring import judged_axes, page_model
    from detector.signals import measure, run
    from detector.topic import HEALTH

    findings = run(reading)
    features = measure(reading, findings)
    judged = judged_axes(reading.topic == HEALTH)
    scores = {axis: page_model(axis).score(features) for axis in judged}
    return _judged(base, reading, findings, features, scores)


def _judged(
    base: Assessment,
    reading: Reading,
    findings: Iterable[Finding],
    features: Mapping[str, float],
    judged: Mapping[Axis, float],
) -> Assessment:
    from detector.criteria import judge
    from detector.scoring import page_model, verdict
    from detector.topic import HEALTH

    health = reading.topic == HEALTH
    scores: dict[Axis, float | None] = {**dict.fromkeys(Axis), **judged}
    models = {axis: page_model(axis) for axis in judged}
    return replace(
        base,
        verdict=verdict(scores),
        reason=None if health else Reason.NOT_HEALTH,
        scores=scores,
        topic=reading.topic,
        keyphrase=reading.keyphrase.text if reading.keyphrase else None,
        findings=tuple(identify(base.target, _located(findings, reading.article))),
        criteria=judge(reading.article) if health else (),
        moved={
            axis: model.moved(features)
            for axis, model in models.items()
            if all(name in features for name in model.features)
        },
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
    if not isinstance(text, str):
        raise UsageError(
            f"The text is of the type {type(text).__name__}; give a str, or bytes as a Page."
        )
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _safely(target: str, judge: Callable[[], Assessment]) -> Assessment:
    """Return what ``judge`` returns; one hostile page must not end a crawl."""
    try:
        return judge()
    except (ModelError, UsageError):
        raise
    except DetectorError as error:
        return _unread(target, str(error))
    except Exception as error:
        return _unread(target, _crash(error))


def _unread(target: str, error: str) -> Assessment:
    return Assessment(target, Verdict.UNSCORED, reason=Reason.UNREADABLE, error=error)


def _crash(error: Exception) -> str:
    return (
        f"The page could not be judged because of an internal error ({type(error).__name__}: "
        f"{error}); please report it with the page."
    )
