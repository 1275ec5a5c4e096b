"""Train what the axis ``unreliable`` needs: ``python -m models.unreliable.train topic page``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from models.evaluate import HERE, write_tables
from models.page.train import ARTEFACTS

RESULTS = Path(__file__).parents[1] / "results"


def train_topic(args: argparse.Namespace) -> None:
    """Train the topic model and write how it does on publishers that it never saw."""
    from models.unreliable.topic import train
    from models.unreliable.topics import topical
    from models.unreliable.web_topics import web_topics

    texts = topical("train") + topical("dev")
    card = train(texts, manifest_hash=manifest_hash(), folder=args.out or ARTEFACTS)
    if args.out is None:
        card["web"] = web_topics()
        write_results("topic", card)
    print(json.dumps(card, indent=1))


def train_page(args: argparse.Namespace) -> None:
    """Train the tone and the page model of the axis ``unreliable``."""
    from models.unreliable import page, tone
    from models.unreliable.pages import judged

    pages = judged(fresh=args.fresh)
    for part in (tone, page):
        card = part.train(pages, manifest_hash=manifest_hash(), folder=args.out or ARTEFACTS)
        print(json.dumps(card, indent=1))


def publish(name: str, results: dict[str, Any], text: str) -> None:
    """Write the figures of an experiment and its table into the card of the axis; print that."""
    write_results(f"unreliable-{name}", results)
    write_tables(HERE / "cards" / "unreliable.md", text, name)
    print(text)


def write_results(name: str, results: dict[str, object]) -> None:
    """Write the figures of a model beside those of the others."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")


TRAINERS: dict[str, Callable[[argparse.Namespace], None]] = {
    "topic": train_topic,
    "page": train_page,
}


def main() -> None:
    """Parse the command line and train what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m models.unreliable.train", description=__doc__)
    parser.add_argument("models", nargs="+", choices=list(TRAINERS), help="what to train")
    parser.add_argument("--out", type=Path, help="folder for the artefacts (default: the shipped)")
    parser.add_argument("--fresh", action="store_true", help="compute cached features again")
    add_mirror_argument(parser)
    args = parser.parse_args()
    for name in args.models:
        TRAINERS[name](args)


if __name__ == "__main__":
    main()
