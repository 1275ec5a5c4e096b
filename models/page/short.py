"""How much more evidence a short page needs: ``python -m models.page.short``.

For several prices of each halving below 200 words: recall at 1 % false positives among the rows,
for pages below 200 words and from there on, and the same at the least score that keeps the promise
to learners and readers of consumer health in texts of 60 to 300 words (``models/page/guard.py``).
Every margin comes from a model that was fitted without the page's document. Nothing is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from corpus.sources import add_mirror_argument
from detector.finding import Axis
from models.page.features import Row, computed, rows
from models.page.guard import DRAWS, raised, unused
from models.page.honest import cut
from models.page.train import (
    FLAG_RATE,
    HALVING,
    SHORT,
    Array,
    evidence,
    fit,
    halvings,
    held_out_margins,
    label,
    matrix,
    usable,
)  # fmt: skip

LONGEST = 300  # words of a piece, as the guard cuts them
JUDGED = 0.01  # the false positives at which recall is compared
PRICES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


def main() -> None:
    """Compute and print."""
    parser = argparse.ArgumentParser(prog="python -m models.page.short", description=__doc__)
    parser.add_argument("--per-source", type=int, default=600, help="documents of a set")
    parser.add_argument("--rows", type=int, default=15, help="honest pages a source of the rows")
    add_mirror_argument(parser)
    arguments = parser.parse_args()
    known = usable(rows("dev", per_source=arguments.rows), Axis.SPUN)
    documents = list(unused(arguments.per_source, arguments.rows)) * DRAWS
    guarded = list(computed(page for _, page in cut(documents, LONGEST)))
    every = [*known, *guarded]
    names = evidence(known, Axis.SPUN)
    model, kept = fit(known, Axis.SPUN, names)
    margins = np.append(
        held_out_margins(known, Axis.SPUN, names), model.decision_function(matrix(guarded, kept))
    )
    lacking = halvings(np.array([row.features[SHORT] for row in every]))
    print("price  at 1 %: all, short, long   at flag: all, short, long")
    for price in PRICES:
        figures = _recalls(every, len(known), margins + (HALVING - price) * lacking)
        print(f"{price:5.1f} ", "  ".join(f"{value:.3f}" for value in figures))


def _recalls(every: Sequence[Row], known: int, margins: Array) -> list[float]:
    spun = np.array([label(row, Axis.SPUN) for row in every])
    short = np.array([row.words < 200 for row in every])
    inside = np.arange(len(every)) < known
    honest = margins[~spun & inside]
    found = {
        name: margins[[row.register == name and at >= known for at, row in enumerate(every)]]
        for name in {row.register for row in every[known:]}
    }
    pool = float(np.quantile(honest, 1 - FLAG_RATE))
    flag = raised(pool, {name: values.tolist() for name, values in found.items()}, FLAG_RATE)
    return [
        float((margins[spun & some] > limit).mean())
        for limit in (np.quantile(honest, 1 - JUDGED), flag)
        for some in (inside, short, ~short)
    ]


if __name__ == "__main__":
    main()
