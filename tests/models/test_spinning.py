"""Spun training pages: exact labels also where a phrase was pushed in or the page was cut."""

from __future__ import annotations

import random
import re

from corpus.edits import WORD
from corpus.spinners import undo
from models.rewriting import spinning
from tests.corpus.test_spinners import TEXT

FAMILIES = ("linknet", "collocation")


def test_every_edit_lies_in_the_text_and_restores_its_beginning() -> None:
    cut = 0
    for seed in range(80):
        page = spinning.spin(TEXT, FAMILIES, random.Random(seed))
        assert all(edit.end <= len(page.text) for edit in page.edits)
        if undo(page) != TEXT:
            kept = re.sub(r"( ?\.\.\.( read more)?|\u2026| \[\u2026\])$", "", undo(page))
            assert TEXT.startswith(kept)
            cut += 1
    assert 2 <= cut <= 20


def test_a_quarter_of_the_pages_carries_a_search_phrase() -> None:
    frames = re.compile(
        r"near me|treatment cost|before and after|beginners|supplements", re.IGNORECASE
    )
    pages = [spinning.spin(TEXT, FAMILIES, random.Random(seed)) for seed in range(120)]
    stuffed = [page for page in pages if frames.search(page.text)]
    assert 3 <= len(stuffed) <= 40
    assert all(len(WORD.findall(page.text)) > 60 for page in stuffed)


def test_pages_of_one_family_differ_in_what_the_tool_knows() -> None:
    """Every page swaps only a part of what the table has, and not the same part."""
    touched = []
    for seed in range(6):
        page = spinning.load("linknet").spin(TEXT, 0.2, random.Random(seed))
        touched.append({edit.original.lower() for edit in page.edits})
    shared = set.intersection(*touched)
    assert len(shared) < min(map(len, touched)) / 2
