"""From one file to its Record: assessment, exact places, silences. This is what loads models."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detector.article import Kind
from detector.assessment import Assessment, Reason, Verdict
from detector.check.record import Located, Record
from detector.errors import DetectorError, ModelError
from detector.finding import Finding, Severity, identify
from detector.page import Page
from detector.sources import media

if TYPE_CHECKING:
    from detector.article import Article
    from detector.assess import Detector
    from detector.places import Place, Places

INSIDE = (Kind.LIST_ITEM, Kind.CELL, Kind.QUOTE, Kind.CAPTION)
LEAST_EVIDENCE = 4  # letters; shorter evidence of a page would be found anywhere


def judge(page: Page, accepted: tuple[str, ...] = ()) -> Record:
    """Return the Record of one page of the repository, whose target is its path there.

    ``accepted`` are terms whose repetition is no stuffing.

    Raises:
        ModelError: the installation is at fault, not the page.
    """
    from detector.check.silence import silences_of
    from detector.places import places_of

    if page.media_type == media.WORD:
        return _unread(page, "A check judges text files; “detector scan” reads Word documents.")
    try:
        # The places found here are exact, so extraction need not look for those of blocks.
        article, assessment = _detector(accepted).read(replace(page, local=not _is_html(page)))
        findings = assessment.findings or tuple(_of_short_page(assessment, article))
        places = places_of(page, article)
        located = tuple(_located(findings, places))
        silences = silences_of(places)
    except ModelError:
        raise
    except DetectorError as error:
        return _unread(page, str(error))
    except Exception as error:  # one hostile page must not end the check
        said = f"The file could not be judged because of an internal error ({error!r}); report it."
        return _unread(page, said)
    assessment = replace(assessment, findings=tuple(item.finding for item in located))
    return Record(assessment, places.kind, located, silences)


def _unread(page: Page, error: str) -> Record:
    unread = Assessment(page.target, Verdict.UNSCORED, reason=Reason.UNREADABLE, error=error)
    return Record(unread)


@cache
def _detector(accepted: tuple[str, ...]) -> Detector:
    from detector.assess import Detector

    return Detector(accepted=accepted)


def _is_html(page: Page) -> bool:
    return "html" in (page.media_type or "")


def _of_short_page(assessment: Assessment, article: Article) -> Iterator[Finding]:
    """Yield the errors of a page that is too short for a score: they stand on their own."""
    from detector.reading import Reading
    from detector.signals import run

    if assessment.reason is Reason.TOO_SHORT and assessment.language in (None, "en"):
        errors = (f for f in run(Reading.of(article)) if f.severity is Severity.ERROR)
        yield from identify(assessment.target, errors)


def _located(findings: Iterable[Finding], places: Places) -> Iterator[Located]:
    for finding in findings:
        if finding.end > finding.start:
            yield _in_block(finding, places)
            continue
        words = "".join(finding.found.split())
        place = places.of_words(finding.found) if len(words) >= LEAST_EVIDENCE else None
        yield Located(_at(finding, place), place, (place.line, place.end_line) if place else None)


def _in_block(finding: Finding, places: Places) -> Located:
    blocks = places.article.blocks
    index = bisect_right(blocks, finding.start, key=lambda block: block.start) - 1
    block, span = blocks[max(0, index)], places.block(max(0, index))
    whole = places.source.place(*span) if span else None
    place = places.of(finding.start, finding.end) or whole
    lines = (whole.line, whole.end_line) if whole else None
    return Located(_at(finding, place), place, lines, _digest(block.text), block.kind in INSIDE)


def _at(finding: Finding, place: Place | None) -> Finding:
    line, column = (place.line, place.column) if place else (None, None)
    return replace(finding, line=line, column=column)


def _digest(text: str) -> str:
    folded = " ".join(text.split()).casefold()
    return hashlib.sha256(folded.encode(errors="surrogatepass")).hexdigest()[:8]
