"""Markdown, plain text and the positions of blocks in local files."""

import pytest

from detector.article import Article, Kind
from detector.extract import article_of
from detector.page import Page
from tests.extract.pages import ARTICLE, FULL, html

MARKDOWN = f"""---
title: Sleeping well
author: Jane Roe, MD
date: 2024-03-02
tags: [sleep, naps]
---
import Chart from './chart'

# Sleeping *well*

{ARTICLE[0]}
It goes on [here](https://a.example/here) with `code` and ![a bed](bed.jpg) too.

<Callout kind="note">
{ARTICLE[1]}
</Callout>

- first item
- second item

> quoted words

```python
import this
```

<div><p>Raw block</p><script>no()</script></div>

| Age | Hours |
|-----|-------|
| 40  | eight |

## References

1. Roe J. Naps. doi 10.1000/nap.1.
"""


def read(name: str, text: str) -> Article:
    return article_of(Page(name, text.encode(), local=True))


def test_markdown_blocks_have_kinds_and_lines():
    found = read("a.mdx", MARKDOWN)
    placed = [
        (block.kind, block.text.split()[0], block.line, block.column) for block in found.blocks
    ]
    assert placed == [
        (Kind.HEADING, "Sleeping", 9, 3),
        (Kind.PARAGRAPH, "Sleep", 11, 1),
        (Kind.PARAGRAPH, "People", 15, 1),
        (Kind.LIST_ITEM, "first", 18, 3),
        (Kind.LIST_ITEM, "second", 19, 3),
        (Kind.QUOTE, "quoted", 21, 3),
        (Kind.PARAGRAPH, "Raw", 27, 9),
        (Kind.CELL, "Age", 29, 3),
        (Kind.CELL, "Hours", 29, 9),
        (Kind.CELL, "40", 31, 3),
        (Kind.CELL, "eight", 31, 9),
        (Kind.HEADING, "References", 33, 4),
        (Kind.LIST_ITEM, "Roe", 35, 4),
        (Kind.CODE, "import", 23, 1),
    ]


def test_front_matter_is_metadata():
    found = read("a.mdx", MARKDOWN)
    assert found.title == "Sleeping well"
    assert found.metadata.authors == ("Jane Roe, MD",)
    assert found.metadata.published == "2024-03-02"
    assert found.metadata.keywords == ("sleep", "naps")
    assert found.metadata.references == ("doi:10.1000/nap.1",)
    assert [link.url for link in found.links] == ["https://a.example/here"]
    assert found.alt_texts == ("a bed",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Naps\n\nSome  write `long\nnaps` or\n*``kips``*, others `  ` naps.\n"),
        ("a.rst", "Naps\n====\n\nSome  write ``long\nnaps`` or\n:code:`kips`, *others* naps.\n"),
    ],
)
def test_inline_code_has_its_place_in_the_text(name, text):
    found = read(name, text)
    assert [found.text[start:end] for start, end in found.code] == ["long naps", "kips"]


@pytest.mark.parametrize("front", ["---\n: [broken\n---\n", "---\njust text\n---\n", ""])
def test_broken_front_matter_is_no_error(front):
    found = read("a.md", f"{front}# Naps\n\nText of the page.\n")
    assert found.title == "Naps"
    assert found.body[-1].text == "Text of the page."


def test_plain_text_paragraphs_have_their_place():
    found = read("a.txt", "\n  First one\ngoes on.\n \n\n<b>Second</b> one.\n")
    places = [(block.text, block.line, block.column) for block in found.blocks]
    assert places == [("First one goes on.", 2, 3), ("<b>Second</b> one.", 6, 1)]


def test_html_blocks_of_a_local_file_have_the_place_of_their_tag():
    source = FULL.replace("<p>", "\n  <p>").replace("<h2>", "\n<h2>")
    lines = source.split("\n")
    found = read("a.html", source)
    placed = [block for block in found.body if block.line]
    assert len(placed) == len(found.body)
    for block in placed:
        at_tag = lines[block.line - 1][block.column - 1 :]
        assert at_tag.startswith("<")
        assert block.text.split()[0] in at_tag


def test_repeated_paragraphs_get_each_its_own_line():
    found = read("a.html", html("<article>" + f"\n<p>{ARTICLE[0]}</p>" * 4 + "</article>"))
    assert [block.line for block in found.body] == [2, 3, 4, 5]


def test_fetched_pages_have_no_positions():
    found = article_of(Page("u", FULL.encode(), "text/html", url="https://a.example/"))
    assert {block.line for block in found.blocks} == {None}


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (Page("-", b"<!DOCTYPE html><p>Text in a paragraph of HTML.</p>"), "html"),
        (Page("-", b"---\ntitle: T\n---\n\nText of *Markdown* here."), "markdown"),
        (Page("-", b"Words.\n\n# A heading\n\nMore words."), "markdown"),
        (Page("-", b"Just *some* words."), "plain"),
        (
            Page("u", b"<html><p>Served as text.</p>", "text/plain", url="https://a.example/"),
            "html",
        ),
        (Page("a.txt", b"<p>not html", "text/plain", local=True), "plain"),
        (Page("u", b"# Hello", url="https://a.example/read.md?x=1"), "markdown"),
    ],
)
def test_the_format_is_found_by_type_suffix_or_looks(page, kind):
    from detector.extract import _format

    assert _format(page, page.content.decode()) == kind


def test_modules_components_and_comments_of_mdx_are_no_text():
    found = read(
        "a.mdx",
        "import {\n  Chart,\n  Table,\n} from './charts'\nimport './style.css'\n\n"
        "export const meta = {\n  title: 'No',\n}\n\n# Naps\n\n<Chart\n  of='No'\n/>\n\n"
        "{/*\n  No.\n*/}\n\nNaps <Tip>help {/* no */}</Tip> many.\n",
    )
    assert [(b.text, b.line) for b in found.blocks] == [("Naps", 11), ("Naps help many.", 21)]


@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_sentences_that_begin_like_a_module_are_text(name):
    found = read(name, "The body needs salt, and the\nexport of calcium or the\nimport of it.\n")
    assert found.text == "The body needs salt, and the export of calcium or the import of it."
