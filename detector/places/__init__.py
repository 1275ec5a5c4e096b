"""Where in a source file the evidence stands: from the article text back to the words as written.

Extraction folds whitespace and drops markup, so a Block knows what a reader sees, not where each
word is written. Here every visible character of the source is laid out in order with its place
(:mod:`stream`), and every Block is found again in that order. So ``source[place]`` is what was
found, letter for letter, but for whitespace, entities and the inline markup that stands inside the
span: emphasis marks, tags, link addresses between two words of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.article import Article, Block
from detector.places.front import Front, front_of
from detector.places.search import Search
from detector.places.source import Place, Source
from detector.places.stream import Stream, squeezed

if TYPE_CHECKING:
    from detector.page import Page

__all__ = ["Place", "Places", "places_of"]


def places_of(page: Page, article: Article) -> Places:
    """Return the places of an article that was extracted from ``page``.

    Raises:
        UnreadableError: the bytes hold no text.
    """
    from detector.extract import _format
    from detector.extract.decode import text_of

    text = text_of(page.content, page.charset)
    kind = _format(page, text)
    front = front_of(text) if kind == "markdown" else Front()
    body, title = _streams(kind, text)
    return Places(article, Source(text, page.content), kind, front, body, title)


def _streams(kind: str, text: str) -> tuple[Stream, Stream]:
    if kind == "html":
        from detector.places.webpage import streams_of_html

        return streams_of_html(text)
    if kind == "markdown":
        from detector.places.markdown import stream_of_markdown

        return stream_of_markdown(text), Stream()
    if kind == "rst":
        from detector.places.rst import stream_of_rst

        return stream_of_rst(text), Stream()
    from detector.places.plain import stream_of_plain

    return stream_of_plain(text), Stream()


class Places:
    """The places of an article's text; ``kind`` is html, markdown, rst or plain."""

    def __init__(
        self, article: Article, source: Source, kind: str, front: Front, body: Stream, title: Stream
    ) -> None:
        self.article, self.source, self.kind, self.front = article, source, kind, front
        self._starts = [block.start for block in article.blocks]
        self._body = Search(body)
        self._found = list(self._body.places(article.blocks))
        self._titles = [Search(front.title), Search(title)]

    def of(self, start: int, end: int) -> Place | None:
        """Return the place of ``article.text[start:end]``; None if the source has it not."""
        if end <= start or not self.article.blocks:
            return None
        first = self._character(start, first=True)
        last = self._character(end - 1, first=False)
        if first is None or last is None or last[1] < first[0]:
            return None
        return self.source.place(first[0], last[1])

    def of_words(self, words: str) -> Place | None:
        """Return where words first stand, whatever their case: in the title, else in the body."""
        key = squeezed(words)
        spans = (search.anywhere(key) for search in (*self._titles, self._body))
        span = next(filter(None, spans), None)
        return self.source.place(*span) if span else None

    def block(self, index: int) -> tuple[int, int] | None:
        """Return the span of a block in ``source.text``; None if the source has it not."""
        found, block = self._found[index], self.article.blocks[index]
        if found is None:
            return None
        last = found + len(squeezed(block.text)) - 1
        return self._body.starts[found], self._body.ends[last]

    def blocks(self) -> Iterator[tuple[Block, tuple[int, int]]]:
        """Yield the blocks whose place is known, with their spans in ``source.text``."""
        for index, block in enumerate(self.article.blocks):
            span = self.block(index)
            if span is not None:
                yield block, span

    def _character(self, offset: int, *, first: bool) -> tuple[int, int] | None:
        """Return the source span of the first visible character from, or the last up to, there."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        found, block = self._found[index], self.article.blocks[index]
        if found is None:
            return None
        visible = self._visible(block)
        local = offset - block.start
        nth = bisect_left(visible, local) if first else bisect_right(visible, local) - 1
        if not 0 <= nth < len(visible):
            return None
        return self._body.starts[found + nth], self._body.ends[found + nth]

    def _visible(self, block: Block) -> list[int]:
        return [i for i, character in enumerate(block.text) if not character.isspace()]
