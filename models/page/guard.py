"""Keep the promise to those who write honestly: ``python -m models.page.guard``.

The rows that the page models are fitted on hold too few learner texts to set a threshold by, and
few short pages, which err more. So after ``models.train page`` the product judges the documents of
the protected registers in the dev split that no row was made of, each cut anew ``DRAWS`` times into
a piece of 60 to 300 words, and the thresholds of the axis ``spun`` are raised until at most 2 in
1,000 pieces of each register reach ``flag``, and 6 in 1,000 ``review``: 1 and 5 in 100 are the
promise, but users bring honest pages of kinds that we do not have, and those err more. They are
never lowered. The cheap stage foretells ``review``, so it is trained again afterwards.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corpus.sources import Document, add_mirror_argument
from detector.finding import Axis
from models.page.features import rows
from models.page.honest import drawn, scores
from models.page.train import ARTEFACTS, PROTECTED, threshold

DRAWS = 3
RATES = {"flag": 0.002, "review": 0.006}


def unused(per_source: int, taken: int) -> Iterator[Document]:
    """Yield the protected documents of the dev split that no row was made of."""
    groups = {row.group for row in rows("dev", per_source=taken)}
    for document in drawn(per_source, "dev"):
        new = f"{document.source}/{document.id}" not in groups
        if new and document.register in PROTECTED:
            yield document


def raised(before: float, found: Mapping[str, Sequence[float]], rate: float) -> float:
    """Return a threshold that at most ``rate`` of all scores and of a protected register reach."""
    registers = [name for name, values in found.items() for _ in values]
    every = np.concatenate([np.asarray(values, dtype=np.float64) for values in found.values()])
    return max(before, threshold(every, registers, rate))


def main() -> None:
    """Judge, raise, write, print."""
    parser = argparse.ArgumentParser(prog="python -m models.page.guard", description=__doc__)
    parser.add_argument("--per-source", type=int, default=600, help="documents of a set")
    parser.add_argument("--words", type=int, default=300, help="longest piece of a document")
    parser.add_argument("--rows", type=int, default=15, help="honest pages a source of the rows")
    add_mirror_argument(parser)
    arguments = parser.parse_args()
    documents = list(unused(arguments.per_source, arguments.rows))
    found = scores(documents * DRAWS, arguments.words)
    path = ARTEFACTS / f"page-{Axis.SPUN}.json"
    card = json.loads(path.read_text("utf-8"))
    for name, rate in RATES.items():
        before = card["thresholds"][name]
        card["thresholds"][name] = now = raised(before, found, rate)
        shares = [f"{one} {np.mean(np.array(v) >= before):.2%}" for one, v in sorted(found.items())]
        print(f"{name} {before:.4f} ({', '.join(shares)}), now {now:.4f}")
    card["pages"]["guarded"] = sum(map(len, found.values()))
    path.write_text(json.dumps(card, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
