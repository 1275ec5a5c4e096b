"""Leave one family out: ``python -m models.rewriting.lofo``, short runs of equal budget.

All runs start from one tagger that was trained on corruptions without a word list and has seen no
family; `all` then sees every family, each other run all but one group. Families that draw on one
source leave together, since leaving out one of them would test nothing. The gap to `all` is what
an unseen spinner costs.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from corpus.sources import add_mirror_argument
from models.rewriting import shards, tagger
from models.rewriting.evaluate import RESULTS, predictions
from models.rewriting.feed import Feed, Mix
from models.rewriting.judged import Judged, stored
from models.rewriting.scores import table

GROUPS: dict[str, tuple[str, ...]] = {
    "all": (),
    "embedding": ("embedding",),
    "commercial": ("commercial",),
    "wordnet": ("wordnet", "frequency"),
    "moby": ("moby",),
    "own tables": ("tortured", "expansion", "handmade", "spintax", "roundtrip"),
    "function": ("function", "insertion"),
    "toy": ("toy",),
}


def run(minutes: float, first: float, every: int) -> dict[str, Any]:
    """Train what is not trained yet, judge each run on the families that it has not seen."""
    folder = shards.WORK / "shards2"
    base = shards.WORK / "lofo-generic.pt"
    if not base.is_file():
        _train(folder, Mix(families=False, corrupt=0.7), "lofo-generic", first, None)
    pages = stored(shards.WORK / "dev.jsonl")
    honest = [page for page in pages if page.kind == "honest"][::every]
    found: dict[str, Any] = {}
    for name, left_out in GROUPS.items():
        checkpoint = f"lofo-{name.replace(' ', '-')}"
        if not (shards.WORK / f"{checkpoint}.pt").is_file():
            _train(folder, Mix(without=left_out), checkpoint, minutes, "lofo-generic")
        wanted = left_out or tuple(family for group in GROUPS.values() for family in group)
        judged = honest + [page for page in pages if page.kind in wanted]
        found[name] = _figures(checkpoint, judged)
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "rewriting-lofo.json").write_text(json.dumps(found, indent=1) + "\n")
    return found


def _train(folder: Path, mix: Mix, name: str, minutes: float, start: str | None) -> None:
    feed = Feed(folder, mix, seed=3)
    feed.refresh()
    begin = shards.WORK / f"{start}.pt" if start else None
    print(name, flush=True)
    tagger.train(feed, shards.WORK / f"{name}.pt", minutes, start=begin)


def _figures(checkpoint: str, pages: list[Judged]) -> dict[str, Any]:
    probabilities = predictions(checkpoint, pages, fresh=True)
    found = table(pages, probabilities, "rw_peak")
    families: dict[str, Any] = found["families"]
    return families


def show(found: dict[str, Any]) -> str:
    """Return the table in Markdown: each family unseen, and seen in the run `all`."""
    lines = [
        "| family | word AUC unseen / seen | word AP | page AUC | recall at 1 % FPR (95 %) | "
        "80–200 words | 200–500 | 500+ |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for group, rows in found.items():
        if group == "all":
            continue
        for family, row in rows.items():
            seen = found["all"][family]
            both = [
                f"{row[key]:.2f} / {seen[key]:.2f}"
                for key in ("word_auc", "word_ap", "auc", "recall", "recall_80", "recall_200",
                            "recall_500")
            ]  # fmt: skip
            low, high = row["interval"]
            both[3] += f" ({low:.2f}–{high:.2f})"
            lines.append(f"| {family} | " + " | ".join(both) + " |")
    mean = np.mean([r["recall"] for g, rows in found.items() if g != "all" for r in rows.values()])
    return "\n".join([*lines, "", f"Mean recall at 1 % FPR, unseen: {mean:.2f}."])


def main() -> None:
    """Run all groups and print the table."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.lofo", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--minutes", type=float, default=2.0, help="of each run")
    parser.add_argument("--first", type=float, default=5.0, help="minutes of the common start")
    parser.add_argument("--every", type=int, default=3, help="judge one honest page in so many")
    arguments = parser.parse_args()
    print(show(run(arguments.minutes, arguments.first, arguments.every)))


if __name__ == "__main__":
    main()
