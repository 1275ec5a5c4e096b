"""The HTML report: one self-contained file in which an editor sees the evidence in its text.

``view`` is what the templates see of a page, ``spans`` lays its text out, ``render`` is the one way
by which anything reaches the file. Nothing in it is loaded from anywhere, and nothing that a page
says can act: the templates escape every value, and the policy of the file allows no other script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from detector.assessment import Assessment
from detector.report.html.render import render
from detector.report.html.view import PageView

EARLY = "The run ended early; this is what was judged until then."


def write(
    assessments: Iterable[Assessment],
    stream: TextIO,
    *,
    include_text: bool = True,  # noqa: ARG001 — every format takes it; this one always has the text
) -> None:
    """Write one report of all pages; also of those judged so far when the pages end early.

    The report always has the text, whatever ``include_text`` says.
    """
    pages: list[PageView] = []
    note = EARLY
    try:
        for number, assessment in enumerate(assessments, 1):
            pages.append(PageView(assessment, number))
        note = ""
    finally:
        render(pages, stream, note=note)
