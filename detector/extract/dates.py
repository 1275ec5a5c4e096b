"""Days as pages write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime

from detector.extract.hush import hush

ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?([01]\d)[-/.]?([0-3]\d)(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NOT_A_DAY = re.compile(
    r"\b(?:at\s+)?\d{1,2}:\d\d.*$|^(?:published|updated|posted)(?: on)?:?\s+", re.IGNORECASE
)
FILLED_IN = (datetime(2000, 1, 1), datetime(2000, 2, 2))  # only their days are read


def day(value: object) -> str | None:
    """Return the ISO day that ``value`` names, or None; a date without year or day is none."""
    text = str(value or "").strip()[:80]
    match = ISO.search(text)
    if match:
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            return None
    if not YEAR.search(text):
        return None
    from dateutil import parser

    text = NOT_A_DAY.sub("", text)  # a clock has a zone, and its spellings are many
    try:
        first, second = (parser.parse(text, default=default) for default in FILLED_IN)
    except (ValueError, OverflowError, TypeError):
        return None
    return first.date().isoformat() if first == second else None


def day_by_search(html: str, url: str | None) -> str | None:
    """Return a day from the address or a phrase such as "Posted on …", for pages that state none.

    htmldate (https://htmldate.readthedocs.io) without its extensive search, which guesses.
    """
    from htmldate import find_date

    hush("htmldate")
    return day(find_date(html, url=url, extensive_search=False, original_date=True))
