"""The visible characters of HTML with their places, by the positions of Python's own parser."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from detector.places.stream import Stream

HIDDEN = frozenset({"script", "style", "template", "noscript"})
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del",
        "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip


class _Reader(HTMLParser):
    """Fills two streams: the text of the page, and the text of its title elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self.body, self.title = Stream(), Stream()
        self.hidden: list[str] = []
        self.in_title = False
        self.lines = [0]
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)

    @property
    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    @property
    def stream(self) -> Stream:
        return self.title if self.in_title else self.body

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in HIDDEN:
            self.hidden.append(tag)
        if tag == "title":
            self.in_title = True
        if tag not in INLINE:
            self.stream.cut()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in INLINE:
            self.stream.cut()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        if tag not in INLINE:
            self.stream.cut()
        if tag == "title":
            self.in_title = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.stream.literal(data, self.here)

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def _reference(self, written: str) -> None:
        """Add what a reference shows; letters after one without semicolon show themselves."""
        if self.hidden:
            return
        start = self.here
        if self.html.startswith(";", start + len(written)):
            written += ";"
        shown, rest = unescape(written), 0
        while rest < len(shown) - 1 and shown[-1 - rest] == written[-1 - rest]:
            rest += 1
        if shown == written:
            self.stream.literal(written, start)
            return
        middle = start + len(written) - rest
        self.stream.decoded(shown[: len(shown) - rest], start, middle)
        self.stream.literal(written[len(written) - rest :], middle)


def streams_of_html(html: str) -> tuple[Stream, Stream]:
    """Return the visible text of ``html`` and the text of its title, as streams."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    reader.body.cut()
    reader.title.cut()
    return reader.body, reader.title
