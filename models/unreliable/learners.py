"""Whether boosted trees or cleaner labels reach further: ``python -m models.unreliable.learners``.

Writes ``models/results/unreliable-learners.json`` and its table in ``models/cards/unreliable.md``.
*Shipped* is the page model of the product. *Trees* are gradient-boosted trees over the same named
features and the same tone, which never count more evidence for less, learned from the sets that the
page model learns from or from all sets alike. *Cleaned* is the shipped way, after the tenth of each
set's labels that the tone of other sites contradicts most has been left out of the training
(Northcutt et al. 2021, Confident learning). Nothing is left out of what is tested.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from corpus.sources import add_mirror_argument
from models.metrics import Array
from models.page.train import matrix
from models.unreliable.direction import Labels
from models.unreliable.page import FITTED, margins_of, targets
from models.unreliable.pages import Judged, judged
from models.unreliable.reach import Learner, reach
from models.unreliable.tone import fit, left_out, toned
from models.unreliable.train import publish
from models.unreliable.vocabulary import BOTH

DOUBTFUL = 0.1


def trees(seen: Sequence[Judged], pages: Sequence[Judged], *, every: bool) -> Array:
    """Return the log-odds of pages by boosted trees fitted on ``seen``."""
    told = toned(seen, left_out(seen))
    mine = [page for page in told if every or page.group in FITTED]
    names = sorted(mine[0].row.features)
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=40,
        l2_regularization=5.0, monotonic_cst=[1] * len(names), random_state=0,
    )  # fmt: skip
    model.fit(matrix([page.row for page in mine], names), targets(mine), _alike(mine))
    asked = toned(pages, fit(seen).tones(pages))
    margins: Array = model.decision_function(matrix([page.row for page in asked], names))
    return margins


def _alike(pages: Sequence[Judged]) -> Array:
    """Return weights by which every set counts alike, and its two labels alike."""
    kinds = [(page.group, page.unreliable) for page in pages]
    sizes = Counter(kinds)
    return np.array([len(pages) / len(sizes) / sizes[kind] for kind in kinds])


def cleaned(seen: Sequence[Judged], pages: Sequence[Judged]) -> Array:
    """Return the log-odds of pages by the shipped way, without the labels most in doubt."""
    labels, tones = Labels.of(seen), left_out(seen)
    kept = np.ones(len(seen), dtype=bool)
    for name in np.unique(labels.set):
        for label in (False, True):
            mine = np.flatnonzero((labels.set == name) & (labels.target == label))
            ranked = mine[np.argsort(tones[mine] if label else -tones[mine])]
            kept[ranked[: int(DOUBTFUL * len(mine))]] = False
    return margins_of([seen[int(i)] for i in np.flatnonzero(kept)], pages)


LEARNERS: Mapping[str, Learner] = {
    "shipped": margins_of,
    "trees": lambda seen, pages: trees(seen, pages, every=False),
    "trees, all sets": lambda seen, pages: trees(seen, pages, every=True),
    "cleaned": cleaned,
}


def table(results: dict[str, Any]) -> str:
    """Return the figures as Markdown, AUC by site / by set."""
    lines = [f"| learner | {' | '.join(BOTH)} |", f"|---|{'---:|' * len(BOTH)}"]
    for learner, sets in results.items():
        cells = [f"{one['site']:.2f} / {one['set']:.2f}" for one in (sets[name] for name in BOTH)]
        lines.append(f"| {learner} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, write the figures and the card's table."""
    parser = argparse.ArgumentParser(prog="python -m models.unreliable.learners")
    add_mirror_argument(parser)
    parser.parse_args()
    pages = judged()
    results: dict[str, Any] = {}
    for name, learner in LEARNERS.items():
        results[name] = reach(pages, learner)
        print(name, results[name], flush=True)
    publish("learners", results, table(results))


if __name__ == "__main__":
    main()
