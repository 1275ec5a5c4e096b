"""Plain generator titles: frames that generators use and that people use too.

What it finds
    Titles, level-1 headings and addresses such as "The Ultimate Guide to X", "X for Dummies" or
    "Facts About X Revealed" whose frame belongs to the second tier of the generators' titles.

Why it matters
    Page generators mix these frames with the odd ones of TPL101. On a page that shows a second
    sign, a stuffed phrase or a cut text, the frame adds to the picture.

When it is wrong
    Often: this is ordinary English, and honest pages bear such titles. The finding is an info of
    low strength and counts only together with a second signal.

Example:
    "Knee Brace Fundamentals Explained" as the title of a page.

Sources
    The table data/title_templates.csv, tier 2: frames seen on link-network pages, with eight hits
    among 2,311 titles of honest pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.templates import matches

CODE = Code(
    "TPL102",
    "plain generator title",
    Axis.STUFFED,
    Severity.INFO,
    ("data/title_templates.csv, tier 2: frames with eight hits among 2,311 honest titles",),
)

PLAIN = 0.2  # what a frame is worth that people write too


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every name that a tier 2 template makes, once if two are the same."""
    told: set[str] = set()
    for match in matches(reading):
        name = match.text.lower()
        if match.tier == 2 and name not in told:
            told.add(name)
            yield CODE.on_page(
                match.text,
                f"The {match.place} has the frame “{match.template.pattern}”, which generators "
                "and people both use: it counts only together with a second signal.",
                strength=min(match.template.strength, PLAIN),
            )
