"""Leftovers of a default theme: text that came with the software and nobody replaced.

What it finds
    The sample post, page, comment, tagline and footer of common publishing systems ("Just another
    WordPress site", "Hello world!" as a title), placeholder text ("lorem ipsum"), and addresses
    with the story script of the systems that link networks run on ("story.php?title=").

Why it matters
    Sites that are set up by the hundred keep what the installer wrote. A site that somebody cares
    for does not.

When it is wrong
    A footer "Proudly powered by WordPress" and a category "Uncategorized" stand on many honest
    blogs and weigh little. Pages about web design quote such text.

Example:
    A page with the tagline "Just another WordPress site" above an article on knee braces.

Sources
    The table data/leftovers.csv names for each entry the software that writes it. Raffel et al.
    2020 (C4, JMLR 21), §2.2, drops pages with placeholder text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detector.article import Article
from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "TPL202",
    "default leftover",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "data/leftovers.csv, which names the software that writes each entry",
        "Raffel et al. 2020, Exploring the Limits of Transfer Learning (C4, JMLR 21), §2.2",
    ),
)
TABLE = Path(__file__).with_name("data") / "leftovers.csv"


@dataclass(frozen=True)
class Leftover:
    """A phrase and where it counts.

    ``place`` is "any" (title, description, any block), "body" (inside a body block), "whole" (a
    block that says nothing else), "name" (the whole title or a whole heading) or "url".
    """

    phrase: str
    place: str
    strength: float
    source: str


@cache
def leftovers() -> tuple[Leftover, ...]:
    """Return every entry of the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Leftover(_plain(r["phrase"]), r["place"], float(r["strength"]), r["source"])
            for r in csv.DictReader(lines)
        )


@cache
def _anywhere() -> re.Pattern[str]:
    """Match any phrase that may stand inside a block; most pages need no second look."""
    phrases = (e.phrase for e in leftovers() if e.place in ("any", "body"))
    return re.compile("|".join(map(re.escape, phrases)))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every leftover, once a place."""
    article = reading.article
    yield from _in_names(article)
    wholes = {e.phrase: e for e in leftovers() if e.place == "whole"}
    inside = [e for e in leftovers() if e.place in ("any", "body")]
    for block in article.blocks:
        text = _plain(block.text) if len(block.text) < 60 else block.text.lower()
        if (entry := wholes.get(text)) is not None:
            yield _at(reading, entry, block.start, block.end)
        if not _anywhere().search(text.replace("’", "'")):
            continue
        for entry in inside:
            position = text.replace("’", "'").find(entry.phrase)
            if position >= 0 and (entry.place == "any" or block.body):
                start = block.start + position
                yield _at(reading, entry, start, start + len(entry.phrase))


def _in_names(article: Article) -> Iterator[Finding]:
    title, description = _plain(article.title or ""), _plain(article.metadata.description or "")
    first = re.split(r"\s[|–—-]\s", title)[0]
    names = {title, first} | {_plain(block.text) for block in article.headings}
    for entry in leftovers():
        named = entry.place == "name" and entry.phrase in names
        said = entry.place == "any" and (entry.phrase in title or entry.phrase in description)
        addressed = entry.place == "url" and entry.phrase in (article.url or "").lower()
        if named or said or addressed:
            yield CODE.on_page(entry.phrase, _message(entry), strength=entry.strength)


def _at(reading: Reading, entry: Leftover, start: int, end: int) -> Finding:
    return CODE.between(reading.article.text, start, end, _message(entry), strength=entry.strength)


def _message(entry: Leftover) -> str:
    return f"Nobody replaced what the software put here ({entry.source})."
