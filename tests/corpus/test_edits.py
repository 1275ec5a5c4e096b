"""Edits must be exact: whatever was patched and composed can be taken back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.edits import Edit, Patch, Spun, apply, compose, labels, touched_share, undo

TEXTS = st.text(alphabet="ab cdé.\n", max_size=40)
PATCHES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("xy ", max_size=4)), max_size=8
)


def patched(text: str, wishes: list[tuple[int, int, str]]) -> Spun:
    patches = []
    for at, length, new in wishes:
        start = min(at, len(text))
        patches.append(Patch(start, min(start + length, len(text)), new))
    return apply(text, patches, "test", 0.1)


@given(TEXTS, PATCHES)
def test_undo_gives_the_source_back(text: str, wishes: list[tuple[int, int, str]]) -> None:
    assert undo(patched(text, wishes)) == text


@given(TEXTS, PATCHES, PATCHES)
def test_two_steps_compose_to_one(text: str, first, second) -> None:
    one = patched(text, first)
    two = patched(one.text, second)
    both = compose(one, two, "both", 0.2)
    assert both.text == two.text
    assert undo(both) == text


@given(TEXTS, PATCHES)
def test_edits_are_in_order_and_change_something(text: str, wishes) -> None:
    spun = patched(text, wishes)
    ends = [0]
    for edit in spun.edits:
        assert ends[-1] <= edit.start <= edit.end <= len(spun.text)
        assert spun.text[edit.start : edit.end] != edit.original
        ends.append(edit.end)


def test_an_overlapping_patch_is_left_out() -> None:
    spun = apply("abcdef", [Patch(0, 3, "X"), Patch(2, 4, "Y"), Patch(4, 6, "Z")], "test", 0.1)
    assert spun.text == "XdZ"
    assert spun.edits == (Edit(0, 1, "abc"), Edit(2, 3, "ef"))


def test_labels_mark_swapped_words_and_the_word_after_a_deletion() -> None:
    text = "the blood pressure of the patient"
    spun = apply(text, [Patch(4, 9, "gore"), Patch(22, 26, "")], "test", 0.1)
    assert spun.text == "the gore pressure of patient"
    spans = [match.span() for match in re.finditer(r"\w+", spun.text)]
    assert labels(spun, spans) == [False, True, False, False, True]
    assert touched_share(spun) == 0.4


def test_one_edit_over_several_words_marks_each() -> None:
    spun = apply("risk of cancer", [Patch(8, 14, "most cancers")], "test", 0.1)
    spans = [match.span() for match in re.finditer(r"\w+", spun.text)]
    assert labels(spun, spans) == [False, False, True, True]
