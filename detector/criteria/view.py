"""A View is an Article as the criteria look at it: flat texts, and patterns that cost little.

A page has up to 300,000 characters and some thirty patterns look at them, so no pattern runs over
the text: a Cue is tried only around its anchors, which ``str.find`` finds a hundred times faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from detector.article import Article

MAX_TRIES = 60
ABOVE, BELOW = 8, 40  # lines around the headline
HEADLINES = 4
TAIL = 6_000


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its lower-case twin of equal length."""

    text: str
    lower: str

    @classmethod
    def of(cls, text: str) -> Text:
        """Return ``text`` with its twin; the few letters whose lower case is longer are kept."""
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
        return cls(text, lower)


@dataclass(frozen=True)
class Cue:
    """A pattern that is tried only where one of its lower-case anchors stands.

    ``before`` and ``after`` are characters around the beginning of the anchor.
    """

    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    before: int = 80
    after: int = 160

    def matches(self, text: Text) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text``, anchor by anchor; one place may be met more than once."""
        for anchor in self.anchors:
            place = text.lower.find(anchor)
            for _ in range(MAX_TRIES):
                if place < 0:
                    break
                start, end = max(0, place - self.before), place + self.after
                yield from self.pattern.finditer(text.text, start, end)
                place = text.lower.find(anchor, place + len(anchor))

    def search(self, text: Text) -> str | None:
        """Return what the first match says, in whole words and with spaces folded, or None."""
        match = next(self.matches(text), None)
        return " ".join(_whole(text.text, *match.span()).split()) if match else None


def _whole(text: str, start: int, end: int) -> str:
    """Return ``text[start:end]`` and what is missing of its first and last word."""
    while start > 0 and text[start - 1 : start + 1].isalpha():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalpha():
        end += 1
    return text[start:end]


class View:
    """The texts of one page that criteria search."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @property
    def whole(self) -> bool:
        """Whether the page is here with its surroundings, so that an absence means something."""
        return bool(self.article.page_text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The runs of visible text, in page order."""
        return tuple((self.article.page_text or self.article.text).split("\n"))

    @cached_property
    def flat(self) -> Text:
        """All visible text on one line."""
        return Text.of(" ".join(filter(None, self.lines)))

    @cached_property
    def body(self) -> Text:
        """The text of the article proper, a line for each block."""
        return Text.of("\n".join(block.text for block in self.article.body))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The persons whom the page names as author or reviewer."""
        from detector.criteria.people import named

        return named(self)

    @cached_property
    def about_treatment(self) -> bool:
        """Whether the body speaks of treatments often enough for DISCERN's questions."""
        from detector.criteria.treatment import about_treatment

        return about_treatment(self.body, self.article.words)

    @cached_property
    def tail(self) -> Text:
        """The last 6,000 visible characters, where sites say who they are."""
        return Text.of(self.flat.text[-TAIL:])

    @cached_property
    def top(self) -> tuple[str, ...]:
        """The lines around the headline: a few above, some forty below."""
        return self._around(ABOVE, BELOW)

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The lines next to the headline and before the first paragraph."""
        return self._around(6, 18)

    def _around(self, above: int, below: int) -> tuple[str, ...]:
        near: set[int] = set()
        for spot in self._headlines or (0,):
            near |= set(range(max(0, spot - above), min(len(self.lines), spot + below)))
        if self._opening is not None:
            near |= set(range(max(0, self._opening - above), self._opening))
        return tuple(self.lines[index] for index in sorted(near))

    @cached_property
    def _headlines(self) -> tuple[int, ...]:
        """The lines that repeat the title or the first heading."""
        names = [self.article.title or "", *(block.text for block in self.article.headings[:1])]
        for head in (" ".join(name.split())[:25] for name in names if len(name) > 8):
            spots = [index for index, line in enumerate(self.lines) if line.startswith(head)]
            if spots:
                return tuple(spots[:HEADLINES])
        return ()

    @cached_property
    def _opening(self) -> int | None:
        """The line where the first long paragraph of the body begins."""
        texts = (block.text for block in self.article.body if len(block.text) > 80)
        start = next(texts, "")[:25]
        found = (index for index, line in enumerate(self.lines) if line.startswith(start))
        return next(found, None) if start else None

    @cached_property
    def links(self) -> Text:
        """The links, a line for each: its words, a tab, the path of its address."""
        return Text.of("\n".join(map(_link_line, self._labels)))

    @property
    def _labels(self) -> list[tuple[str, str]]:
        return [(link.text, link.url) for link in self.article.links if len(link.text) < 60]


def _link_line(label: tuple[str, str]) -> str:
    text, url = label
    if url.startswith(("mailto:", "tel:")):
        return f"{text}\t{url}"
    parts = url.split("?", 1)[0].split("/", 3)  # urlsplit costs ten times as much
    return f"{text}\t/{parts[3] if len(parts) > 3 else ''}"
