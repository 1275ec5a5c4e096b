"""Fit the page model of this axis alone: ``python -m models.stuffed.fit [--fresh] [--out DIR]``.

On the pages of ``models.stuffed.pages`` (dev split), without the registers and the spun pages of
``models.train page``, which fits both axes and takes an hour.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from detector.finding import Axis
from models.page.train import ARTEFACTS, train
from models.stuffed.rows import judged
from models.stuffed.styles import TRAIN


def main() -> None:
    """Fit, write the artefacts and print their card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="compute the features anew")
    parser.add_argument("--out", type=Path, default=ARTEFACTS, help="folder of the artefacts")
    add_mirror_argument(parser)
    arguments = parser.parse_args()
    rows = [one.row for one in judged("dev", *TRAIN, fresh=arguments.fresh)]
    card = train(Axis.STUFFED, rows, manifest_hash=manifest_hash(), folder=arguments.out)
    print(json.dumps(card, indent=2))


if __name__ == "__main__":
    main()
