"""Where a title stands in front matter, and what is said to detector there."""

from __future__ import annotations

import pytest

from detector.extract import article_of
from detector.page import Page
from detector.places import places_of
from detector.places.front import front_of

TABLE = '[[menu.main]]\ntitle = "Gout of the toe"\n'


@pytest.mark.parametrize(
    ("front", "line", "column"),
    [
        ("---\ntitle: Gout of the toe\n---\n", 2, 8),
        ('---\ndate: 2024-03-01\nTitle: "Gout of the toe"\n---\n', 3, 9),
        (f'+++\ntitle = "Gout of the toe"\n{TABLE}+++\n', 2, 10),
        (f"+++\ntags = [\n  'gout',\n]\ntitle = '''\nGout of the toe'''\n{TABLE}+++\n", 6, 1),
    ],
)
def test_the_title_stands_where_it_is_written(front, line, column):
    page = Page("a.md", f"{front}\nIt hurts.\n".encode(), local=True)
    article = article_of(page)
    assert article.title == "Gout of the toe"
    place = places_of(page, article).of_words(article.title)
    assert (place.line, place.column, place.end_column) == (line, column, column + 15)


@pytest.mark.parametrize(
    ("front", "written"),
    [
        ("---\nx: 1\ndetector: {ignore: SPN}\n---\n", "detector: {ignore: SPN}"),
        ("+++\nx = 1\ndetector = {ignore = 'SPN'}\n\ny = 2\n+++\n", "detector = {ignore = 'SPN'}"),
        ("+++\nx = 1\n[detector]\nignore = 'SPN'\n+++\n", "[detector]"),
    ],
)
def test_what_is_said_to_detector_has_its_place(front, written):
    found = front_of(front)
    assert found.detector == {"ignore": "SPN"}
    assert front[slice(*found.span)] == written
