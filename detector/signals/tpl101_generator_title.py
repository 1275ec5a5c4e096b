"""Generator titles: a title, main heading or address that a known page generator makes.

What it finds
    Titles such as "Not Known Facts About knee pain" or "The smart Trick of back braces That Nobody
    is Discussing", in the title, the level-1 headings and the last part of the address: a fixed
    frame with a slot for a search phrase. A site name behind or before the title is ignored.

Why it matters
    These frames, odd capitals and stiff wording included, come from programs that fill link
    networks. People do not write "Indicators on sciatica You Should Know". None of the frames
    stands among 2,311 titles of honest pages, 359 of them medical.

When it is wrong
    Frames that people write as well ("5 simple techniques for better sleep") count here only with
    the capitals of the generators ("5 Simple Techniques For"), and else as TPL102; who capitalises
    every word is taken for one. A few frames are possible English ("The 2-Minute Rule for
    stretching", "Our Migraine Diaries"); they carry less strength. An article about such titles
    may use one as its own.

Example:
    "Rumored Buzz on tennis elbow exercises" as the title of a page.

Sources
    The table data/title_templates.csv, collected from link-network pages; it names a source a row.
    Zhang, Wang and Voelker 2014, DSpin: detecting automatically spun content on the web (NDSS), on
    the pages that such generators make.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.templates import matches

CODE = Code(
    "TPL101",
    "generator title",
    Axis.STUFFED,
    Severity.ERROR,
    (
        "data/title_templates.csv, tier 1: frames without a hit among 2,311 honest titles",
        "Zhang, Wang and Voelker 2014, DSpin: detecting automatically spun content (NDSS)",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every name of the page that a tier 1 template makes."""
    for match in matches(reading):
        if match.tier == 1:
            yield CODE.on_page(
                match.text,
                f"The {match.place} is made by a page generator from the frame "
                f"“{match.template.pattern}” with “{' '.join(match.slot)}” in its slot.",
                strength=match.template.strength,
            )
