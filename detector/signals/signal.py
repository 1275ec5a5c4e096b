"""What a signal is: a code with its place in the world, and a function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detector.finding import Axis, Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from detector.reading import Reading


@dataclass(frozen=True, slots=True)
class Code:
    """The facts about one code. ``sources`` name the paper, guideline or data it rests on."""

    code: str
    name: str
    axis: Axis
    severity: Severity
    sources: tuple[str, ...]

    def at(
        self,
        span: Span | Token,
        message: str,
        *,
        expected: tuple[str, ...] = (),
        strength: float = 1.0,
    ) -> Finding:
        """Return a finding at a spaCy span or token."""
        start = span.idx if hasattr(span, "idx") else span.start_char
        return self.between(
            _text(span.doc), start, start + len(span.text), message,
            expected=expected, strength=strength,
        )  # fmt: skip

    def between(
        self,
        text: str,
        start: int,
        end: int,
        message: str,
        *,
        expected: tuple[str, ...] = (),
        strength: float = 1.0,
    ) -> Finding:
        """Return a finding at characters ``start`` to ``end`` of ``text``, the article's."""
        return Finding(
            self.code, self.axis, self.severity, message, text[start:end], start, end,
            expected, strength,
        )  # fmt: skip

    def on_page(self, found: str, message: str, *, strength: float = 1.0) -> Finding:
        """Return a finding about the page as a whole, with its evidence in ``found``."""
        return Finding(self.code, self.axis, self.severity, message, found, strength=strength)


@dataclass(frozen=True, slots=True)
class Signal:
    """A discovered signal module: its code, its documentation and its functions.

    ``measure`` gives features to the page model beyond the rate of findings, by name.
    """

    code: Code
    documentation: str
    find: Callable[[Reading], Iterator[Finding]]
    measure: Callable[[Reading], dict[str, float]] | None = None


def _text(doc: Doc) -> str:
    """Return ``doc.text``, put together once a Doc: spaCy does it anew at every look."""
    known: dict[str, str] = doc.user_data
    if "text" not in known:
        known["text"] = doc.text
    return known["text"]
