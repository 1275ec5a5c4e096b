import numpy as np
import pytest

from detector.ngrams import tokenise
from detector.originals import Originals


@pytest.fixture(scope="module")
def originals() -> Originals:
    return Originals.load()


def suggestions(originals: Originals, text: str, phrase: str) -> list[str]:
    tokens, wanted = tokenise(text).words, tokenise(phrase).words
    start = next(at for at in range(len(tokens)) if tokens[at : at + len(wanted)] == wanted)
    return [name for name, _ in originals.suggest(tokens, range(start, start + len(wanted)))]


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
    originals: Originals, text: str, phrase: str, original: str
) -> None:
    assert original in suggestions(originals, text, phrase)


def test_at_most_three_suggestions_best_first_as_probabilities(originals: Originals) -> None:
    tokens = tokenise("The danger factors for stroke are well known.").words
    found = originals.suggest(tokens, range(1, 2))
    scores = [score for _, score in found]
    assert 1 <= len(found) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(originals.least <= scores[0] <= 1 for _ in scores)


def test_nothing_is_suggested_for_an_unknown_word(originals: Originals) -> None:
    tokens = tokenise("The zzqv of the knee is swollen.").words
    assert originals.suggest(tokens, range(1, 2)) == []


def test_nothing_is_suggested_where_the_word_fits(originals: Originals) -> None:
    tokens = tokenise("High blood pressure damages the kidneys over time.").words
    assert originals.suggest(tokens, range(2, 3)) == []


def test_the_same_text_never_comes_back(originals: Originals) -> None:
    tokens = tokenise("Smoking is one of the danger factors for heart disease.").words
    names = [name for name, _ in originals.ranked(tokens, range(5, 7))]
    assert "danger factors" not in names
    assert len(names) == len(set(names))


def test_misfit_points_at_the_swapped_word(originals: Originals) -> None:
    spun = tokenise("The danger factors for heart disease include smoking.").words
    misfit = originals.misfit(spun)
    assert misfit.shape == (len(spun),)
    assert int(np.argmax(misfit)) == 1
    assert misfit[1] > 3


def test_an_empty_text_has_no_misfit(originals: Originals) -> None:
    assert originals.misfit([]).shape == (0,)


def test_suggestions_read_as_a_person_writes(originals: Originals) -> None:
    found = suggestions(
        originals, "Follow a weight-reduction plan for a month.", "weight-reduction plan"
    )
    assert found[0] == "weight-loss plan"
