"""How far the tone reaches alone: learned by page, by set, and as shipped, the mean of the two.

``python -m models.unreliable.alike`` writes ``models/results/unreliable-alike.json`` and its table
in ``models/cards/unreliable.md``. Vocabulary, space and weights are fitted without the sites
(*site*) or the set (*set*) that are tested: a space laid out with the tested pages, though without
their labels, makes recovery look far better.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from corpus.sources import add_mirror_argument
from models.metrics import Array, auc
from models.unreliable.direction import Labels, Places
from models.unreliable.page import FOLDS
from models.unreliable.pages import Judged, judged
from models.unreliable.tone import fit, fold_of
from models.unreliable.train import publish
from models.unreliable.vocabulary import BOTH, Fitted
from models.unreliable.voices import by_page, by_set

Learner = Callable[[Sequence[Judged]], Fitted]


def reach(pages: Sequence[Judged]) -> dict[str, Any]:
    """Return the AUC of each set by the tone of each way of learning."""
    return {
        name: _reach(pages, learner)
        for name, learner in (("by page", by_page), ("by set", by_set), ("shipped", fit))
    }


def _reach(pages: Sequence[Judged], learner: Learner) -> dict[str, dict[str, float]]:
    labels = Labels.of(pages)
    fold = np.array([fold_of(page.row.group, FOLDS) for page in pages])
    by_site = np.zeros(len(pages))
    for one in range(FOLDS):
        out = np.flatnonzero(fold == one)
        by_site[out] = _tones(pages, learner, np.flatnonzero(fold != one), out)
    found = {}
    for name in BOTH:
        mine = np.flatnonzero(labels.set == name)
        rest = np.flatnonzero((labels.set != name) & ~np.isin(labels.site, labels.site[mine]))
        target = labels.target[mine]
        scores = {"site": by_site[mine], "set": _tones(pages, learner, rest, mine)}
        found[name] = {ask: auc(s[target], s[~target]) for ask, s in scores.items()}
    return found


def _tones(pages: Sequence[Judged], learner: Learner, seen: Places, out: Places) -> Array:
    model = learner([pages[int(i)] for i in seen])
    return np.array(model.tones([pages[int(i)] for i in out]))


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
    results = reach(judged())
    publish("alike", results, table(results))


if __name__ == "__main__":
    main()
