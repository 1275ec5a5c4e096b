"""The whole path from texts to artefacts runs, on the texts that the repository holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("lemminflect", reason="training needs lemminflect: pip install -e '.[dev]'")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("artefacts")
    command = [sys.executable, "-m", "models.train", "page", "--tiny", "--out", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=600)
    return folder


@pytest.mark.parametrize("axis", ["spun", "stuffed"])
def test_tiny_training_writes_a_card_and_an_estimator(trained: Path, axis: str) -> None:
    card = json.loads((trained / f"page-{axis}.json").read_text())
    assert (trained / f"page-{axis}.skops").stat().st_size > 1000
    assert len(card["weights"]) >= 2
    negative = {weight["feature"] for weight in card["weights"] if weight["weight"] <= 0}
    assert negative == ({"rw_short"} if axis == "spun" else set())
    assert 0 < card["thresholds"]["review"] <= card["thresholds"]["flag"] < 1
    assert card["pages"]["honest"] > card["pages"]["positive"] > 20


def test_tiny_models_never_replace_the_shipped_ones() -> None:
    command = [sys.executable, "-m", "models.train", "page", "--tiny"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "must not replace the shipped ones" in done.stderr


def test_training_without_a_mirror_says_what_is_missing(tmp_path, monkeypatch) -> None:
    from corpus.errors import MirrorMissingError
    from models.page import pages

    monkeypatch.delenv("DETECTOR_CORPUS", raising=False)
    monkeypatch.setattr(pages, "WORK", tmp_path)
    with pytest.raises(MirrorMissingError, match="set DETECTOR_CORPUS"):
        next(pages.drafts("train", per_source=1))


def test_tiny_rewriting_model_goes_the_whole_way(tmp_path) -> None:
    builders = os.environ.get("DETECTOR_BUILDERS_PYTHON")  # .ci/run makes such an environment
    if not builders:
        pytest.importorskip("torch", reason="training the rewriting model needs torch")
    command = [builders or sys.executable, "-m", "models.train", "rewriting", "--tiny", "--out"]
    subprocess.run([*command, tmp_path], cwd=ROOT, check=True, capture_output=True, timeout=600)
    from detector.glance import ARTEFACT, read

    words = ["The", "danger", "factors", "are", "well", "known", "."]
    assert read(tmp_path / ARTEFACT).logits(words).shape == (7,)
    if builders or (tmp_path / "rewriting_judge.onnx").exists():
        from detector.rewriting_judge import Judge

        judge = Judge(tmp_path / "rewriting_judge.onnx")
        (window,) = judge.logits(judge.windows(words))
        assert len(window.words) == 7
