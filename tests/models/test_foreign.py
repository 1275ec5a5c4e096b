"""Errors of learners on honest pages: the habits of one writer, and labels that stay."""

from __future__ import annotations

import numpy as np
import pytest

from detector.glance import words_of
from models.rewriting.foreign import HABITS, Foreign
from models.rewriting.lexicon import Lexicon

TEXT = words_of(
    "The nurse says that the patients have many problems with the heart and are walking slowly "
    "in the garden. She explained the results to him because he was worried about the future. "
    "Then it was very good for her family."
)


def written(seed: int, marks: dict[str, int] | None = None) -> tuple[list[str], list[int]]:
    """Return the words and labels of the text as one writer would have it."""
    lexicon = Lexicon()
    ids = lexicon.add(TEXT)
    labels = np.array([(marks or {}).get(word, 0) for word in TEXT], dtype=np.int8)
    foreign = Foreign(lexicon)
    foreign.learn()
    found, kept = foreign(ids, labels, np.random.default_rng(seed))
    assert found.shape == kept.shape
    return [lexicon.words[number] for number in found.tolist()], kept.tolist()


def test_most_writers_change_something_and_no_change_is_marked() -> None:
    pages = [written(seed) for seed in range(40)]
    assert sum(words != TEXT for words, _ in pages) > 30
    assert not any(any(labels) for _, labels in pages)


def test_a_word_of_a_rewriter_keeps_its_mark() -> None:
    for seed in range(40):
        words, labels = written(seed, {"nurse": 1})
        assert sum(labels) == 1
        if "nurse" in words:
            assert labels[words.index("nurse")] == 1


def test_a_page_is_the_same_for_the_same_draw() -> None:
    assert written(7) == written(7)


def habitual(habit: str) -> list[str]:
    """Return the words of the text with one habit at every place it has."""
    lexicon = Lexicon()
    ids = lexicon.add(TEXT).tolist()
    foreign = Foreign(lexicon)
    foreign.learn()
    everywhere = [True] * len(TEXT)
    rng = np.random.default_rng(0)
    words, marks = foreign._written(habit, ids, [0] * len(TEXT), everywhere, rng)
    assert len(words) == len(marks)
    return [lexicon.words[number] for number in words]


@pytest.mark.parametrize(
    ("habit", "expected"),
    [
        ("article", "Nurse says that patients"),
        ("copula", "heart and walking slowly"),
        ("plural", "the patient have many problem"),
        ("third person", "The nurse say that"),
        ("tense", "She explain the results"),
        ("gerund", "are walk slowly"),
        ("verbs", "the patients has many"),
        ("numbers", "have much problems"),
    ],
)
def test_a_habit_does_what_its_name_says(habit: str, expected: str) -> None:
    assert expected in " ".join(habitual(habit))


@pytest.mark.parametrize("habit", HABITS)
def test_every_habit_finds_a_place(habit: str) -> None:
    assert habitual(habit) != TEXT
