"""The examples of a signal: Markdown with prose for people and fenced blocks that are executed.

``tests/signals/<CODE>.md`` belongs to the signal with that code. The info string of a fence says
what its text is and what the signal must do with it:

    ```markdown fires: danger factors -> risk factors
    ```html url=https://example.org/knee-pain fires: first evidence | second evidence -> expected
    ```text silent

Every evidence after ``fires:`` must be the ``found`` of a finding (spaces folded), and what follows
its ``->`` must be the first ``expected`` of that finding. Evidence that ends in ``…`` names only
how ``found`` begins; ``fires`` alone asks for any finding of the code. ``silent`` asks for none. A
fence with another info string is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from detector.article import Article
from detector.extract import article_of
from detector.finding import Finding
from detector.page import Page

FOLDER = Path(__file__).parent
MEDIA_TYPES = {"markdown": "text/markdown", "html": "text/html", "text": "text/plain"}
INFO = re.compile(
    r"(?P<language>\w+)(?: url=(?P<url>\S+))? (?P<verdict>fires|silent)(?:: *(?P<evidence>.+))?"
)


@dataclass(frozen=True)
class Evidence:
    """What a firing example promises: how ``found`` reads, and the first ``expected`` if named."""

    found: str
    expected: str | None

    def matches(self, finding: Finding) -> bool:
        """Whether ``finding`` is the promised one."""
        found = " ".join(finding.found.split())
        same = found == self.found or (
            self.found.endswith("…") and found.startswith(self.found.removesuffix("…"))
        )
        return same and (self.expected is None or finding.expected[:1] == (self.expected,))


@dataclass(frozen=True)
class Example:
    """One executed fence of an examples file."""

    code: str
    line: int
    language: str
    url: str | None
    fires: bool
    evidence: tuple[Evidence, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.code}.md:{self.line}"

    def article(self) -> Article:
        """Extract the fence's text as the product would."""
        target = self.url or f"example.{self.language}"
        page = Page(target, self.text.encode(), MEDIA_TYPES[self.language], "utf-8", self.url)
        return article_of(page)


def examples_of(code: str) -> list[Example]:
    """Return the examples of ``code``; a signal without a file has none."""
    path = FOLDER / f"{code}.md"
    return list(_parse(code, path.read_text(encoding="utf-8"))) if path.exists() else []


def _parse(code: str, markdown: str) -> Iterator[Example]:
    for token in MarkdownIt().parse(markdown):
        info = INFO.fullmatch(token.info.strip()) if token.type == "fence" else None
        if info is None or token.map is None:
            continue
        yield Example(
            code,
            token.map[0] + 1,
            info["language"],
            info["url"],
            info["verdict"] == "fires",
            tuple(_evidence(info["evidence"] or "")),
            token.content,
        )


def _evidence(text: str) -> Iterator[Evidence]:
    for piece in filter(None, text.split(" | ")):
        found, arrow, expected = piece.partition(" -> ")
        yield Evidence(found.strip(), expected.strip() if arrow else None)
