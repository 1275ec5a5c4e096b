"""The visible characters of Markdown with their places.

Token maps say on which lines a block stands; inside a block, the parser's own inline state is
watched while it works, so that every piece of text is known with the place it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from detector.extract.bounds import MAX_CHARS
from detector.extract.generator import Span, spans_for_generator
from detector.places.stream import Stream
from detector.places.webpage import streams_of_html

if TYPE_CHECKING:
    from markdown_it.token import Token

AT = "at"
PIPE = re.compile(r"(?<!\\)\|")
PREFIX = re.compile(r"[\s>]*(?:(?:[-+*]|\d+[.)])\s*)?")
MARKS = re.compile(r"[\s>]*#{0,6}\s*")


class _State(StateInline):
    """Notes in ``token.meta["at"]`` where in the inline source each text was read."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:  # noqa: ANN401 — as there
        self.pieces: list[str] = []
        self.begun = 0
        super().__init__(src, md, env, tokens)

    @property
    def pending(self) -> str:
        return "".join(self.pieces)

    @pending.setter
    def pending(self, value: str) -> None:
        if not self.pieces:
            self.begun = self.pos if value else 0
        self.pieces = [value] if value else []

    def append_pending(self, text: str) -> None:
        if not self.pieces:
            self.begun = self.pos
        self.pieces.append(text)

    def pushPending(self) -> Token:  # noqa: N802 — the parser's name
        begun = self.begun
        token = super().pushPending()
        token.meta = {AT: begun}
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:  # noqa: ANN401 — a literal there
        token = super().push(ttype, tag, nesting)
        twins = 0  # emphasis marks are pushed one by one from one place
        while len(self.tokens) > twins + 1 and _same_mark(self.tokens[-2 - twins], self.pos):
            twins += 1
        token.meta = {AT: self.pos + twins, "from": self.pos}
        return token


def _same_mark(token: Token, position: int) -> bool:
    return token.type == "text" and token.meta.get("from") == position and len(token.content) == 1


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401 — as there
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def parser() -> MarkdownIt:
    """Return the parser of ``detector.extract.markdown``, with places and texts left unjoined."""
    found = MarkdownIt("commonmark").enable("table")
    found.inline = _Inline()
    found.inline.ruler.enableOnly(
        ["text", "newline", "escape", "backticks", "emphasis", "link", "image", "autolink",
         "html_inline", "entity"]
    )  # fmt: skip
    found.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    found.disable("text_join")
    return found


def stream_of_markdown(text: str) -> Stream:
    """Return the visible text of a Markdown or MDX source as a stream, block by block."""
    kept, spans = _without_said(text[:MAX_CHARS])
    stream = Stream()
    blocks = _Blocks(kept)
    for token in parser().parse(kept):
        for piece in blocks.streams(token):
            stream.extend(piece)
    if spans is not None:
        stream.shifted(spans)
    return stream


def _without_said(text: str) -> tuple[str, list[Span] | None]:
    """Drop what extraction drops, and say for every kept character where it stood."""
    kept: list[str] = []
    spans: list[Span] = []
    done = 0
    for start, end in spans_for_generator(text):
        lines = text.count("\n", start, end)
        _keep(text[done:start], done, kept, spans)
        _keep("\n" * lines, end - lines, kept, spans)
        done = end
    _keep(text[done:], done, kept, spans)
    return "".join(kept), spans if done else None


def _keep(piece: str, start: int, kept: list[str], spans: list[Span]) -> None:
    kept.append(piece)
    spans.extend((index, index + 1) for index in range(start, start + len(piece)))


class _Blocks:
    """Turns block tokens into streams over the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0]
        for line in text.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.cell = -1  # the number of the open table cell in its row, or -1

    def streams(self, token: Token) -> Iterator[Stream]:
        if token.type == "tr_open":
            self.cell = -1
        elif token.type in ("th_open", "td_open"):
            self.cell += 1
        elif token.type == "table_close":
            self.cell = -1
        elif not token.map:
            return
        elif token.type == "inline":
            yield self._placed(_inline(token), token)
        elif token.type in ("fence", "code_block"):
            content = Stream()
            content.literal(token.content, 0)
            yield self._placed(content, token)
        elif token.type == "html_block":
            yield self._placed(streams_of_html(token.content)[0], token)

    def _placed(self, stream: Stream, token: Token) -> Stream:
        """Move a stream over ``token.content`` to where that content stands in the text."""
        spans: list[Span] = []
        line = (token.map or [0])[0] + (token.type == "fence")
        for number, content in enumerate(token.content.split("\n")):
            spans += self._line(content, min(line + number, len(self.lines) - 2))
            spans.append(spans[-1] if spans else (0, 0))  # the line's end
        stream.shifted(spans)
        return stream

    def _line(self, content: str, line: int) -> list[Span]:
        """Return the source span of every character of one line of a token's content."""
        start = self.lines[line]
        source = self.text[start : self.lines[line + 1] - 1]
        if self.cell >= 0:
            return _cell(content, source, start, self.cell)
        wanted, trimmed = content.strip(), source.rstrip()
        if trimmed.endswith(wanted):
            found = len(trimmed) - len(wanted)
        else:
            mark = MARKS.match(source)
            found = source.find(wanted, mark.end() if mark else 0)
        if found < 0:
            return _greedy(content, source, start)
        first = start + found - (len(content) - len(content.lstrip()))
        return [(first + i, first + i + 1) for i in range(len(content))]


def _cell(content: str, source: str, start: int, number: int) -> list[Span]:
    """Return the spans of a table cell, whose pipes may be written with a backslash."""
    edges = [0, *(match.end() for match in PIPE.finditer(source)), len(source) + 1]
    cells = [(a, b - 1) for a, b in pairwise(edges)]
    if PREFIX.fullmatch(source[slice(*cells[0])]):
        del cells[0]
    begin, end = cells[min(number, len(cells) - 1)]
    return _greedy(content, source[begin:end], start + begin)


def _greedy(content: str, source: str, start: int) -> list[Span]:
    """Align character by character where the parser rewrote the line (tabs, escaped pipes)."""
    spans: list[Span] = []
    position = 0
    for character in content:
        found = source.find(character, position)
        if found < 0:
            spans.append((start + position, start + position))
            continue
        escaped = character == "|" and found and source[found - 1] == "\\"
        spans.append((start + found - bool(escaped), start + found + 1))
        position = found + 1
    return spans


def _inline(token: Token) -> Stream:
    """Return what a reader sees of an inline token, as a stream over ``token.content``."""
    stream = Stream()
    source = token.content
    for child in token.children or ():
        at = child.meta.get(AT, -1)
        if at < 0:
            continue
        if child.type == "text":
            _text(stream, child.content, source, at)
        elif child.type == "text_special":
            stream.decoded(child.content, at, at + len(child.markup))
        elif child.type == "code_inline":
            at += len(child.markup)
            at += source[at : at + len(child.content)].replace("\n", " ") != child.content
            stream.literal(source[at : at + len(child.content)], at)
    return stream


def _text(stream: Stream, content: str, source: str, at: int) -> None:
    if source.startswith(content, at):
        stream.literal(content, at)
    elif source.startswith("<" + content, at):  # an address between angle brackets
        stream.literal(content, at + 1)
    else:
        stream.decoded(content, at + 1, max(source.find(">", at), at + 1))
