"""Judge a rewriting model on held-out pages: ``python -m models.rewriting.evaluate [NAME …]``.

NAME is a checkpoint of the work folder, `shipped` for the artefact that the product loads (the
default), or `glance` for the network that foretells it. Prints word and page figures by family and
by register and writes them to ``models/results/rewriting-NAME.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.sources import add_mirror_argument
from detector.rewriting_reader import FEATURES
from models.rewriting import scores, shards
from models.rewriting.judged import Judged, stored
from models.rewriting.lexicon import Lexicon

RESULTS = Path(__file__).parents[1] / "results"
Floats = NDArray[np.float32]


def predictions(name: str, pages: list[Judged], *, fresh: bool = False) -> list[Floats]:
    """Probabilities of each page's tokens and of their windows, shape (2, tokens).

    The second row is NaN for a model that does not judge windows. Kept in the work folder.
    """
    kept = shards.WORK / f"{name}.probabilities.npy"
    lengths = np.cumsum([len(page.words) for page in pages])
    if kept.is_file() and not fresh:
        values = np.load(kept)
        if values.shape == (2, lengths[-1]):  # else it was made for other pages
            return list(np.split(values, lengths[:-1], axis=1))
    found = _predict(name, pages)
    np.save(kept, np.concatenate(found, axis=1))
    return found


def _predict(name: str, pages: list[Judged]) -> list[Floats]:
    import torch

    from models.rewriting import tagger

    torch.set_num_threads(1)
    lexicon = Lexicon()
    ids = [lexicon.add(page.words) for page in pages]
    if name in SHIPPED:
        return SHIPPED[name](pages)
    weights = torch.load(shards.WORK / f"{name}.pt", weights_only=True)
    if "mix.linear.weight" in weights:
        light = tagger.Tagger()
        light.load_state_dict(weights)
        return [_alone(values) for values in tagger.predict(light, lexicon.rows, ids)]
    return _judged(shards.WORK / f"{name}.onnx", pages)


def _judged(path: Path, pages: list[Judged]) -> list[Floats]:
    """Probabilities of the transformer as the product would run it, over whole pages."""
    from detector.glance import sigmoid
    from detector.rewriting_judge import Judge

    judge, found = Judge(path), []
    for page in pages:
        read = judge.logits(judge.windows(page.words))
        words = np.concatenate([one.words for one in read])
        around = np.repeat([one.window for one in read], [len(one.words) for one in read])
        found.append(sigmoid(np.stack([words, around]).astype(np.float32)))
    return found


def _alone(words: Floats) -> Floats:
    return np.stack([words, np.full_like(words, np.nan)])


def _shipped(pages: list[Judged]) -> list[Floats]:
    from detector.rewriting_reader import Rewriting

    model = Rewriting.load()
    return [np.stack(model.read(page.words)) for page in pages]


def _glanced(pages: list[Judged]) -> list[Floats]:
    from detector import glance

    net = glance.load()
    return [_alone(glance.sigmoid(net.logits(page.words))) for page in pages]


SHIPPED: dict[str, Callable[[list[Judged]], list[Floats]]] = {
    "shipped": _shipped,
    "glance": _glanced,
}


def judge(pages: list[Judged], probabilities: list[Floats]) -> dict[str, Any]:
    """Return the tables for the best single page score, and the recall of every candidate score."""
    found: dict[str, Any] = {"candidates": {}}
    for score in FEATURES:
        one = scores.table(pages, probabilities, score)
        recalls = [row["recall"] for name, row in one["families"].items() if "-" not in name]
        found["candidates"][score] = float(np.mean(recalls))
        if found["candidates"][score] == max(found["candidates"].values()):
            found.update(one)
    return found


def show(name: str, found: dict[str, Any]) -> None:
    """Print the tables."""
    print(f"\n== {name}: page score {found['score']}, {found['honest']} honest pages")
    print("mean recall of own families at 1 % FPR by score:",
          {key: round(value, 3) for key, value in found["candidates"].items()})  # fmt: skip
    for family, row in found["families"].items():
        print(
            f"{family:22s} {row['pages']:4d}  words {row['word_auc']:.3f} AP {row['word_ap']:.3f}"
            f"  page AUC {row['auc']:.3f}  R@1% {row['recall']:.2f}  80+ {row['recall_80']:.2f}"
            f"  200+ {row['recall_200']:.2f}  500+ {row['recall_500']:.2f}"
            f"  at 10 % {row.get('recall_at_rate_0.1', float('nan')):.2f}"
        )
    for register, row in found["registers"].items():
        print(f"{register:28s} {row['pages']:4d}  flagged {row['flagged']:.3f}"
              f"  median {row['median']:.3f}")  # fmt: skip


def write(name: str, found: dict[str, Any]) -> None:
    """Keep the figures of a model under its name."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"rewriting-{name}.json").write_text(json.dumps(found, indent=1) + "\n")


def main() -> None:
    """Judge the named models on the same pages."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.evaluate",
                                     description=__doc__)  # fmt: skip
    add_mirror_argument(parser)
    parser.add_argument("names", nargs="*", default=["shipped"])
    parser.add_argument("--every", type=int, default=1, help="judge one page in so many")
    parser.add_argument("--pages", type=Path, default=shards.WORK / "dev.jsonl")
    arguments = parser.parse_args()
    pages = stored(arguments.pages)[:: arguments.every]
    for name in arguments.names or ["shipped"]:
        found = judge(pages, predictions(name, pages, fresh=True))
        show(name, found)
        write(name, found)


if __name__ == "__main__":
    main()
