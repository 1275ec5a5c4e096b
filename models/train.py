"""Rebuild models from the manifest: ``python -m models.train [NAME … | --all]``.

Most models have programs of their own under ``models/``, with options of their own; this one runs
them in the order in which they need each other. Training of the rewriting model is bounded by
minutes and keeps checkpoints in ``models/work``: run its steps by hand to continue from one.

``--tiny`` runs the same path on the texts that the repository holds, in a folder of its own, so
that CI can prove it in less than two minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument


def train_page(args: argparse.Namespace) -> None:
    """Train both page models."""
    from models.page.features import computed, rows
    from models.page.pages import from_seeds
    from models.page.train import ARTEFACTS, AXES, train

    if args.tiny:
        pages = list(computed(from_seeds()))
    else:
        pages = rows("dev", per_source=args.per_source, fresh=args.fresh)
    folder = args.out or ARTEFACTS
    for axis in AXES:
        card = train(axis, pages, manifest_hash=manifest_hash(), folder=folder)
        print(json.dumps(card, indent=2))
    print("The thresholds are not guarded yet: train cascade and guard next.", file=sys.stderr)


def train_cascade(args: argparse.Namespace) -> None:
    """Train the cheap stage, whose target is what the shipped models say."""
    from models.cascade.rows import both_readings
    from models.cascade.train import ARTEFACTS, READINGS, train
    from models.page.features import computed, rows
    from models.page.pages import from_seeds

    if args.tiny:
        card = train(computed(from_seeds(turns=2)), folder=args.out)
    else:
        pages = rows("dev", per_source=args.per_source)
        card = train(pages, both_readings("dev", READINGS), args.out or ARTEFACTS)
    print(card["pages"], [step["limit"] for step in card["steps"]], card["limits"])


# The programs of each model, in order. The n-gram step needs `lmplz` on the path.
STEPS: dict[str, tuple[str, ...]] = {
    "unigrams": ("models.unigrams",),
    "ngrams": (
        "models.ngrams.train",
        "models.ngrams.evaluate",
        "models.ngrams.originals",
        "models.ngrams.word_vectors",
        "models.ngrams.recovery",
    ),
    "rewriting": (
        "models.rewriting.shards --count 100",
        "models.rewriting.train transformer --name judge --minutes 90",
        "models.rewriting.glance --minutes 15",
        "models.rewriting.export judge",
    ),
    "unreliable": ("models.unreliable.train topic", "models.unreliable.train page"),
    # The guard judges with the cheap stage, which foretells what the guard then raises.
    "guard": ("models.page.guard", "models.cascade.train"),
}


def train_rewriting(args: argparse.Namespace) -> None:
    """Train the rewriting model; with `--tiny`, for seconds on the repository's own texts."""
    if not args.tiny:
        run_steps("rewriting")
        return
    from models.rewriting.tiny import train

    args.out.mkdir(parents=True, exist_ok=True)
    print("\n".join(train(args.out)))


def run_steps(name: str) -> None:
    """Run the programs of one model; CalledProcessError when one of them fails."""
    for step in STEPS[name]:
        print(f"python -m {step}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", *step.split()], check=True)  # noqa: S603 — our own


TINY = ("rewriting", "page", "cascade")  # what the repository's own texts are enough for

TRAINERS: dict[str, Callable[[argparse.Namespace], None]] = {
    "unigrams": lambda _: run_steps("unigrams"),
    "ngrams": lambda _: run_steps("ngrams"),
    "rewriting": train_rewriting,
    "page": train_page,
    "unreliable": lambda _: run_steps("unreliable"),
    "cascade": train_cascade,
    "guard": lambda _: run_steps("guard"),
}


def main() -> None:
    """Parse the command line and train what was asked for, dependencies first."""
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("models", nargs="*", help=f"what to train: {', '.join(TRAINERS)}")
    parser.add_argument("--all", action="store_true", help="train every model, in order")
    parser.add_argument("--tiny", action="store_true", help="train on the repository's own texts")
    parser.add_argument("--out", type=Path, help="folder for the artefacts (default: the shipped)")
    parser.add_argument("--per-source", type=int, default=15, help="honest pages of each source")
    parser.add_argument("--fresh", action="store_true", help="compute cached features again")
    add_mirror_argument(parser)
    args = parser.parse_args()
    chosen = list(TRAINERS) if args.all else args.models
    if unknown := set(chosen) - set(TRAINERS):
        parser.error(f"There is no model {', '.join(unknown)}; choose of {', '.join(TRAINERS)}.")
    if args.tiny and not set(chosen) <= set(TINY):
        parser.error(f"--tiny trains some models alone: name {' or '.join(TINY)}.")
    if not chosen:
        parser.error(f"Name what to train ({', '.join(TRAINERS)}) or use --all.")
    if args.tiny and args.out is None:
        parser.error("--tiny needs --out DIR: its models must not replace the shipped ones.")
    for name in chosen:
        started = time.monotonic()
        TRAINERS[name](args)
        print(f"{name}: trained in {time.monotonic() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
