"""The HTML report of a check: the same, with what became of each finding and its exact place."""

from __future__ import annotations

from typing import TextIO

from detector.check.run import Result
from detector.report.html.render import render
from detector.report.html.view import PageView


def write(result: Result, stream: TextIO) -> None:
    """Write one report of all files, with known and silenced findings marked as such."""
    pages = [PageView(file, number) for number, file in enumerate(result.files, 1)]
    render(pages, stream)
