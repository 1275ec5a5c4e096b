"""Indented lines of a report for terminals."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text


def indented(console: Console, text: Text, indent: int = 2, *, lead: Text | None = None) -> None:
    """Print ``text`` in lines that begin ``indent`` columns in and end where their words end.

    ``lead`` stands in the indent of the first line. rich's Padding fills lines up with spaces,
    which a file or another program then has.
    """
    before = lead or Text(" " * indent)
    for line in text.wrap(console, max(1, console.width - indent)):
        line.rstrip()
        console.print(before + line, soft_wrap=True)
        before = Text(" " * indent)
