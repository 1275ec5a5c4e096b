from pathlib import Path

import numpy as np
import pytest

from detector import artefacts, ngrams
from detector.errors import ModelError
from detector.ngram_table import Table
from detector.ngrams import BREAK, NUMBER, NgramModel, Slots, tokenise
from models.ngrams.table import fuse, read_arpa

CLEAN = tokenise("The risk factors for heart disease include high blood pressure.").words
SPUN = tokenise("The danger factors for heart illness include high blood strain.").words

ARPA = """\\data\\
ngram 1=5
ngram 2=3
ngram 3=1

\\1-grams:
-4.0\t<unk>\t0
0\t<s>\t-0.5
-2.0\t</s>\t0
-1.0\tred\t-0.25
-1.5\tblood\t-0.75

\\2-grams:
-0.5\t<s> red\t-0.125
-0.4\tred blood\t-0.3
-0.2\tblood </s>\t0

\\3-grams:
-0.1\t<s> red blood

\\end\\
"""


@pytest.fixture
def tiny(tmp_path: Path) -> NgramModel:
    path = tmp_path / "tiny.arpa"
    path.write_text(ARPA)
    arpa = read_arpa(path, seed=1)
    cells, shape = fuse(arpa)
    ids = {word: index for index, word in enumerate(arpa.words)}
    codes = ngrams_codes(len(ids))
    return NgramModel(arpa.order, arpa.words, ids, codes, arpa.unigrams, Table(cells, shape))


def ngrams_codes(count: int) -> np.ndarray:
    from models.ngrams.table import word_codes

    return word_codes(count, seed=1)


@pytest.fixture(scope="module")
def model() -> NgramModel:
    return NgramModel.load()


def test_tokens_keep_contractions_and_split_hyphens() -> None:
    found = tokenise("Don’t take 2,000 mg of long-term “Aspirin”…\n\n• Stop").words
    dash = ["long", "-", "term"]
    assert found == [
        "don't",
        "take",
        NUMBER,
        "mg",
        "of",
        *dash,
        '"',
        "aspirin",
        '"',
        "...",
        BREAK,
        "stop",
    ]


def test_token_spans_point_into_the_text() -> None:
    text = "  Knee-pain (2.5%)\nhelps"
    found = tokenise(text)
    cut = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert cut == ["Knee", "-", "pain", "(", "2.5", "%", ")", "\n", "helps"]


def test_probabilities_are_those_of_the_arpa_file(tiny: NgramModel) -> None:
    scores = tiny.scores(["red", "blood", "red", "cell"])
    # <s> red; <s> red blood; back-off of "red blood" and "blood"; back-off of "red" to <unk>
    expected = [-0.5, -0.1, -0.3 - 0.75 - 1.0, -0.25 - 4.0]
    assert scores.logprob == pytest.approx(expected, abs=0.03)
    assert scores.order.tolist() == [2, 3, 1, 1]
    assert scores.unknown.tolist() == [False, False, False, True]


def test_a_line_break_is_free_and_cuts_the_context(tiny: NgramModel) -> None:
    scores = tiny.scores(["red", BREAK, "red"])
    assert scores.logprob[1] == 0
    assert scores.logprob[2] == scores.logprob[0]


def test_spun_words_cost_more_than_the_words_they_replace(model: NgramModel) -> None:
    assert model.logprob(CLEAN) > model.logprob(SPUN) + 8
    clean, spun = model.surprise(CLEAN), model.surprise(SPUN)
    for index in (2, 5, 9):
        assert clean[index] > spun[index], f"{SPUN[index]!r} fits as well as {CLEAN[index]!r}"


def test_gain_equals_scoring_the_changed_text_again(model: NgramModel) -> None:
    before = model.scores(SPUN).logprob.sum()
    candidates = ["risk", "hazard", "contributing risk", "most dangerous known"]
    gains = model.replacement(SPUN, 1, candidates)
    for candidate, gain in zip(candidates, gains, strict=True):
        after = [SPUN[0], *candidate.split(), *SPUN[2:]]
        assert gain == pytest.approx(model.scores(after).logprob.sum() - before, abs=1e-3)
    assert int(gains.argmax()) == 0


def test_gains_reach_over_the_edges_of_a_page(model: NgramModel) -> None:
    ids = model.encode(["hart", "disease"])
    words = model.encode(["heart", "illness"])[:, None]
    gains = model.gains(ids, Slots(np.array([0, 1]), np.array([1, 2]), words))
    assert gains[0] > 2
    assert gains.shape == (2,)


def test_no_candidates_no_gains(model: NgramModel) -> None:
    assert model.replacement(SPUN, 1, []).shape == (0,)


def test_missing_artefact_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(artefacts, "folder", lambda: tmp_path)
    ngrams._load.cache_clear()
    with pytest.raises(ModelError, match=r"ngrams\.json is missing; install detector again"):
        NgramModel.load()
    ngrams._load.cache_clear()
