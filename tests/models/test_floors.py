"""Floors hold on the repository's own texts, and a broken floor is always reported."""

from __future__ import annotations

import argparse
import json

import pytest

from detector.finding import Axis
from detector.scoring import page_model
from models import floors
from models.evaluate import ELSEWHERE, EVALUATORS

pytest.importorskip("lemminflect", reason="spinning needs lemminflect: pip install -e '.[dev]'")


def test_shipped_models_hold_their_floors_on_the_seeds() -> None:
    results = {"seeds": EVALUATORS["seeds"](argparse.Namespace())}
    pinned = floors.load()
    assert any(path.startswith("seeds.") for path in [*pinned["least"], *pinned["most"]])
    assert floors.broken(results, pinned) == []


def test_the_figures_of_unreliable_hold_their_floors_and_are_of_the_shipped_model() -> None:
    results = json.loads((floors.FLOORS.parent / "results" / "unreliable.json").read_text("utf-8"))
    model = page_model(Axis.UNRELIABLE)
    assert results["thresholds"] == {"flag": model.flag, "review": model.review}
    assert floors.broken({"unreliable": results}, floors.load()) == []
    assert results["honest"]["official"]["flag"] <= 0.02, "government, hospital and journal pages"


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
def test_what_other_commands_found_holds_its_floors(name: str) -> None:
    results = {name: EVALUATORS[name](argparse.Namespace())}
    pinned = floors.load()
    assert any(path.startswith(f"{name}.") for path in [*pinned["least"], *pinned["most"]])
    assert floors.broken(results, pinned) == []


def test_a_metric_under_its_floor_is_reported_with_both_numbers() -> None:
    results = {"page": {"spun": {"auc": 0.8, "flags": 0.02}}}
    pinned = {"least": {"page.spun.auc": 0.9}, "most": {"page.spun.flags": 0.01}}
    assert floors.broken(results, pinned) == [
        "page.spun.auc is 0.8000; the floor is least 0.9000.",
        "page.spun.flags is 0.0200; the floor is most 0.0100.",
    ]


def test_a_metric_cannot_vanish() -> None:
    pinned = {"least": {"page.spun.auc": 0.9}, "most": {}}
    assert floors.broken({"page": {}}, pinned) == ["page.spun.auc is pinned but was not measured."]


def test_not_a_number_is_below_every_floor() -> None:
    results = {"page": {"auc": float("nan")}}
    assert floors.broken(results, {"least": {"page.auc": 0.1}, "most": {}})


def test_a_model_that_was_not_evaluated_is_not_judged() -> None:
    assert floors.broken({"seeds": {}}, {"least": {"page.auc": 0.9}, "most": {}}) == []
