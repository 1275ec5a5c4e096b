"""Template-made contents: the headings are frames with one and the same phrase in the slot.

What it finds
    Four or more headings (or items of a table of contents) that fit the frames of
    ``data/heading_templates.csv`` with the same phrase of two words or more in every slot; at least
    two of the frames are of the kind that sells ("How to choose the best X", "Why X matters").

Why it matters
    An outline that a program or a brief filled in says nothing of what the sections hold. People
    shorten a heading to "Causes" once the title has said of what.

When it is wrong
    Medical encyclopaedias ask the same questions of every disease, by design; their frames alone
    ("What is X", "Symptoms of X") are never enough. Shops with a house style. Like every plain
    frame it counts only together with a second signal.

Example:
    "What is hip pain relief", "Benefits of hip pain relief", "How to choose hip pain relief" and
    "Final thoughts on hip pain relief" as headings.

Sources
    The table data/heading_templates.csv, with a source a row; Yoast SEO, keyphrase in subheadings.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from detector.article import Kind
from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.named_places import fold_phrase
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "TPL104",
    "template-made contents",
    Axis.STUFFED,
    Severity.INFO,
    ("data/heading_templates.csv", "Yoast SEO, keyphrase in subheadings"),
)
TABLE = Path(__file__).with_name("data") / "heading_templates.csv"
LEAST_HEADINGS, LEAST_SELLING = 4, 2
MOST_CHARS = 120
ENDS = re.compile(r"^(?:\d+ (?:\| )?)?(?:the )?|(?: \|)+ ?$")


@cache
def frames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kind and expression of every frame, over folded words."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    slot = r"(?:(?:an?|the) )?(?P<slot>[^|]+? [^|]+?)"
    patterns = [(row["kind"], fold_phrase(row["pattern"].replace("{X}", "qqq"))) for row in rows]
    return tuple((kind, re.compile(ENDS.sub("", p).replace("qqq", slot))) for kind, p in patterns)


@once
def outline(reading: Reading) -> tuple[str, dict[str, str]]:
    """Return the phrase that fills most headings, and those headings with the kind of frame."""
    filled: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for block in reading.article.body:
        if block.kind in (Kind.HEADING, Kind.LIST_ITEM) and len(block.text) <= MOST_CHARS:
            folded = ENDS.sub("", fold_phrase(block.text))
            for kind, expression in frames():
                match = expression.fullmatch(folded)
                if match:
                    filled[match["slot"]][block.text] = kind
                    break
    if not filled:
        return "", {}
    return max(filled.items(), key=lambda item: (len(item[1]), item[0]))


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding for an outline whose headings are frames with one phrase."""
    phrase, headings = outline(reading)
    selling = sum(kind == "seo" for kind in headings.values())
    if len(headings) >= LEAST_HEADINGS and selling >= LEAST_SELLING:
        yield CODE.on_page(
            " / ".join(headings),
            f"{len(headings)} headings are frames with “{phrase}” in the slot.",
            strength=min(0.8, 0.1 * len(headings)),
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``tpl104_frames``: how many headings are frames with one phrase in the slot."""
    return {"tpl104_frames": float(len(outline(reading)[1]))}
