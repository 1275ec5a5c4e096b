"""Slot case mismatch: a search phrase keeps its lower case inside a Title Case title.

What it finds
    A title or level-1 heading that fits a generator's frame, where the words of the frame are
    capitalised and all words in the slot are not: "The Definitive Guide to best knee brace".

Why it matters
    A person who capitalises a title capitalises all of it. A program pastes the phrase as it was
    typed into a search box, and the seam shows.

When it is wrong
    Names that begin in lower case by their owner's wish ("iPhone", "eBay") hold a capital and do
    not count; a name without any ("adidas") does. Addresses have no case and are not looked at.

Example:
    "Everything About cheap orthopedic shoes" as the title of a page.

Sources
    The Chicago Manual of Style, 17th edition, §8.159, headline-style capitalisation; the frames of
    data/title_templates.csv.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.templates import Match, matches
from detector.words import STOPWORDS

CODE = Code(
    "TPL103",
    "slot case mismatch",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "The Chicago Manual of Style, 17th edition, §8.159, headline-style capitalisation",
        "data/title_templates.csv",
    ),
)


@once
def mismatches(reading: Reading) -> tuple[Match, ...]:
    """Return the cased names of the page whose frame is capitalised and whose slot is not."""
    return tuple(m for m in matches(reading) if m.place != "slug" and _mismatch(m))


def _mismatch(match: Match) -> bool:
    slot = [word for word in match.slot if word.lower() not in STOPWORDS and word.isalpha()]
    starts_with_slot = match.template.pattern.startswith("{X}")
    frame = match.frame if starts_with_slot else match.frame[1:]
    capitalised = any(word[0].isupper() for word in frame if len(word) > 1)
    return capitalised and bool(slot) and all(word.islower() for word in slot)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every name with a lower-case slot in a capitalised frame."""
    for match in mismatches(reading):
        yield CODE.on_page(
            match.text,
            f"“{' '.join(match.slot)}” stands in lower case in a capitalised {match.place}: "
            "a phrase pasted into a frame.",
            strength=0.7 if match.tier == 1 else 0.5,
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``tpl103_slot_case``: 1.0 if a name of the page has the mismatch, else 0.0."""
    return {"tpl103_slot_case": float(bool(mismatches(reading)))}
