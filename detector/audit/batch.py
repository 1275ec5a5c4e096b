"""From pages to assessments, batch by batch: the one function that every engine calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import pyarrow as pa

from detector.assess import Detector
from detector.assessment import Assessment, Reason, Verdict
from detector.audit.fingerprint import fingerprint
from detector.audit.options import AuditOptions
from detector.audit.overtime import Overtime, limited
from detector.audit.schema import ASSESSMENTS, PAGES, host_of, row, speakable
from detector.errors import ModelError
from detector.page import Page, Unread
from detector.sources.slices import Located

TOGETHER = 32  # pages a batch
WEIGHT = 4 * 1024 * 1024  # bytes a batch
SHARE = 8  # as many pages of a batch together may take the time of one
WARM = (
    "Knee pain is common after a fall. Rest the leg for two days, put a cold pack on the joint for "
    "ten minutes at a time, and take paracetamol if the pain keeps you awake. After two days start "
    "to move it again, because a joint that is never used becomes stiff. See a doctor if you "
    "cannot stand on the leg, or if the swelling has not gone down after a week of rest at home."
)

_Watch = Callable[[int, int, float], None]


def assess_batch(batch: pa.RecordBatch, options: AuditOptions | None = None) -> pa.RecordBatch:
    """Judge the pages of a batch (schema ``PAGES``); return their rows (schema ``ASSESSMENTS``).

    Pure: equal pages and options give equal rows. A page that crashes or takes too long becomes
    ``unreadable`` with the error, after a second try alone.

    Raises:
        ModelError: the installation is at fault, not a page.
    """
    return rows_of(batch, options or AuditOptions())


def rows_of(
    batch: pa.RecordBatch,
    options: AuditOptions,
    *,
    alone: bool = False,
    watch: _Watch = lambda *_: None,
) -> pa.RecordBatch:
    """As assess_batch; ``alone`` judges page by page from the first try.

    ``watch`` is told of each step before it begins: its first page, how many, seconds allowed.
    """
    rows = batch.to_pylist()
    pages = [_page(one) for one in rows]
    judged = _judged(pages, options, alone, watch)
    made = []
    for one, assessment in zip(rows, judged, strict=True):
        place = {name: one[name] for name in ("host", "source", "position")}
        made.append(_row(assessment, place, options))
    return pa.RecordBatch.from_pylist(made, schema=ASSESSMENTS)


def batches(pages: Iterator[Located], source: str) -> Iterator[pa.RecordBatch]:
    """Gather pages into batches of bounded size (schema ``PAGES``)."""
    rows: list[dict[str, Any]] = []
    weight = 0
    for located in pages:
        rows.append(_packed(located, source))
        weight += len(rows[-1].get("content") or b"")
        if len(rows) >= TOGETHER or weight >= WEIGHT:
            yield pa.RecordBatch.from_pylist(rows, schema=PAGES)
            rows, weight = [], 0
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=PAGES)


def warm_up(options: AuditOptions) -> None:
    """Load the models, so that no page pays for it."""
    _detector(options.extractor).assess_text(WARM)


@cache
def _detector(extractor: str) -> Detector:
    return Detector(extractor=extractor)


def _judged(
    pages: Sequence[Page | Unread], options: AuditOptions, alone: bool, watch: _Watch
) -> list[Assessment]:
    """Judge pages together, and again alone those that failed."""
    detector = _detector(options.extractor)
    judged: list[Assessment | None] = [None] * len(pages)
    if not alone:
        seconds = options.page_timeout * max(1.0, len(pages) / SHARE)
        watch(0, len(pages), seconds)
        try:
            with limited(seconds):
                judged = list(detector.assess(pages))
        except ModelError:
            raise
        except (Exception, Overtime):  # noqa: S110 — whose fault it was is found out below
            pass
    for number, (page, found) in enumerate(zip(pages, judged, strict=True)):
        if found is None or (isinstance(page, Page) and found.reason is Reason.UNREADABLE):
            watch(number, 1, options.page_timeout)
            judged[number] = _alone(detector, page, options.page_timeout)
    return [found for found in judged if found]


def _alone(detector: Detector, page: Page | Unread, seconds: float) -> Assessment:
    try:
        with limited(seconds):
            return detector.assess_page(page)
    except ModelError:
        raise
    except Overtime:
        error = f"The page took more than {seconds:g} seconds of the processor (--page-timeout)."
    except Exception as crash:
        error = f"The page could not be judged ({type(crash).__name__}: {crash})."
    return Assessment(page.target, Verdict.UNSCORED, reason=Reason.UNREADABLE, error=error)


def _row(assessment: Assessment, place: dict[str, Any], options: AuditOptions) -> dict[str, Any]:
    made = row(assessment, **place)
    if made["text"]:
        made["fingerprint"] = fingerprint(made["text"])
    if not options.text:
        made["text"] = None
    return made


def _packed(located: Located, source: str) -> dict[str, Any]:
    page = located.page
    url = page.url if isinstance(page, Page) else page.target
    packed = {
        "target": speakable(page.target),
        "host": host_of(url, speakable(located.host)),
        "source": speakable(source),
        "position": located.position,
        "local": False,
    }
    if isinstance(page, Unread):
        return packed | {"error": speakable(page.error)}
    return packed | {
        "content": page.content,
        "media_type": page.media_type,
        "charset": page.charset,
        "url": page.url,
        "fetched": page.fetched and page.fetched.isoformat(),
        "local": page.local,
    }


def _page(packed: dict[str, Any]) -> Page | Unread:
    if packed["content"] is None:
        return Unread(packed["target"], packed["error"] or "There is no page.")
    fetched = packed["fetched"] and datetime.fromisoformat(packed["fetched"])
    names = ("target", "content", "media_type", "charset", "url", "local")
    return Page(**{name: packed[name] for name in names}, fetched=fetched)
