"""Fit the blend of the two readers: ``python -m models.rewriting.blend TAGGER JUDGE``.

A logistic regression over the joint log-odds of the two readers, for every word of the judged
pages. Their proportion is not fitted on our families, all of which both have seen: the tagger knows
those by heart, the transformer holds on spinners of other people (the card of the model). Honest
pages weigh nine times as much as all families together, as they do in the world, so that a word at
one half is rare on an honest page.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from corpus.sources import add_mirror_argument
from detector.rewriting import Blend
from models.rewriting import judged, shards
from models.rewriting.evaluate import judge, predictions, show, write
from models.rewriting.export import ARTEFACTS

Floats = NDArray[np.float32]
PROPORTION = 0.3  # of the tagger's log-odds to one of the transformer's
HONEST = 9.0


def log_odds(probabilities: Floats) -> Floats:
    """Turn probabilities back into log-odds."""
    safe = np.clip(probabilities.astype(np.float64), 1e-6, 1 - 1e-6)
    found: Floats = np.log(safe / (1 - safe)).astype(np.float32)
    return found


def fit(pages: list[judged.Judged], first: list[Floats], second: list[Floats]) -> Blend:
    """Fit the weights on pages whose words are labelled."""
    own = [i for i, page in enumerate(pages) if "-" not in page.kind]
    counts = dict.fromkeys({pages[i].kind for i in own}, 0)
    for i in own:
        counts[pages[i].kind] += pages[i].size
    rows, target, weight = [], [], []
    for i in own:
        kept = pages[i].labels >= 0
        joint = PROPORTION * log_odds(first[i][0][kept]) + log_odds(second[i][0][kept])
        rows.append(joint[:, None])
        target.append(pages[i].labels[kept])
        share = HONEST * (len(counts) - 1) if pages[i].kind == "honest" else 1.0
        share /= counts[pages[i].kind]
        weight.append(np.full(int(kept.sum()), share * 1e5))
    model = LogisticRegression(C=1e3)
    model.fit(np.concatenate(rows), np.concatenate(target), np.concatenate(weight))
    return Blend(
        tagger=PROPORTION * float(model.coef_[0][0]),
        judge=float(model.coef_[0][0]),
        bias=float(model.intercept_[0]),
    )


def blended(blend: Blend, first: list[Floats], second: list[Floats]) -> list[Floats]:
    """Blend page by page; windows are the second reader's business alone."""
    return [
        np.stack([blend(log_odds(one[0]), log_odds(two[0])), two[1]])
        for one, two in zip(first, second, strict=True)
    ]


def main() -> None:
    """Fit, compare, and write the blend into the facts of the artefact."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.blend", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("tagger")
    parser.add_argument("judge")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--pages", type=Path, default=shards.WORK / "dev.jsonl")
    parser.add_argument("--write", action="store_true", help="put it into the artefact")
    arguments = parser.parse_args()
    pages = judged.stored(arguments.pages)[:: arguments.every]
    first, second = (predictions(name, pages) for name in (arguments.tagger, arguments.judge))
    blend = fit(pages, first, second)
    print(blend)
    for name, values in {
        "tagger": first,
        "judge": second,
        "blend": blended(blend, first, second),
    }.items():
        found = judge(pages, values)
        show(name, found)
        write(f"{arguments.tagger}-{arguments.judge}-{name.replace(', ', '-')}", found)
    if arguments.write:
        path = ARTEFACTS / "rewriting.json"
        facts = json.loads(path.read_text(encoding="utf-8"))
        facts["blend"] = {key: round(value, 4) for key, value in vars(blend).items()}
        path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
