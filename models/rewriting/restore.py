"""Continue from shipped models: ``python -m models.rewriting.restore [tagger | transformer] NAME``.

Checkpoints stay in the work folder of the machine that trained them; the artefacts are what every
machine has. This turns their weights back into a checkpoint ``NAME.pt`` for `train --start NAME`.
Rounding is all that is lost (to eight bits, to half precision), and a few steps mend it.
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
from detector.rewriting import JUDGE, TAGGER
from detector.rewriting_tagger import load
from models.rewriting import shards, tagger
from models.rewriting.transformer import WordJudge

Weights = dict[str, NDArray[np.float32]]


def weights(path: Path) -> Weights:
    """Return the float weights of an int8 graph by the names that the checkpoint has for them."""
    graph = onnx.load(str(path)).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {
        name.removeprefix("judge."): values.astype(np.float32)
        for name, values in stored.items()
        if name.startswith("judge.") and "weight_" not in name
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = re.sub(r"^/judge/|/MatMul_quant$", "", node.name).replace("/", ".")
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
    parser.add_argument("model", choices=["tagger", "transformer"])
    parser.add_argument("name", help="name of the checkpoint in the work folder")
    arguments = parser.parse_args()
    shards.WORK.mkdir(parents=True, exist_ok=True)
    light = arguments.model == "tagger"
    model = tagger.restored(load(artefact(TAGGER))) if light else restore(artefact(JUDGE))
    torch.save(model.state_dict(), shards.WORK / f"{arguments.name}.pt")


if __name__ == "__main__":
    main()
