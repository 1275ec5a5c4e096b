"""Make a checkpoint the shipped model: ``python -m models.rewriting.export tagger NAME``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from corpus.manifest import manifest_hash
from models.rewriting import shards

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
VERSION = "3"


def ship(name: str, words: float, folder: Path = ARTEFACTS) -> Path:
    """Write the network of a checkpoint and its facts, the blend kept; return its path."""
    import torch

    from detector.rewriting import FACTS, TAGGER
    from models.rewriting import tagger

    model = tagger.Tagger()
    model.load_state_dict(torch.load(shards.WORK / f"{name}.pt", weights_only=True))
    path = folder / TAGGER
    tagger.export(model, path)
    facts_path = folder / FACTS
    known = json.loads(facts_path.read_text("utf-8")) if facts_path.is_file() else {}
    facts = known | {
        "version": VERSION,
        "manifest": manifest_hash(),
        "million_words": words,
        "weights": sum(weight.numel() for weight in model.parameters()),
    }
    facts_path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Export one checkpoint."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.export", description=__doc__)
    parser.add_argument("name", help="checkpoint of the work folder")
    parser.add_argument("--words", type=float, default=0.0, help="million words it was trained on")
    arguments = parser.parse_args()
    path = ship(arguments.name, arguments.words)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
