"""The examples of a criterion: Markdown with prose for people and fences that are executed.

``tests/criteria/<CODE>.md`` belongs to the criterion with that code. The info string of a fence
says what its text is and what the criterion must say of it:

    ```html met: Reviewed by Ana Beltrán
    ```html url=https://example.org/knee-pain not-met
    ```text cannot-tell

What follows ``met:`` must stand in the evidence (spaces folded). A fence with another info string
is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from detector.article import Article
from detector.extract import article_of
from detector.page import Page

FOLDER = Path(__file__).parent
MEDIA_TYPES = {"markdown": "text/markdown", "html": "text/html", "text": "text/plain"}
ANSWERS = {"met": True, "not-met": False, "cannot-tell": None}
INFO = re.compile(
    r"(?P<language>\w+)(?: url=(?P<url>\S+))? (?P<answer>met|not-met|cannot-tell)"
    r"(?:: *(?P<evidence>.+))?"
)


@dataclass(frozen=True)
class Example:
    """One executed fence of an examples file."""

    code: str
    line: int
    language: str
    url: str | None
    met: bool | None
    evidence: str
    text: str

    def __str__(self) -> str:
        return f"{self.code}.md:{self.line}"

    def article(self) -> Article:
        """Extract the fence's text as the product would."""
        target = self.url or f"example.{self.language}"
        page = Page(target, self.text.encode(), MEDIA_TYPES[self.language], "utf-8", self.url)
        return article_of(page)


def examples_of(code: str) -> list[Example]:
    """Return the examples of ``code``; a criterion without a file has none."""
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
            ANSWERS[info["answer"]],
            (info["evidence"] or "").strip(),
            token.content,
        )
