"""The likely original of what a rewriter put somewhere."""

import numpy as np
import pytest

from detector.choice import best
from detector.ngrams import tokenise
from detector.recovery import MOST, Recovery
from detector.word_vectors import WordVectors


@pytest.fixture(scope="module")
def recovery() -> Recovery:
    return Recovery.load()


def place(text: str, phrase: str) -> tuple[list[str], range]:
    tokens, wanted = tokenise(text).words, tokenise(phrase).words
    start = next(at for at in range(len(tokens)) if tokens[at : at + len(wanted)] == wanted)
    return tokens, range(start, start + len(wanted))


def suggestions(recovery: Recovery, text: str, phrase: str) -> list[str]:
    return [name for name, _ in recovery.suggest(*place(text, phrase))[0]]


@pytest.mark.parametrize(
    ("text", "phrase", "original"),
    [
        (
            "Smoking is one of the danger factors for heart disease.",
            "danger factors",
            "risk factors",
        ),
        ("Her coronary heart attack came without warning.", "coronary heart", "heart"),
        ("Women with bosom cancer need support from their family.", "bosom", "breast"),
        ("High blood strain damages the kidneys over time.", "strain", "pressure"),
        ("Ask your physician about the aspect effects of this drug.", "aspect", "side"),
    ],
)
def test_the_original_is_among_the_suggestions(
    recovery: Recovery, text: str, phrase: str, original: str
) -> None:
    assert original in suggestions(recovery, text, phrase)


def listed(recovery: Recovery, tokens: list[str], span: range) -> set[str]:
    options = recovery.table.options(tokens, span)
    return {recovery.model.words[row[0]] for row in options.slots.words if row[1] < 0}


@pytest.mark.parametrize(
    ("text", "phrase", "original"),
    [
        ("Wash your hands with soap and rainfall before you eat.", "rainfall", "water"),
        ("Brush your incisors twice a day.", "incisors", "teeth"),
        ("Symptoms include fever, headache, and shortness of wind.", "wind", "breath"),
        ("Take tablets to lower your blood caramel.", "caramel", "sugar"),
    ],
)
def test_what_no_thesaurus_lists_is_found_by_meaning_and_fit(
    recovery: Recovery, text: str, phrase: str, original: str
) -> None:
    tokens, span = place(text, phrase)
    assert original not in listed(recovery, tokens, span)
    assert original in suggestions(recovery, text, phrase)


def test_at_most_three_suggestions_best_first_as_probabilities(recovery: Recovery) -> None:
    text = "The danger factors for stroke are well known."
    (found,) = recovery.suggest(*place(text, "danger"))
    scores = [score for _, score in found]
    assert 1 <= len(found) <= MOST
    assert scores == sorted(scores, reverse=True)
    assert all(recovery.least <= score <= 1 for score in scores)


def test_all_candidates_and_none_of_them_share_one_probability(recovery: Recovery) -> None:
    text = "The danger factors for stroke are well known."
    (ranked,) = recovery.ranked(*place(text, "danger"))
    assert 0.5 < sum(score for _, score in ranked) < 1
    names = [name for name, _ in ranked]
    assert "danger" not in names
    assert len(names) == len(set(names))


def test_nothing_is_suggested_for_an_unknown_word(recovery: Recovery) -> None:
    assert suggestions(recovery, "The zzqv of the knee is swollen.", "zzqv") == []


def test_nothing_is_suggested_where_the_word_fits(recovery: Recovery) -> None:
    text = "High blood pressure damages the kidneys over time."
    assert suggestions(recovery, text, "pressure") == []


def test_the_same_text_never_comes_back(recovery: Recovery) -> None:
    text = "Smoking is one of the danger factors for heart disease."
    names = [name for name, _ in recovery.ranked(*place(text, "danger factors"))[0]]
    assert "danger factors" not in names
    assert len(names) == len(set(names))


def test_suggestions_read_as_a_person_writes(recovery: Recovery) -> None:
    text = "Follow a weight-reduction plan for a month."
    assert suggestions(recovery, text, "weight-reduction plan")[0] == "weight-loss plan"


def test_vectors_of_like_words_are_near_and_of_unknown_ones_are_zero(recovery: Recovery) -> None:
    vectors = WordVectors.load()
    doctor, physician, banana, unknown = vectors.of(
        recovery.model.encode(["doctor", "physician", "banana", "zzqv"])
    )
    assert doctor @ physician > 0.5 > doctor @ banana
    assert np.linalg.norm(doctor) == pytest.approx(1)
    assert not unknown.any()


def test_the_best_of_few_are_all_of_them() -> None:
    values = np.array([[0.1, 0.9, 0.5]], np.float32)
    assert best(values, 5).tolist() == [[0, 1, 2]]
    assert sorted(best(values, 2)[0].tolist()) == [1, 2]


def test_places_of_a_page_are_looked_up_together_as_each_alone(recovery: Recovery) -> None:
    tokens = tokenise("High blood strain harms. Danger factors abound. Take a look at it.").words
    spans = [range(2, 3), range(5, 7), range(9, 13), range(1), range(12, 13)]
    together = recovery.ranked(tokens, *spans)
    assert len(together) == len(spans)
    for span, ranking in zip(spans, together, strict=True):
        (alone,) = recovery.ranked(tokens, span)
        assert dict(ranking) == pytest.approx(dict(alone), rel=1e-3)
    assert recovery.ranked(tokens) == []
