"""Learn to choose the likely original, and measure it on families that nothing was made from.

python -m models.ngrams.recovery --mirror DIR [--work DIR]

For each family the table is built without the family's own source, and its prior and the weights
of the choice are learned without its pages; the recovery of its true originals is what the card
reports. The shipped choice is learned from all families over the shipped table. Needs what
`models.ngrams.originals` needs, and the vectors of `models.ngrams.word_vectors`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from corpus.spinners import Spun
from detector.ngram_table import Floats
from detector.ngrams import NgramModel
from detector.originals import Originals, readable
from detector.recovery import MOST, Recovery, assembled
from detector.word_vectors import WordVectors
from models.ngrams import choice
from models.ngrams.evaluate import swaps
from models.ngrams.fit import Candidates, collect, fit
from models.ngrams.originals import OWN, training_texts
from models.ngrams.pages import pages, spun
from models.ngrams.train import ARTEFACTS, WORK

DEV_PAGES = 40
WANTED_PRECISION = 0.65
VECTORS = "word_vectors.npy"
NOTHING: Floats = np.zeros(1, np.float32)


class Answer(NamedTuple):
    """What is said of one swap: probability of the first answer, and the true one's rank."""

    probability: float
    rank: int


def answers(model: Recovery, texts: Iterable[Spun]) -> list[Answer]:
    """Rank the true original of swaps (rank -1: not a candidate)."""
    found = []
    for page in texts:
        tokens, made = swaps(page)
        chosen = made[: choice.SWAPS_A_PAGE]
        rankings = model.ranked(tokens, *(range(swap.start, swap.stop) for swap in chosen))
        for swap, ranked in zip(chosen, rankings, strict=True):
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


def recovered(found: Sequence[Answer], least: float) -> dict[str, float]:
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


def learned(table: Originals, vectors: WordVectors, texts: Iterable[Spun]) -> Recovery:
    """Learn the choice over a table from spun pages."""
    blank = assembled(table, vectors, NOTHING, 0.0, 1.0)
    found = choice.fit(choice.examples(blank, texts))
    return replace(blank, weights=found.weights, none=found.none)


def held_out(
    found: Candidates, model: NgramModel, texts: dict[str, list[Spun]], work: Path
) -> dict[str, list[Answer]]:
    """Answers for every family from what was made without its source and its pages."""
    clean = pages("dev", 300, work)[:DEV_PAGES]
    vectors = WordVectors.load()
    result = {}
    for family, source in OWN.items():
        usable = (found.without(source) if source else found).cut()
        others = [page for name, some in texts.items() if name != family for page in some]
        table = fit(usable, model, others).table
        result[family] = answers(learned(table, vectors, others), spun(family, clean))
        print(family, recovered(result[family], 0.0), flush=True)
    return result


def table(held_out: Mapping[str, Mapping[str, float]]) -> str:
    """Return the table of the card in Markdown, and the means over the families."""
    names = ("known", "top1", "top3", "given", "precision", "precision3")
    lines = [f"| family | swaps | {' | '.join(names)} |", "|---|" + "---|" * (len(names) + 1)]
    for family, row in held_out.items():
        values = " | ".join(f"{row[name]:.2f}" for name in names)
        lines.append(f"| {family} | {row['swaps']} | {values} |")
    means = " | ".join(f"{np.mean([row[n] for row in held_out.values()]):.2f}" for n in names)
    return "\n".join([*lines, f"| mean | | {means} |"])


def main() -> None:
    """Measure held-out families, then learn the shipped choice over the shipped table."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--work", type=Path, default=WORK, help="folder for working files")
    parser.add_argument("--out", type=Path, default=ARTEFACTS, help="folder for the artefact")
    given = parser.parse_args()
    model = NgramModel.load()
    texts = training_texts(given.work)
    measured = held_out(collect(model), model, texts, given.work)
    least = threshold([answer for answers in measured.values() for answer in answers])
    every = [page for some in texts.values() for page in some]
    shipped = learned(Originals.load(), WordVectors.load(), every)
    card: dict[str, Any] = {
        "version": "1",
        "sha256": {VECTORS: hashlib.sha256((ARTEFACTS / VECTORS).read_bytes()).hexdigest()},
        "manifest": manifest_hash(),
        "weights": shipped.weights.tolist(),
        "none": shipped.none,
        "least": least,
        "held_out": {name: recovered(some, least) for name, some in measured.items()},
    }
    (given.out / "recovery.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(table(card["held_out"]))


if __name__ == "__main__":
    main()
