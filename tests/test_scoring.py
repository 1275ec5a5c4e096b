"""Page models: the card and the estimator agree, scores explain themselves, damage is an error."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from detector import Detector, artefacts, scoring
from detector.assessment import Verdict
from detector.errors import ModelError
from detector.evidence import BELOW, FEATURES, Demand, evidence
from detector.finding import Axis, Finding, Severity
from detector.rewriting_reader import shortness
from detector.scoring import AXES, estimator, page_model, scaled, verdict

CLEAN = Path(__file__).parents[1] / "corpus" / "seeds" / "consumer-health" / "sciatica.txt"


SHOWN = FEATURES[Axis.SPUN]
ENOUGH = dict.fromkeys(FEATURES.values(), 100.0)


@pytest.mark.parametrize("axis", AXES)
def test_card_and_estimator_give_the_same_probability(axis: Axis) -> None:
    model = page_model(axis)
    rng = np.random.default_rng(3)
    for values in rng.exponential(3.0, size=(20, len(model.features))):
        features = ENOUGH | dict(zip(model.features, values.tolist(), strict=True))
        columns = [[scaled(value) for value in values]]
        assert model.score(features) == pytest.approx(
            estimator(axis).predict_proba(columns)[0, 1], abs=1e-9
        )


@pytest.mark.parametrize("axis", AXES)
def test_more_evidence_never_clears_a_page(axis: Axis) -> None:
    model = page_model(axis)
    nothing = ENOUGH | dict.fromkeys(model.features, 0.0)
    for name in {*model.features} - {"rw_short"}:
        assert model.score(nothing | {name: 5.0}) >= model.score(nothing)


def test_a_short_page_needs_more_evidence() -> None:
    model = page_model(Axis.SPUN)
    odd = ENOUGH | dict.fromkeys(model.features, 0.5)
    long, half, quarter = (
        model.score(odd | {"rw_short": shortness(words)}) for words in (800, 100, 50)
    )
    assert long == model.score(odd | {"rw_short": shortness(200)}) > half > quarter


@pytest.mark.parametrize(
    ("tampered", "expected"),
    [(1, Verdict.PASS), (5, Verdict.REVIEW), (25, Verdict.FLAG)],
)
def test_tampered_letters_are_told_from_a_slip_of_the_keyboard(
    tampered: int, expected: Verdict
) -> None:
    text = CLEAN.read_text("utf-8").partition("\n")[2]
    assert len(text.split()) < 600
    found = Detector().assess_text(text.replace("e", "\u0435", tampered))
    assert page_model(Axis.SPUN).verdict(found.scores[Axis.SPUN]) is expected


@pytest.mark.parametrize("axis", AXES)
def test_thresholds_are_in_order_and_an_empty_page_passes(axis: Axis) -> None:
    model = page_model(axis)
    assert 0 < model.review <= model.flag < 1
    assert model.demand is None or model.flag - model.review > BELOW  # room for what is kept below
    nothing = dict.fromkeys([*FEATURES.values()], 0.0) | dict.fromkeys(model.features, 0.0)
    assert model.verdict(model.score(nothing)) is Verdict.PASS


@pytest.mark.parametrize("axis", AXES)
def test_what_moved_a_score_adds_up(axis: Axis) -> None:
    model = page_model(axis)
    features = ENOUGH | dict.fromkeys(model.features, 0.05)
    effects = sum(moved.effect for moved in scoring.effects(model.weights, features))
    score = model.score(features)
    assert math.log(score / (1 - score)) == pytest.approx(model.intercept + effects, rel=1e-6)
    ranked = [abs(moved.effect) for moved in model.moved(features)]
    assert ranked == sorted(ranked, reverse=True)


def hint(code: str, strength: float = 1.0) -> Finding:
    return Finding(code, Axis.SPUN, Severity.WARNING, "", "here", strength=strength)


@pytest.mark.parametrize(
    ("axis", "verdicts"),
    [
        (Axis.SPUN, {0: "pass", 0.99: "pass", 1: "review", 2.9: "review", 3: "flag"}),
        (Axis.UNRELIABLE, {0: "pass", 0.99: "pass", 1: "flag"}),
    ],
)
def test_a_page_is_not_flagged_for_what_no_finding_shows(
    axis: Axis, verdicts: dict[float, str]
) -> None:
    model = page_model(axis)
    odd = dict.fromkeys(model.features, 50.0) | {"rw_short": 0.0}
    scores = {least: model.score(odd | {FEATURES[axis]: least}) for least in verdicts}
    assert {least: model.verdict(score) for least, score in scores.items()} == verdicts


def test_scores_without_evidence_keep_their_order() -> None:
    demand, thresholds = Demand(SHOWN, 1.0, 3.0), {"review": 0.8, "flag": 0.9}
    kept = [demand.kept(s, thresholds, {SHOWN: 0.0}) for s in (0.5, 0.81, 0.9, 0.95, 0.999, 1.0)]
    assert kept == sorted(kept)
    assert kept[0] == 0.5
    assert round(max(kept), 4) < 0.8  # as JSON tells it


def test_errors_that_people_make_are_no_evidence_of_spinning() -> None:
    found = [hint("SPN101", 0.9), hint("SPN201"), hint("SPN203"), hint("SPN206"), hint("SPN302")]
    assert evidence(found)[SHOWN] == pytest.approx(1.9)
    assert evidence([Finding("STF101", Axis.STUFFED, Severity.WARNING, "", "here")])[SHOWN] == 0


def test_the_worst_axis_decides_and_an_unjudged_axis_does_not() -> None:
    assert verdict({Axis.SPUN: 0.0, Axis.STUFFED: 1.0, Axis.UNRELIABLE: None}) is Verdict.FLAG
    assert verdict({Axis.SPUN: None}) is Verdict.PASS


def test_a_damaged_card_says_what_to_do(tmp_path, monkeypatch) -> None:
    (tmp_path / "page-spun.json").write_text(json.dumps({"version": "1"}))
    monkeypatch.setattr(artefacts, "folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"page-spun\.json is damaged .* install detector again"):
        scoring.page_model.__wrapped__(Axis.SPUN)


def test_a_missing_model_says_what_to_do(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(artefacts, "folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"page-stuffed\.json is missing; install detector again"):
        scoring.page_model.__wrapped__(Axis.STUFFED)
