"""Train the rewriting model: ``python -m models.rewriting.train [tagger | transformer]``.

`shards` must have been drawn before (``python -m models.rewriting.shards``). Training is bounded by
minutes, keeps a checkpoint in the work folder, and continues from one with ``--start``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.rewriting import shards
from models.rewriting.feed import Feed, Mix

STAGES = {
    "product": Mix(),
    "generic": Mix(families=False, corrupt=0.7),
    "alike": Mix(families=False, corrupt=0.7, alike=True),
    "families": Mix(corrupt=0.0),
    "no-hard": Mix(hard=False),
    "level": Mix(giveaway=1.0),
}


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.train", description=__doc__)
    parser.add_argument("model", choices=["tagger", "transformer"])
    parser.add_argument("--name", required=True, help="name of the checkpoint in the work folder")
    parser.add_argument("--minutes", type=float, default=40.0)
    parser.add_argument("--start", help="checkpoint to continue from")
    parser.add_argument("--stage", choices=list(STAGES), default="product")
    parser.add_argument("--shards", type=Path, default=shards.WORK / "shards")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layers", type=int, default=4, help="layers of the transformer")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="its highest learning rate")
    arguments = parser.parse_args()
    feed = Feed(arguments.shards, STAGES[arguments.stage], arguments.seed)
    feed.refresh()
    path = shards.WORK / f"{arguments.name}.pt"
    start = shards.WORK / f"{arguments.start}.pt" if arguments.start else None
    if arguments.model == "tagger":
        from models.rewriting import tagger

        tagger.train(feed, path, arguments.minutes, start=start)
    else:
        from models.rewriting import transformer

        transformer.train(
            feed, path, arguments.minutes,
            layers=arguments.layers, rate=arguments.rate, start=start,
        )  # fmt: skip


if __name__ == "__main__":
    main()
