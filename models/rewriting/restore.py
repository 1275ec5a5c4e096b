"""Continue from the shipped model: ``python -m models.rewriting.restore NAME``.

Checkpoints stay in the work folder of the machine that trained them; the artefact is what every
machine has. This turns its weights back into a checkpoint ``NAME.pt`` for `train --start NAME`.
Rounding to eight bits is all that is lost, and a few steps mend it.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from detector.artefacts import artefact
from detector.rewriting_reader import JUDGE
from models.rewriting import shards
from models.rewriting.transformer import WordJudge

# Numbers of the eight bits, and what a layer was split by (`models.rewriting.outliers`).
PARTS = re.compile(r"weight_|\.(kept|outliers|columns)")

Weights = dict[str, NDArray[np.float32]]


def weights(path: Path) -> Weights:
    """Return the float weights of an int8 graph by the names that the checkpoint has for them."""
    graph = onnx.load(str(path)).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {
        name.removeprefix("judge.").replace(".linear.", "."): values.astype(np.float32)
        for name, values in stored.items()
        if name.startswith("judge.") and not PARTS.search(name)
    }
    # The whole weights of a split layer are those of its part `linear`, which comes last.
    for node in sorted(graph.node, key=lambda node: "/linear/" in node.name):
        if node.op_type == "MatMulInteger":
            layer = re.sub(r"^/judge/|(/linear)?/MatMul_quant$", "", node.name).replace("/", ".")
            found[f"{layer}.weight"] = _floats(stored, node.input[1].removesuffix("_quantized")).T
        elif node.op_type == "Gather" and node.input[0].endswith(".weight_quantized"):
            name = node.input[0].removesuffix("_quantized")
            found[name.removeprefix("judge.")] = _floats(stored, name)
    return found


def _floats(stored: Weights, name: str) -> NDArray[np.float32]:
    zero = stored[f"{name}_zero_point"].astype(np.float32)
    shifted = stored[f"{name}_quantized"].astype(np.float32) - zero
    values: NDArray[np.float32] = shifted * stored[f"{name}_scale"]
    return values


def restore(path: Path) -> WordJudge:
    """Build the transformer that the graph was exported from."""
    found = weights(path)
    model = WordJudge(1 + max(int(key.split(".")[3]) for key in found if "encoder.layer" in key))
    state = {key: torch.from_numpy(value.copy()) for key, value in found.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    # Word vectors were never trained: the originals are better than their eight bits.
    model.bert.embeddings.load_state_dict(WordJudge(1).bert.embeddings.state_dict())
    lost = [key for key in missing if not key.startswith(("bert.embeddings", "window"))]
    if lost or unexpected:
        raise ValueError(f"The graph does not fit: lacks {lost}, has {unexpected}.")
    return model


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.restore", description=__doc__)
    parser.add_argument("name", help="name of the checkpoint in the work folder")
    arguments = parser.parse_args()
    shards.WORK.mkdir(parents=True, exist_ok=True)
    torch.save(restore(artefact(JUDGE)).state_dict(), shards.WORK / f"{arguments.name}.pt")


if __name__ == "__main__":
    main()
