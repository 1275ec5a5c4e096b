"""A View is an Article as the criteria look at it: flat texts, and patterns that cost little.

A page has up to 300,000 characters and some thirty patterns look at them, so no pattern runs over
the text: a Cue is tried only around its anchors, which ``str.find`` finds a hundred times faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from detector.article import Article

MAX_TRIES = 60
TOP_LINES = 45
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
        """Yield the matches in ``text``, anchor by anchor; one place may be met twice."""
        for anchor in self.anchors:
            place = text.lower.find(anchor)
            for _ in range(MAX_TRIES):
                if place < 0:
                    break
                start, end = max(0, place - self.before), place + self.after
                match = self.pattern.search(text.text, start, end)
                if match:
                    yield match
                place = text.lower.find(anchor, place + len(anchor))

    def search(self, text: Text) -> str | None:
        """Return what the first match says, spaces folded, or None."""
        match = next(self.matches(text), None)
        return " ".join(match.group().split()) if match else None


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
    def tail(self) -> Text:
        """The last 6,000 visible characters, where sites say who they are."""
        return Text.of(self.flat.text[-TAIL:])

    @cached_property
    def top(self) -> tuple[str, ...]:
        """The lines around the headline: a few above, some forty below."""
        names = [self.article.title or "", *(block.text for block in self.article.headings[:1])]
        heads = [" ".join(name.split())[:25] for name in names if len(name) > 8]
        start = 0
        for head in heads:
            spots = [i for i, line in enumerate(self.lines) if line.startswith(head)]
            if spots:
                start = spots[-1] if len(spots) < 3 else spots[0]
                break
        return self.lines[max(0, start - 8) : start + TOP_LINES]

    @cached_property
    def links(self) -> Text:
        """The links, a line for each: its words, a tab, the path of its address."""
        return Text.of("\n".join(map(_link_line, self._labels)))

    @property
    def _labels(self) -> list[tuple[str, str]]:
        return [(link.text, link.url) for link in self.article.links if len(link.text) < 60]


def _link_line(label: tuple[str, str]) -> str:
    text, url = label
    try:
        path = url if url.startswith(("mailto:", "tel:")) else urlsplit(url).path
    except ValueError:
        path = ""
    return f"{text}\t{path}"
