"""What a user decides about an audit and what its result depends on."""

from __future__ import annotations

from dataclasses import dataclass, field

from detector.sources.slices import SliceOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """How pages are read and judged; an audit is resumed with the options it was begun with.

    ``text`` keeps the article text. ``page_timeout`` bounds one page, in seconds
    of the processor.
    ``limit`` is the number of pages after which the audit ends.
    """

    slices: SliceOptions = field(default_factory=SliceOptions)
    extractor: str = "precise"
    text: bool = True
    page_timeout: float = 30.0
    limit: int | None = None
