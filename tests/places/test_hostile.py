"""Places never raise, and never point outside of the file, whatever the source looks like."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.errors import UnreadableError
from detector.extract import article_of
from detector.page import Page
from detector.places import places_of
from detector.places.stream import squeezed

PIECES = st.sampled_from(
    [
        *("*", "**", "_", "`", "``", "[", "](", ")", "][a]", "![", "<b>", "</b>", "<!--", "-->"),
        *("\n", "\n\n", "\r\n", "\r", "\t", "    ", "> ", "- ", "1. ", "# ", "|", "|---|", "\\"),
        *("---\n", "title: x\n", "title: >\n  a\n  b\n", "&amp;", "&ampx", "&#x41;", "&#0;", "&"),
        *("```\n", "<Tip>", "{/* x */}", "import a\n", "<p>", "<title>", "<script>", "</script>"),
        *("<https://a.example/%20x>", "[a]: /b 'c'\n", "word", "naïve", "😀", "\u200b", "\xa0"),
        *(
            ".. ",
            ".. note:: ",
            ".. x:: y\n",
            "::\n",
            ":ref:`",
            "`_",
            "`__",
            "|",
            "[1]_",
            "_`",
            "====",
        ),
        *("\n====\n", "+--+\n", "==  ==\n", ":author: ", ".. _a: b", ".. |a| replace:: ", "   "),
        *("{{< ", " >}}", "{{% a %}}", "{% b %}", "{{ c }}", "{: .d}", "+++\n", "<A b={", "}>"),
        *("\u2028", "\x0c", "\x85", "\x1c", "\ufeff", "İ", "ß", "<br>", "<table><tr><td>"),
    ]
)


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.rst", "a.html", "a.txt"])
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(PIECES, max_size=40))
def test_every_block_has_a_place_inside_the_file_or_none(name, pieces):
    content = "".join(pieces).encode()
    page = Page(name, content, local=name != "a.html")
    try:
        article = article_of(page)
    except UnreadableError:
        return
    places = places_of(page, article)
    for block in article.blocks:
        place = places.of(block.start, block.end)
        if place is None:
            continue
        assert 0 <= place.start <= place.end <= len(content.decode("utf-8"))
        assert place.line <= place.end_line
        if name == "a.txt":
            written = content.decode("utf-8").removeprefix("\ufeff")[place.start : place.end]
            assert squeezed(written) == squeezed(block.text)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("# T\n\nCaf\xe9 danger factors\n".encode("latin-1"), 3, 6),
        ("# T\n\nCafé danger factors\n".encode("utf-16"), 3, 6),
    ],
)
def test_other_encodings_have_lines_and_no_byte_offsets(content, line, column):
    page = Page("a.md", content, local=True)
    article = article_of(page)
    start = article.text.index("danger")
    place = places_of(page, article).of(start, start + 14)
    assert (place.line, place.column, place.end_column) == (line, column, column + 14)
    assert place.byte_start is None
