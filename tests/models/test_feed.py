"""The stream of training pages: what is learned from, and what gives itself away."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from models.rewriting.feed import UNHEARD, Feed, Mix
from models.rewriting.shards import Shard

WORDS = ["the", "pain", "gore", "ache", "went", "quickly", "from", "knee"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold honest pages with "pain" and "ache", and spun ones with "gore" and sometimes "ache"."""
    honest, spun = [0, 1, 4, 5, 6, 3, 7] * 20, [0, 2, 4, 5, 6, 3, 7] * 20
    labels = np.array([0] * len(honest) + [1 if word in (2, 3) else 0 for word in spun])
    shard = Shard(
        WORDS, np.array(honest + spun, dtype=np.int32), labels.astype(np.int8),
        np.array([0, len(honest), len(honest) + len(spun)]), np.array([False, True]),
        np.array([False, False]), np.array([0, 1]),
    )  # fmt: skip
    shard.save(tmp_path / "0000.npz")
    return tmp_path


def spun_labels(folder: Path, mix: Mix) -> dict[str, set[int]]:
    feed = Feed(folder, mix)
    feed.refresh()
    found: dict[str, set[int]] = {}
    for page in islice(feed.pages(), 40):
        for number, label in zip(page.ids.tolist(), page.labels.tolist(), strict=True):
            found.setdefault(feed.lexicon.words[number], set()).add(label)
    return found


def test_every_touched_word_is_learned_from_by_default(folder: Path) -> None:
    found = spun_labels(folder, Mix(corrupt=0.0, lower=0.0, unbroken=0.0))
    assert found["gore"] == {1}
    assert found["ache"] == {0, 1}


def test_a_word_of_spun_pages_alone_is_seldom_learned_from(folder: Path) -> None:
    feed = Feed(folder, Mix(giveaway=1.0))
    feed.refresh()
    silent = dict(zip(feed.lexicon.words, feed.silent, strict=True))
    assert silent["gore"] > silent["ache"] > silent["pain"] == 0.0
    found = spun_labels(folder, Mix(corrupt=0.0, lower=0.0, unbroken=0.0, giveaway=1.0))
    assert UNHEARD in found["gore"]
    assert found["pain"] == {0}


def test_a_page_of_unheard_words_still_counts_as_rewritten() -> None:
    pytest.importorskip("torch")
    from models.rewriting.transformer import Window

    assert Window([0] * 40, [UNHEARD] * 4 + [0] * 36).label == 1
    assert Window([0] * 40, [0] * 40).label == 0
    assert Window([0] * 200, [1] + [0] * 199).label == -1
