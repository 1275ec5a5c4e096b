"""The published rules of Gopher, C4 and FineWeb give the values that a hand count gives."""

from __future__ import annotations

import pytest

from detector.quality_rules import c4, c4_keeps, fineweb, gopher
from detector.repetition import (
    DUPLICATE_NGRAMS,
    TOP_NGRAMS,
    Rule,
    duplicate_ngrams,
    duplicates,
    gopher_repetition,
    repeating,
    top_ngram,
)


def by_name(rules: list[Rule] | tuple[Rule, ...]) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules}


def starts(words: list[str], n: int) -> list[int]:
    return list(repeating(words, n))[-1]


def test_duplicates_counts_every_item_after_the_first():
    assert duplicates(["ab", "cde", "ab", "ab", "cde"]) == (3, 7, "cde")
    assert duplicates([]) == (0, 0, "")


def test_top_ngram_counts_characters_with_spaces_times_its_count():
    words = ["a", "bb", "a", "bb", "c", "a", "bb"]
    assert top_ngram(words, 2, starts(words, 2)) == (3 * len("a bb"), "a bb")
    assert top_ngram(words, 3, starts(words, 3)) == (len("a bb a"), "a bb a")
    assert top_ngram(["a"], 2, []) == (0, "")


def test_duplicate_ngrams_skips_the_words_of_a_repeated_one():
    words = ["one", "two", "three", "four", "five"] * 3
    size = len("onetwothreefourfive")
    assert duplicate_ngrams(words, 5, starts(words, 5)) == 2 * size
    assert duplicate_ngrams(words[:9], 5, starts(words[:9], 5)) == 0


def test_repeating_finds_a_run_that_overlaps_itself():
    assert list(repeating(["a"] * 4, 5)) == [[0, 1, 2], [0, 1], [], []]
    assert list(repeating([], 3)) == [[], []]


def test_longer_repeats_stand_among_the_shorter_ones():
    words = ["p", "q", "r", "s", "t", "u", "v", "p", "q", "r", "s", "t", "u", "w"]
    for n in range(2, 7):
        grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
        wanted = [i for i, gram in enumerate(grams) if grams.count(gram) > 1]
        assert starts(words, n) == wanted


def test_gopher_repetition_of_a_hand_counted_text():
    lines = ["buy a brace", "see it", "buy a brace", "buy a brace"]
    text = "\n".join(lines)
    rules = by_name(tuple(gopher_repetition(lines, text.split(), text)))
    assert len(text) == 42
    assert rules["duplicate lines"].value == pytest.approx(2 / 4)
    assert rules["characters in duplicate lines"].value == pytest.approx(22 / 42)
    assert rules["duplicate lines"].evidence == "buy a brace"
    assert rules["characters in the top 2-gram"].value == pytest.approx(3 * len("buy a") / 42)
    assert rules["characters in the top 3-gram"].value == pytest.approx(3 * len("buy a brace") / 42)
    assert rules["characters in duplicate 5-grams"].passed
    assert not rules["duplicate lines"].passed


def test_gopher_thresholds_are_those_of_table_a1():
    assert TOP_NGRAMS == {2: 0.20, 3: 0.18, 4: 0.16}
    assert DUPLICATE_NGRAMS == {5: 0.15, 6: 0.14, 7: 0.13, 8: 0.12, 9: 0.11, 10: 0.10}


def test_empty_text_keeps_every_repetition_rule():
    assert all(rule.passed for rule in gopher_repetition([], [], ""))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The knee is a joint.", True),
        ('He said "rest it"', True),
        ("The knee is a joint", False),
        ("Knee joint.", False),
        ("The knee is a ...", False),
        ("Read our cookie policy here.", False),
        ("Please turn on JavaScript now.", False),
    ],
)
def test_c4_keeps_whole_lines_without_boilerplate(line: str, kept: bool):
    assert c4_keeps(line) is kept


def test_c4_counts_sentences_of_kept_lines_alone():
    lines = [("One is here. Two is here.", 2), ("No end mark here", 3), ("Use {x} in it.", 1)]
    rules = by_name(tuple(c4(lines)))
    assert rules["C4 sentences in whole lines"].value == 3
    assert not rules["C4 sentences in whole lines"].passed
    assert rules["C4 lines with a curly bracket"].value == 1
    assert rules["C4 lines with lorem ipsum"].passed


def test_gopher_quality_of_a_hand_counted_text():
    lines = ["- the cat", "and so on …", "##"]
    words = ["-", "the", "cat", "and", "so", "on", "…", "#", "#"]
    rules = by_name(tuple(gopher(lines, words, "\n".join(lines))))
    assert rules["Gopher words, at least"].value == 5
    assert rules["Gopher mean word length, at least"].value == pytest.approx(13 / 5)
    assert rules["Gopher hashes per word"].value == pytest.approx(2 / 9)
    assert rules["Gopher ellipses per word"].value == pytest.approx(1 / 9)
    assert rules["Gopher bullet lines"].value == pytest.approx(1 / 3)
    assert rules["Gopher ellipsis lines"].value == pytest.approx(1 / 3)
    assert rules["Gopher words with a letter"].value == pytest.approx(5 / 9)
    assert rules["Gopher stop words"].value == 2
    assert rules["Gopher stop words"].passed
    assert not rules["Gopher mean word length, at least"].passed


def test_fineweb_of_a_hand_counted_text():
    lines = ["short line", "short line", "This line is long enough to be no short line."]
    rules = by_name(tuple(fineweb(lines, ["short", "line", "short", "line", "This", "line"])))
    assert rules["FineWeb lines with final punctuation"].value == pytest.approx(1 / 3)
    assert rules["FineWeb short lines"].value == pytest.approx(2 / 3)
    assert rules["FineWeb short lines"].passed, "two thirds are below .67"
    assert rules["FineWeb characters in duplicate lines"].value == pytest.approx(10 / 65)
    assert rules["FineWeb newlines per word"].value == pytest.approx(2 / 6)
    assert not rules["FineWeb newlines per word"].passed


def test_a_value_on_the_bound_is_kept():
    assert Rule("upper", 0.3, 0.3).passed
    assert Rule("lower", 0.3, 0.3, at_least=True).passed
    assert not Rule("upper", 0.31, 0.3).passed
