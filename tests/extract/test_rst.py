"""reStructuredText: blocks, metadata, Sphinx's own words, and nothing that reaches out."""

from __future__ import annotations

import pytest

from detector.article import Article, Kind
from detector.extract import article_of
from detector.page import Page

PAGE = """\
:orphan:

=============
Sleeping well
=============

:Author: Jane Roe, MD
:Date: 2024-03-02
:Tags: sleep, naps

Naps *help* ``many``, says :ref:`the guide <guide>` and :term:`REM`; |more| is [1]_ at `our
page <https://a.example/here>`_, :py:meth:`~naps.nap.take`.

.. |more| replace:: all of *this*

.. note:: Sleep is
   no luxury.

.. versionadded:: 2.0
   Some text of it.

.. tabs::

   .. tab:: Adults

      Eight hours.

.. figure:: bed.jpg
   :alt: a bed

   A bed to sleep in.

.. code-block:: python

   import this

.. toctree::
   :maxdepth: 2

   naps

References
----------

- first item
- second item

    quoted words

===  =====
Age  Hours
40   eight
===  =====

term
  what it means

.. [1] Roe J. Naps. doi 10.1000/nap.1.
"""


def read(text: str, name: str = "a.rst") -> Article:
    return article_of(Page(name, text.encode(), local=True))


def test_blocks_have_kinds_and_lines():
    found = read(PAGE)
    placed = [(b.kind, b.text, b.line, b.column) for b in found.body]
    assert placed == [
        (Kind.HEADING, "Sleeping well", 4, 1),
        (
            Kind.PARAGRAPH,
            "Naps help many, says the guide and REM; all of this is [1] at our page, take.",
            *(11, 1),
        ),
        (Kind.PARAGRAPH, "Sleep is no luxury.", 16, 11),
        (Kind.PARAGRAPH, "Some text of it.", 20, 4),
        (Kind.PARAGRAPH, "Eight hours.", 26, 7),
        (Kind.CAPTION, "A bed to sleep in.", 31, 4),
        (Kind.HEADING, "References", 42, 1),
        (Kind.LIST_ITEM, "first item", 45, 3),
        (Kind.LIST_ITEM, "second item", 46, 3),
        (Kind.QUOTE, "quoted words", 48, 5),
        (Kind.CELL, "Age", 51, 1),
        (Kind.CELL, "Hours", 51, 6),
        (Kind.CELL, "40", 52, 1),
        (Kind.CELL, "eight", 52, 6),
        (Kind.LIST_ITEM, "term", 55, 1),
        (Kind.LIST_ITEM, "what it means", 56, 3),
        (Kind.LIST_ITEM, "Roe J. Naps. doi 10.1000/nap.1.", 58, 8),
    ]
    assert [block.level for block in found.headings] == [1, 2]


def test_what_is_no_text_is_labelled():
    scaffold = [(block.kind, block.text) for block in read(PAGE).blocks if not block.body]
    assert (Kind.CODE, "import this") in scaffold
    assert (Kind.NAVIGATION, "naps") in scaffold
    assert {kind for kind, _ in scaffold} == {Kind.CODE, Kind.NAVIGATION}


def test_fields_under_the_title_are_metadata():
    found = read(PAGE)
    assert found.title == "Sleeping well"
    assert found.metadata.authors == ("Jane Roe, MD",)
    assert found.metadata.published == "2024-03-02"
    assert found.metadata.keywords == ("sleep", "naps")
    assert found.metadata.references == ("doi:10.1000/nap.1",)
    assert [(link.text, link.url) for link in found.links] == [
        ("our page", "https://a.example/here")
    ]
    assert found.alt_texts == ("a bed",)


def test_comments_in_the_style_of_nikola_are_metadata():
    found = read(".. title: Naps\n.. author: Jane Roe\n.. date: 2024-03-02 10:00\n\nText.\n")
    assert (found.title, found.metadata.authors) == ("Naps", ("Jane Roe",))
    assert (found.metadata.published, found.text) == ("2024-03-02", "Text.")


@pytest.mark.parametrize(
    "line",
    [
        *(".. include:: {file}", ".. raw:: html\n   :file: {file}", ".. literalinclude:: {file}"),
        *(".. csv-table::\n   :file: {file}", ".. csv-table::\n   :url: http://127.0.0.1:9/x"),
        *(".. raw:: html\n\n   <script>SECRET</script>", ".. code::\n   :file: {file}"),
        *(".. figure:: {file}\n   :figwidth: image", ".. date:: %Y SECRET", ".. title:: SECRET"),
    ],
)
def test_nothing_is_inserted_from_elsewhere(tmp_path, line):
    kept = tmp_path / "secret.txt"
    kept.write_text("SECRET", encoding="utf-8")
    text = read(f"Before.\n\n{line.format(file=kept)}\n\nAfter.\n").text
    assert "SECRET" not in text
    assert {"Before.", "After."} <= set(text.split("\n\n"))


def test_what_one_file_declares_means_nothing_in_the_next(capfd):
    role = ".. role:: nap(strong)\n.. default-role:: literal\n\nA :nap:`long` `nap`.\n"
    first, second = read(role).text, read("A :nap:`long` `nap`.\n").text
    assert first == second == "A long nap."
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        *("``open", "*open", "`open", "|x| _`y", "a_ b__ [#]_", "====\n", "Title\n==\n\nOther\n-"),
        *(".. x::", ".. figure::", ".. note::\n   :opt: x", "+--+\n| a", ".. [1]", ".. _", "::"),
    ],
)
def test_broken_markup_is_no_error_and_says_nothing(text, capfd):
    assert "Words of the page." in read(f"{text}\n\nWords of the page.\n").text
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("line", ["=======\nSleeping well\n=======", "Sleeping well\n======="])
def test_a_title_with_short_lines_is_told_once(line):
    found = read(f"{line}\n\nNaps help.\n")
    assert [(block.kind, block.text) for block in found.blocks] == [
        (Kind.HEADING, "Sleeping well"),
        (Kind.PARAGRAPH, "Naps help."),
    ]


def test_what_docutils_cannot_read_is_not_lost():
    found = read("==  ==\nNaps help.\n\nWords.\n")
    assert "Naps help." in found.text


def test_a_text_nested_too_deeply_is_read_as_plain_text():
    deep = "\n\n".join(" " * i + f"level {i}" for i in range(400))
    assert read(deep).body[-1].text == "level 399"


@pytest.mark.parametrize("piece", ["*a* ", "`a <b>`_ ", "https://a.example ", "|a| ", "a_ "])
def test_a_long_paragraph_takes_no_time_to_speak_of(piece):
    import time

    before = time.process_time()
    read(piece * 20_000)
    assert time.process_time() - before < 5
