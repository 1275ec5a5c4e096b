"""What a demand for evidence costs and spares: ``python -m models.page.demand``.

For several sums of strengths that a page's findings must reach (``detector/evidence.py``): how many
of the honest rows of a split reach each threshold of the axis ``spun`` all the same, and how many
of the spun ones, short and long. Nothing is written.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

import numpy as np

from corpus.sources import add_mirror_argument
from detector.evidence import FEATURES, Demand
from detector.finding import Axis
from detector.scoring import page_model
from models.page.features import rows

SUMS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
LONG = 200  # words


def main() -> None:
    """Compute and print."""
    parser = argparse.ArgumentParser(prog="python -m models.page.demand", description=__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--rows", type=int, default=15, help="honest pages a source of the rows")
    add_mirror_argument(parser)
    given = parser.parse_args()
    found = rows(given.split, per_source=given.rows)
    spun, honest = [r for r in found if r.family], [r for r in found if r.honest]
    print(
        f"{len(honest)} honest pages; {len(spun)} spun ones, shares of all, {LONG} words and more"
    )
    print("demand   flag: honest, spun, long    review: honest, spun, long")
    long = np.array([r.words >= LONG for r in spun])
    for least in SUMS:
        model = replace(page_model(Axis.SPUN), demand=Demand(FEATURES[Axis.SPUN], least, least))
        line = f"{least:6.1f} "
        scores, alike = (
            np.array([model.score(r.features) for r in some]) for some in (spun, honest)
        )
        for threshold in (model.flag, model.review):
            alarms, hits = (alike >= threshold).sum(), scores >= threshold
            line += f"    {alarms:4d} {hits.mean():.3f} {hits[long].mean():.3f}"
        print(line)


if __name__ == "__main__":
    main()
