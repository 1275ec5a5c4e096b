"""Generator titles as data: the templates of ``data/title_templates.csv`` matched on its names.

A page is named by its title, its level-1 headings and the last part of its address. Case and
punctuation play no part in the match, so that a slug matches like the title it was made from. But
people too write "5 simple techniques for better sleep"; where a template is ``cased``, only the
capitals and the full stop of the generators ("5 Simple Techniques For …") make it decisive.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from detector import urls
from detector.article import Article
from detector.memo import once
from detector.reading import Reading
from detector.words import STOPWORDS

TABLE = Path(__file__).with_name("data") / "title_templates.csv"
SUFFIX = re.compile(r"\s+[|–—·»:-]{1,2}\s+(?=\S)|\s*[|»]\s*")
TOKEN = re.compile(r"\{[XN]\}|[^\W_]+")
COUNTS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "top", "other"}
)
LONGEST_SLOT = 12


@dataclass(frozen=True)
class Template:
    """A title with a slot: ``pattern`` as published, ``tier`` 1 (decisive) or 2 (plain English).

    One that is ``cased`` is decisive as written, and plain English with other capitals.
    """

    tier: int
    cased: bool
    pattern: str
    strength: float
    expression: re.Pattern[str]


@dataclass(frozen=True)
class Match:
    """A name of the page made from a template: where it stands, its text and what fills the slot.

    ``slot`` and ``frame`` (the words of the template) are cut from ``text`` in its own case; a slug
    has no case to look at.
    """

    template: Template
    place: str
    text: str
    slot: tuple[str, ...]
    frame: tuple[str, ...]

    @property
    def tier(self) -> int:
        """1 if the name is decisive, 2 if people write such names too."""
        return 2 if self.template.cased and not self._as_written() else self.template.tier

    def _as_written(self) -> bool:
        pattern = self.template.pattern
        words = [word for word in TOKEN.findall(_unquote(pattern)) if word != "{X}"]
        same = all(w in (said, "{N}") for w, said in zip(words, self.frame, strict=True))
        return same and (self.text.endswith(".") or not pattern.endswith("."))


@cache
def templates() -> tuple[Template, ...]:
    """Return every template of the table, tier 1 first."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["tier"])
    return tuple(_template(row) for row in rows)


def _template(row: dict[str, str]) -> Template:
    pattern = row["pattern"]
    tier, strength = int(row["tier"]), float(row["strength"])
    return Template(tier, bool(row["cased"]), pattern, strength, _compile(pattern))


def _compile(pattern: str) -> re.Pattern[str]:
    slots = {
        "{X}": rf"(?P<slot>\w+(?: \w+){{0,{LONGEST_SLOT - 1}}}?)",
        "{N}": r"\d+",
    }
    words = (slots.get(w) or w.lower() for w in TOKEN.findall(_unquote(pattern)))
    return re.compile(" ".join(words))


def _unquote(text: str) -> str:
    return re.sub(r"(?<=\w)['’](?=\w)", "", text)


@once
def matches(reading: Reading) -> tuple[Match, ...]:
    """Return the templates that the names of the page are made from, at most one a name."""
    found = (_match(place, name) for place, name in _names(reading.article))
    return tuple(match for match in found if match is not None)


def _names(article: Article) -> Iterator[tuple[str, str]]:
    if article.title:
        yield "title", article.title
    for heading in article.headings:
        if heading.level == 1:
            yield "heading", heading.text
    if article.slug:
        yield "slug", article.slug
    query = parse_qs(urls.split(article.url or "").query)  # story.php?title=… of link networks
    for name in query.get("title", [])[:1]:
        yield "slug", re.sub(r"[-_+]+", " ", name)


def _match(place: str, name: str) -> Match | None:
    for text in _without_site(name):
        words = TOKEN.findall(_unquote(text))
        plain = " ".join(words).lower()
        for template in templates():
            match = template.expression.fullmatch(plain)
            if match and _is_phrase(match["slot"]):
                before = plain[: match.start("slot")].count(" ")
                after = before + match["slot"].count(" ") + 1
                frame = (*words[:before], *words[after:])
                return Match(template, place, text.strip(), tuple(words[before:after]), frame)
    return None


def _is_phrase(slot: str) -> bool:
    """Whether something could be searched for by the words: "About us" and "5 things" are not."""
    return any(not (w.isdigit() or w in STOPWORDS or w in COUNTS) for w in slot.split())


def _without_site(name: str) -> Iterator[str]:
    """Yield a name without a site name behind it, without one before it, and whole."""
    breaks = list(SUFFIX.finditer(name))
    if breaks:
        yield name[: breaks[-1].start()]
        yield name[breaks[0].end() :]
    yield name
