"""Cleaning leaves prose and nothing else; pages are cut at sentence ends."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dedupe import near_duplicates, shingles
from corpus.errors import CorpusError
from corpus.spintax import choose, parse, write
from corpus.text import chunks, clean, fold, paragraphs, sentences


@pytest.mark.parametrize(
    ("raw", "flags", "expected"),
    [
        ("Fish &amp; chips\u00a0are  good.\r\n", (), "Fish & chips are good."),
        ("# Title\n\nSee **the** [guide](http://a.b/c) now.", (), "Title\n\nSee the guide now."),
        ("Signs are:   - Fever.    - Pain.", (), "Signs are:\n\nFever.\n\nPain."),
        ("One <b>bold</b> claim about p<0.05 here.", (), "One bold claim about p<0.05 here."),
        ("Run it:\n\n```\nrm -r x\n```\n\nDone now.", ("code",), "Run it:\n\nDone now."),
        ("Ann writes:\n> I think so.\nWell, no.", ("quoted",), "Well, no."),
        ("in\u00advis\u200bible", (), "invisible"),
        ("***\n\n12 34\n\nText.", (), "Text."),
        ("Is this it? ||| Is it this?", ("paired-lines",), "Is this it?\n\nIs it this?"),
        ("snake_case stays, _emphasis_ goes.", (), "snake_case stays, emphasis goes."),
    ],
)
def test_clean(raw: str, flags: tuple[str, ...], expected: str) -> None:
    assert clean(raw, flags) == expected


def test_boilerplate_leads_and_bare_headings_go() -> None:
    raw = (
        "Persons using assistive technology might not be able to read this.\n"
        "Abstract\n\nMethods\n\nResults\n\nMeasles came back in two towns in the spring of 1999."
    )
    kept = "Results\n\nMeasles came back in two towns in the spring of 1999."
    assert clean(raw, ("boilerplate-lead",)) == kept


def test_hard_wrapped_lines_are_joined_and_list_items_are_not() -> None:
    wrapped = "This line was wrapped by an editor of the old\nkind and goes on.\nShort\nitems"
    assert paragraphs(fold(wrapped)) == [
        "This line was wrapped by an editor of the old kind and goes on.",
        "Short",
        "items",
    ]


@given(st.text(max_size=200))
def test_cleaning_twice_changes_no_paragraph_mark(text: str) -> None:
    once = clean(text)
    assert "\n\n\n" not in once
    assert once == once.strip()


@given(st.text(alphabet="aB .!?\"'", max_size=80))
def test_sentences_join_to_their_paragraph(paragraph: str) -> None:
    assert "".join(sentences(paragraph)) == paragraph


LONG = "\n\n".join(
    " ".join(f"Sentence {n} of part {p} has exactly eight words." for n in range(12))
    for p in range(30)
)


def test_pages_keep_to_the_wished_lengths_and_end_with_sentences() -> None:
    pages = chunks(LONG, (80, 200), random.Random(1))
    assert len(pages) > 10
    for page in pages:
        assert 80 <= len(page.split()) <= 200
        assert page.endswith(".")
        assert page in LONG


def test_pages_differ_in_length_and_repeat_with_the_seed() -> None:
    first = chunks(LONG, (80, 800), random.Random(5))
    assert first == chunks(LONG, (80, 800), random.Random(5))
    assert len({len(page.split()) // 40 for page in first}) > 2


def test_a_short_text_gives_no_page() -> None:
    assert chunks("Too short to be a page.", (80, 800)) == []


def test_near_duplicates_are_found_and_others_kept() -> None:
    copy = LONG.replace("Sentence 3 of part 7", "Sentence 3 in part 7")
    other = " ".join(f"word{n} stands alone" for n in range(300))
    found = list(near_duplicates([("a", LONG), ("b", other), ("c", copy)]))
    assert found == [("c", "a")]


def test_shingles_of_a_short_text_are_the_text() -> None:
    assert shingles("Take one daily") == ["take one daily"]


def test_spintax_is_read_nested_and_written_back() -> None:
    template = parse("A {good|{bad|poor} {|old}} idea")
    drawn = {choose(template, random.Random(seed)) for seed in range(60)}
    assert drawn == {
        "A good idea",
        "A bad  idea",
        "A poor  idea",
        "A bad old idea",
        "A poor old idea",
    }
    assert write(["a", write(["b", "c"])]) == "{a|{b|c}}"
    assert write(["alone"]) == "alone"


@pytest.mark.parametrize("broken", ["a {b|c", "a b} c", "{a|{b}"])
def test_broken_spintax_is_refused(broken: str) -> None:
    with pytest.raises(CorpusError, match="spintax"):
        parse(broken)
