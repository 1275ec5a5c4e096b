"""Dates as pages show them, and the words that say what a date is of."""

from __future__ import annotations

import re
from itertools import pairwise

from detector.criteria.view import Cue, View
from detector.lazy import regex

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"ene(?:ro)?|f[ée]vr?(?:ier)?|abr(?:il)?|ago(?:sto)?|ao[ûu]t|dic(?:iembre)?|okt(?:ober)?|"
    r"m[äa]rz|mai|juin|juli?|dez(?:ember)?)"
)
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
TEXT_DATE = (
    rf"(?:{MONTH}\.?[ -]{DAY},?[ -](?:at )?{YEAR}|{DAY}[ -](?:of )?{MONTH}\.?,?[ -]{YEAR}|"
    rf"{MONTH}\.?,? {YEAR}|{YEAR},? {MONTH}\.?(?: {DAY})?)"
)
M, D = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
SHORT = rf"(?:{M}[-/.]{D}|{D}[-/.]{M})[-/.](?:{YEAR}|\d\d)"
NUMBER_DATE = (
    rf"(?:{YEAR}[-/.][01]?\d[-/.][0-3]?\d|{SHORT}|"
    rf"[01]?\d[-/]{YEAR}|{YEAR}[01]\d[0-3]\d)"
)
DATE = regex(rf"(?<![\w/.-])(?:{TEXT_DATE}|{NUMBER_DATE})(?!(?!T\d\d:)[\w-])", re.IGNORECASE)
WHAT = (
    r"(?:(?:last|most recently|medically|first|originally|clinically|fact)?[ -]?(?:updated?|"
    r"updating|"
    r"review(?:ed)?|modified|revised|revision|changed|edited|published|posted|released|written|"
    r"created|"
    r"issued|checked|answered|produced)|publication|published online|current as of|content as of|"
    r"as of date|page current|reviewed/revised|date of (?:publication|last)|date)"
)
STATED = Cue(
    ("updat", "review", "modif", "revis", "publish", "posted", "current as of", "content as of",
     "last changed", "last edited", "date:", "date ", "issued", "written on", "publication",
     "created", "released", "checked", "answered", "produced"),
    regex(
        rf"\b{WHAT}(?: (?:date|on|at|by|in|:|review|update|revision|the|this|page|article|content|"
        rf"content was|was|is|medically|version))*[\s:|–—-]*"
        rf"(?:on |by [\w.,'’ –—-]{{3,60}}? (?:on )?)?"
        rf"(?:\d\d?:\d\d(?:\s*[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}})?[,|]?\s*)?(?:[A-Z][a-z]{{2,8}},?\s)?"
        rf"(?:{TEXT_DATE}|{NUMBER_DATE})",
        re.IGNORECASE,
    ),
    before=24,
    after=130,
)  # fmt: skip
# "an analysis published in May 2025" dates another text; so does what stands in a list of teasers.
OTHERS = regex(
    r"\b(?:published|released|issued|reviewed|updated|posted)(?: online)? in\b", re.IGNORECASE
)
# When a page will be looked at again says that it has a date, but the day of writing says more.
AGAIN = regex(r"\bnext\b|\breview date\b|\bdate (?:of|for) (?:next )?review\b", re.IGNORECASE)
# "BASEL, Switzerland, March 4, 2024 (NEWSWIRE) --": how press releases begin.
DATELINE = regex(
    rf"^[A-Z][A-Z.’' -]{{2,30}},[\w., ]{{0,40}}?(?i:{TEXT_DATE})(?= ?(?:\(|/|--|–|—))", re.MULTILINE
)
WEEKDAY = regex(r"^(?:mon|tue|wed|thu|fri|sat|sun)\w*,? *", re.IGNORECASE)
CLOCK = regex(
    r"(?:\bat )?\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:[A-Z]{2,4}|"
    r"GMT[+-]\d+)\)?)?",
    re.IGNORECASE,
)


def shown(view: View) -> str | None:
    """Return where the visible page dates itself, or None.

    Either a phrase such as "Last reviewed: 5 May 2021", or a line near the headline that holds
    little but a date, or the dateline of a press release.
    """
    text, again = view.flat.text, None
    for match in STATED.matches(view.flat):
        if OTHERS.search(text, max(0, match.start() - 30), match.end()):
            continue
        found = " ".join(match.group().split())
        if not AGAIN.search(text, max(0, match.start() - 12), match.end()):
            return found
        again = again or found
    line = next((line for line in _near_headline(view) if _is_date(line)), None)
    dateline = None if line or again else DATELINE.search(view.body.text)
    return line or again or (dateline.group() if dateline else None)


def _near_headline(view: View) -> tuple[str, ...]:
    lines = [line for line in view.head if len(line) < 80]
    return (*lines, *(f"{one} {two}" for one, two in pairwise(lines) if len(one) + len(two) < 40))


def _is_date(line: str) -> bool:
    match = DATE.search(line)
    if not match:
        return False
    rest = CLOCK.sub("", line[: match.start()] + line[match.end() :])
    return len(re.findall(r"[^\W\d_]{2,}", WEEKDAY.sub("", rest))) <= 4
