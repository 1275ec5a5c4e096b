"""Train the tone of a health text: what sets reliable from unreliable pages inside of each set.

It is the mean of two ways of learning (:mod:`models.unreliable.voices`). Words and pairs that few
sites use are left out, and the name of a page's own site is taken out of its text before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.split import unit
from models.metrics import Array
from models.unreliable.pages import Judged
from models.unreliable.vocabulary import FEATURE, VERSION, Fitted
from models.unreliable.voices import by_page, by_set

INNER_FOLDS = 3


def fit(pages: Sequence[Judged]) -> Fitted:
    """Fit on pages in both ways and take the mean, each scaled to how far it parts these pages."""
    found = [by_page(pages), by_set(pages)]
    spread = [float(np.std(one.tones(pages))) for one in found]
    weights = sum(one.weights * (spread[0] / s) for one, s in zip(found, spread, strict=True)) / 2
    return Fitted(found[0].grams, np.asarray(weights))


def fold_of(site: str, folds: int, name: str = "fold") -> int:
    """Return the fold that holds a site."""
    return int(unit(f"{name}|{site}") * folds)


def left_out(pages: Sequence[Judged]) -> Array:
    """Return the tone of each page by a model that saw nothing of its site."""
    tones = np.zeros(len(pages))
    fold = np.array([fold_of(page.row.group, INNER_FOLDS, "tone") for page in pages])
    for one in range(INNER_FOLDS):
        out = np.flatnonzero(fold == one)
        model = fit([page for page, f in zip(pages, fold, strict=True) if f != one])
        tones[out] = model.tones([pages[int(i)] for i in out])
    return tones


def toned(pages: Sequence[Judged], tones: Collection[float]) -> list[Judged]:
    """Return the pages with these tones among their features."""
    return [
        replace(page, row=replace(page.row, features=page.row.features | {FEATURE: float(tone)}))
        for page, tone in zip(pages, tones, strict=True)
    ]


def train(pages: Sequence[Judged], *, manifest_hash: str, folder: Path) -> dict[str, Any]:
    """Fit on all pages, write the artefacts and return their card."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tone.npz"
    model = fit(pages)
    np.savez_compressed(path, grams=model.grams, weights=model.weights.astype(np.float16))
    card = {
        "version": VERSION,
        "words_and_pairs": len(model.grams),
        "pages": {"all": len(pages), "unreliable": sum(page.unreliable for page in pages)},
        "manifest": manifest_hash,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card
