"""How the scores of an axis are distributed: SVG by matplotlib in the colours of the page."""

from __future__ import annotations

import io
from typing import Final

import matplotlib as mpl
from lxml import etree
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, StrMethodFormatter

from detector.audit.answers.opening import Answers
from detector.check.gate import limits
from detector.finding import Axis

BINS: Final = 25
SVG: Final = "{http://www.w3.org/2000/svg}"
# Colours of the drawing that become those of the page, light or dark.
INK, DIM, FILL = "#010101", "#020202", "#030303"


def plot(answers: Answers, axis: Axis) -> Markup:
    """Return the histogram of one axis with its thresholds."""
    heights = [0] * BINS
    for row in answers.rows(
        f"SELECT least({BINS - 1}, floor({axis} * {BINS}))::INT AS bin, count(*) AS pages "  # noqa: S608
        f"FROM assessments WHERE {axis} IS NOT NULL GROUP BY bin"
    ):
        heights[row["bin"]] = row["pages"]
    svg = _drawn(heights, limits(axis))
    return Markup(_themed(svg, axis))  # noqa: S704 — drawn here from numbers alone


def _drawn(heights: list[int], least: dict[str, float]) -> bytes:
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "detector", "font.size": 9}):
        figure = Figure(figsize=(3.9, 2.1), layout="constrained")
        plot = figure.add_subplot()
        starts = [number / BINS for number in range(BINS)]
        plot.bar(starts, heights, width=0.86 / BINS, align="edge", color=FILL)
        plot.set_yscale("symlog", linthresh=1)
        plot.set_ylim(0, max(10, *heights) * 1.3)
        plot.set_xlim(0, 1)
        plot.set_ylabel("pages", color=DIM)
        plot.yaxis.set_major_locator(FixedLocator(_decades(max(heights))))
        plot.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        plot.minorticks_off()
        plot.axvline(least["review"], color=INK, linewidth=1, linestyle=(0, (2, 2)))
        plot.axvline(least["flag"], color=INK, linewidth=1)
        plot.tick_params(colors=DIM, length=3)
        plot.spines[["top", "right"]].set_visible(False)
        plot.spines[["left", "bottom"]].set_color(DIM)
        drawn = io.BytesIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(drawn, format="svg", transparent=True, metadata=nothing)
    return drawn.getvalue()


def _decades(most: int) -> list[int]:
    return [0, *(10**power for power in range(len(str(most))))]


def _themed(svg: bytes, axis: Axis) -> str:
    """Turn style attributes, which the policy of the page forbids, into plain ones."""
    root = etree.fromstring(svg, etree.XMLParser(remove_comments=True))
    colours = {INK: "var(--ink)", DIM: "var(--dim)", FILL: f"var(--{axis})"}
    for each in root.iter():
        if each.tag == f"{SVG}g":
            each.attrib.pop("id", None)  # three drawings are on one page
        for part in each.attrib.pop("style", "").split(";"):
            name, _, value = part.partition(":")
            if value.strip() and name.strip() != "font":
                each.set(name.strip(), colours.get(value.strip(), value.strip()))
    for tag in ("metadata", "style"):
        for each in [*root.iter(f"{SVG}{tag}")]:
            each.getparent().remove(each)
    for name in ("width", "height"):
        root.attrib.pop(name)
    root.set("aria-hidden", "true")
    themed: str = etree.tostring(root, encoding="unicode")
    return themed
