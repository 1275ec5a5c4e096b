"""How far the tone reaches alone: learned by page, by set, and as shipped, the mean of the two.

``python -m models.unreliable.alike`` writes ``models/results/unreliable-alike.json`` and its table
in ``models/cards/unreliable.md``. Vocabulary, space and weights are fitted without the sites
(*site*) or the set (*set*) that are tested: a space laid out with the tested pages, though without
their labels, makes recovery look far better.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from corpus.sources import add_mirror_argument
from models.metrics import Array
from models.unreliable.pages import Judged, judged
from models.unreliable.reach import reach
from models.unreliable.tone import fit
from models.unreliable.train import publish
from models.unreliable.vocabulary import Fitted
from models.unreliable.voices import by_page, by_set

Way = Callable[[Sequence[Judged]], Fitted]
WAYS: Mapping[str, Way] = {"by page": by_page, "by set": by_set, "shipped": fit}


def tones(way: Way, seen: Sequence[Judged], pages: Sequence[Judged]) -> Array:
    """Return the tones of pages as a way of learning hears them that learned from ``seen``."""
    return np.array(way(seen).tones(pages))


def table(results: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "| tone alone | tested on | AUC, site never seen | AUC, set never seen |",
        "|---|---|---:|---:|",
    ]
    lines += [
        f"| {kind} | {name} | {one['site']:.2f} | {one['set']:.2f} |"
        for kind, sets in results.items()
        for name, one in sets.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, write the figures and the card's table."""
    parser = argparse.ArgumentParser(prog="python -m models.unreliable.alike")
    add_mirror_argument(parser)
    parser.parse_args()
    pages = judged()
    results = {name: reach(pages, partial(tones, way)) for name, way in WAYS.items()}
    publish("alike", results, table(results))


if __name__ == "__main__":
    main()
