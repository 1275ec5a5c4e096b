"""The table of originals: candidates, and how much better they fit."""

import numpy as np
import pytest

from detector.ngrams import tokenise
from detector.originals import Originals


@pytest.fixture(scope="module")
def originals() -> Originals:
    return Originals.load()


def test_the_table_lists_words_and_phrases_for_a_substitute(originals: Originals) -> None:
    tokens = tokenise("one of the danger factors for stroke").words
    slots = originals.options(tokens, range(3, 5)).slots
    names = {
        " ".join(originals.model.words[word] for word in row if word >= 0) for row in slots.words
    }
    assert {"risk", "risk factors"} <= names
    assert set(slots.start.tolist()) <= {3, 4}


def test_misfit_points_at_the_swapped_word(originals: Originals) -> None:
    spun = tokenise("The danger factors for heart disease include smoking.").words
    misfit = originals.misfit(spun)
    assert misfit.shape == (len(spun),)
    assert int(np.argmax(misfit)) == 1
    assert misfit[1] > 3


def test_an_empty_text_has_no_misfit(originals: Originals) -> None:
    assert originals.misfit([]).shape == (0,)
