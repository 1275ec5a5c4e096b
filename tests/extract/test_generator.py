"""What a source says to the generator of a site is no text: shortcodes, tags, components, TOML."""

from __future__ import annotations

import time

import pytest

from detector.article import Article
from detector.extract import article_of
from detector.extract.generator import spans_for_generator
from detector.page import Page


def read(text: str, name: str = "a.md") -> Article:
    return article_of(Page(name, text.encode(), local=True))


@pytest.mark.parametrize(
    "said",
    [
        '{{< figure src="/gout.jpg" alt="a swollen toe" caption="No." >}}',
        '{{< figure\n  src="/gout.jpg"\n  caption="No > no."\n>}}',
        "{{< highlight text >}}\nNo.\n{{< /highlight >}}",
        "{{</* figure */>}}",
        '{% include image.html url="/gout.jpg" description="No." %}',
        "{%- comment -%}\nNo.\n{% if a %}no{% endif %}\n{%- endcomment -%}",
        "{# No. #}",
        '{% if page.tags contains "no" %}{{ page.title }}{% endif %}',
        "{: .no-toc title='No.' }",
        '<Button onClick={() => go("no > no")} label="no" />',
        '<Card\n  title="No."\n  icon={<Icon name={"no"} />}\n>\n</Card>',
        "<Tip title=it's />",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_what_is_said_to_the_generator_is_no_text(name, said):
    found = read(f"# Gout\n\n{said}\n\nIt hurts.\n", name)
    lines = [(block.text, block.line) for block in found.blocks]
    assert lines == [("Gout", 1), ("It hurts.", 5 + said.count("\n"))]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{% note %}}It hurts.{{% /note %}}", "It hurts."),
        ("{{< tip >}} It hurts. {{< /tip >}}", "It hurts."),
        ("{% include hurts.html %} It hurts.", "It hurts."),
        ('It [hurts]({{< ref "pain.md" >}}).', "It hurts."),
        ("It [hurts]({{ site.url }}/pain), see ![x]({% link x.jpg %}).", "It hurts, see ."),
        ("<p className={small}>It hurts.</p>", "It hurts."),
        ("It hurts. {.small}", "It hurts."),
        ("Write `{{< tip >}}` or `<Tip>` here.", "Write {{< tip >}} or <Tip> here."),
        ("Less than {5} or 10 % {a} of %}.", "Less than {5} or 10 % {a} of %}."),
    ],
)
def test_what_it_encloses_is_text(written, shown):
    (block,) = read(f"{written}\n").blocks
    assert (block.text, block.line) == (shown, 1)


def test_the_column_of_a_block_is_that_of_its_text():
    (block,) = read('{% include it.html d="It hurts" %} It hurts.\n').blocks
    assert block.column == 36


TOML = """+++
title = "Gout: what helps"
author = "Dr Anna Lind"
date = 2024-03-01T08:00:00Z
tags = ["gout", "uric acid"]
[[menu.main]]
name = "No."
+++

It hurts.
"""


def test_front_matter_in_toml_is_metadata_and_no_text():
    found = read(TOML)
    assert [(block.text, block.line) for block in found.blocks] == [("It hurts.", 10)]
    assert (found.title, found.metadata.authors) == ("Gout: what helps", ("Dr Anna Lind",))
    assert (found.metadata.published, found.metadata.keywords) == (
        "2024-03-01",
        ("gout", "uric acid"),
    )


def test_broken_toml_says_nothing_and_is_no_text():
    found = read("+++\ntitle = No.\n+++\n\nIt hurts.\n")
    assert (found.title, found.text) == (None, "It hurts.")


def test_toml_tells_the_format_of_a_text_without_a_name():
    assert read(TOML, "-").title == "Gout: what helps"


@pytest.mark.parametrize(
    "piece",
    ["<A {", '<A "', "<a b={", "<A {x} ", "{{<", "{{% ", "{% comment ", "{{", "{: a", "`", "`a``"],
)
def test_what_is_never_closed_takes_no_time_to_speak_of(piece):
    before = time.process_time()
    list(spans_for_generator(piece * (400_000 // len(piece))))
    assert time.process_time() - before < 3
