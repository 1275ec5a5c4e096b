"""How the tone is learned and heard: in two ways, and from all sets alike."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from detector.scoring import scaled
from models.page.features import Row
from models.page.train import matrix
from models.unreliable.hearing import heard
from models.unreliable.pages import Judged
from models.unreliable.tone import fit, toned
from models.unreliable.vocabulary import FEATURE, Fitted
from models.unreliable.voices import by_page, by_set

SETS = {"trec2019": 0.5, "coaid": 0.1, "landers": 0.3}  # shares of bad pages
BAD_WORD, GOOD_WORD = 7, 11


@pytest.fixture
def pages() -> list[Judged]:
    """Pages of twelve sites a set: a word tells bad from good, another one only sets apart."""
    rng = np.random.default_rng(0)
    made = []
    for number in range(720):
        name = list(SETS)[number % 3]
        bad = rng.random() < SETS[name]
        telling = BAD_WORD if bad ^ (rng.random() < 0.1) else GOOD_WORD
        words = rng.choice(np.arange(20, 60), 12, replace=False)
        grams = np.unique([telling, 100 + list(SETS).index(name), *words]).astype(np.uint32)
        features = {"un_sales": float(rng.random() + (bad and name == "landers"))}
        site = f"{name}-{number // 3 % 12}.org"
        row = Row(name, name, site, "", "unreliable" if bad else "", 0.0, 300, features)
        made.append(Judged(row, "train", grams))
    return made


def test_a_word_that_only_sets_apart_has_no_weight(pages) -> None:
    weights = weights_of(by_page(pages))
    telling = weights[BAD_WORD] - weights[GOOD_WORD]
    assert max(abs(weights[100 + place]) for place in range(3)) < telling / 10


def test_the_tone_is_the_mean_of_two_ways_and_knows_what_tells(pages) -> None:
    tone, page, in_sets = (weights_of(one) for one in (fit(pages), by_page(pages), by_set(pages)))
    assert tone[BAD_WORD] > tone[GOOD_WORD]
    share = [(tone[word] - page[word] / 2) / in_sets[word] for word in (BAD_WORD, 25, 40)]
    assert share == pytest.approx([share[0]] * 3)
    assert share[0] > 0


def weights_of(model: Fitted) -> dict[int, float]:
    return dict(zip(model.grams.tolist(), model.weights.tolist(), strict=True))


def test_the_tone_of_a_model_that_hardly_heard_it_gets_the_weight_that_it_earns(pages) -> None:
    rng = np.random.default_rng(1)
    pages = toned(pages, [2.0 * page.unreliable + rng.normal() for page in pages])
    names = [FEATURE, "un_sales"]
    given = matrix([page.row for page in pages], names)
    bad = [page.unreliable for page in pages]
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(given, bad)
    model[-1].coef_[0, 0] = 0.01
    before = model.decision_function(given)
    after = heard(model, names, pages).decision_function(given)
    tones = np.array([scaled(page.row.features[FEATURE]) for page in pages])
    (whole, more, _), *_ = np.linalg.lstsq(
        np.column_stack([before, tones, np.ones(len(tones))]), after, rcond=None
    )
    assert whole > 0
    assert more > 0.5
    assert after == pytest.approx(whole * before + more * tones, abs=1e-6)


def test_a_model_without_the_tone_stays_as_it_is(pages) -> None:
    given = matrix([page.row for page in pages], ["un_sales"])
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit(given, [page.unreliable for page in pages])
    before = model.decision_function(given)
    assert (heard(model, ["un_sales"], pages).decision_function(given) == before).all()
