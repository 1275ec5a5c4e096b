"""The fingerprint of a page: what survives spinning is in it, and it is the same everywhere."""

import random
import subprocess
import sys
import time

import numpy as np
import pytest

from corpus.seeds import seeds
from corpus.spinners import load
from detector.audit.fingerprint import LENGTH, MOST_CHARACTERS, STABLE, fingerprint, tokens

SEEDS = [seed for seed in seeds() if len(seed.text.split()) > 150]
FREE = ("handmade", "expansion", "spintax", "roundtrip", "insertion", "homoglyph", "mixture")


def halves(text: str) -> tuple[np.ndarray, np.ndarray]:
    values = np.array(fingerprint(text), np.uint64).view(np.uint32)
    return values[:STABLE], values[STABLE:]


def shared(one: str, other: str) -> tuple[int, int]:
    """Values that two pages share in the sketches of what is stable and of plain shingles."""
    first, second = halves(one), halves(other)
    return int((first[0] == second[0]).sum()), int((first[1] == second[1]).sum())


@pytest.mark.parametrize("spinner", FREE)
@pytest.mark.parametrize("rate", [0.1, 0.3, 0.6])
def test_pages_of_one_seed_share_what_is_stable(spinner, rate):
    agreeing = []
    for number, seed in enumerate(SEEDS[:12]):
        one, other = (
            load(spinner).spin(seed.text, rate, random.Random(2 * number + k)).text for k in (0, 1)
        )
        agreeing.append(max(shared(one, other)[0], 2 * shared(one, other)[1]))
    assert min(agreeing) >= 3, agreeing


def test_other_pages_share_next_to_nothing():
    prints = [halves(seed.text)[0] for seed in SEEDS]
    pairs = [(a == b).sum() for i, a in enumerate(prints) for b in prints[:i]]
    assert max(pairs) <= 2, max(pairs)


def test_swapped_words_alone_leave_the_first_sketch_as_it_was():
    text = "The doctor said that, by 12 March 2019, 250 mg was too much for the patient. "
    spun = text.replace("doctor", "physician").replace("patient", "person")
    filler = SEEDS[0].text
    assert shared(text + filler, spun + filler)[0] == STABLE
    assert shared(text, spun)[1] < 32


def test_a_changed_number_changes_the_sketch():
    text = "It takes 250 mg, not 300 mg, as in 1994, and 17 others of the 48 had it by then."
    assert shared(text, text.replace("250", "500"))[0] < STABLE


def test_letters_that_look_latin_and_invisible_ones_change_nothing():
    text = SEEDS[1].text
    disguised = text.replace("a", "а").replace("th", "t\u200bh")
    assert disguised != text
    assert fingerprint(disguised) == fingerprint(text)


def test_the_same_in_another_process_whatever_the_hash_seed():
    code = (
        "import sys; from detector.audit.fingerprint import fingerprint;"
        "print(fingerprint(sys.stdin.read()))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], input=SEEDS[2].text, text=True, capture_output=True,
            check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1] == f"{fingerprint(SEEDS[2].text)}\n"


def test_shape_and_range():
    values = fingerprint(SEEDS[0].text)
    assert len(values) == LENGTH
    assert all(isinstance(value, int) and 0 <= value < 2**64 for value in values)
    assert len(set(values)) > LENGTH // 2


@pytest.mark.parametrize("text", ["", " \n\t", "***", "♥ ♥", "\ud800", "।"])
def test_nothing_to_read_gives_zeros_or_no_error(text):
    assert len(fingerprint(text)) == LENGTH


def test_empty_text_matches_nothing():
    assert set(fingerprint("")) == {0}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 3_000_000,
        "word " * 400_000,
        "1" * 500_000,
        "’" * 500_000,
        "а\u200b" * 400_000,
        "don't" * 200_000,
        "1.1" * 200_000,
        "mg 5 " * 100_000,
    ],
)
def test_hostile_sizes_take_bounded_time(text):
    started = time.process_time()
    assert len(fingerprint(text)) == LENGTH
    assert time.process_time() - started < 1.0


def test_only_the_beginning_of_a_very_long_text_counts():
    long = (SEEDS[0].text + " ") * 200
    assert len(long) > MOST_CHARACTERS
    assert fingerprint(long) == fingerprint(long + "another ending")


def test_a_page_of_800_words_costs_about_a_millisecond():
    words = " ".join(seed.text for seed in SEEDS).split()
    pages = [" ".join(words[start : start + 800]) for start in range(0, len(words) - 800, 800)]
    for page in pages:
        fingerprint(page)
    costs = []
    for page in pages:
        started = time.process_time()
        fingerprint(page)
        costs.append(time.process_time() - started)
    assert min(costs) < 0.002  # .6 to 1.3 ms on the processors that were measured
    assert sorted(costs)[len(costs) // 2] < 0.004  # the machine may be shared


def test_tokens_keep_numbers_with_their_units_and_marks():
    assert tokens("Take 2.5 mg, or 40% (it’s enough).") == [
        "take", "2.5 mg", ",", "or", "40%", "(", "it's", "enough", ")", ".",
    ]  # fmt: skip
