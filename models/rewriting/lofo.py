"""Leave families out: ``python -m models.rewriting.lofo``, transformer runs of equal budget.

All runs start from one transformer that was trained on corruptions without a word list and has seen
no family. Each then sees every family but those of its group, and is judged on that group. Families
that draw on one source leave together, since leaving out one of them would test nothing; the groups
are few and large because a run is dear, so a run knows two thirds of the families that the shipped
model knows, and far fewer words: the table is a lower bound on what carries over. With ``--halves``
two runs go on from each of these, which see half of its group and leave out the other half; their
figures have a file of their own and are no part of the table.

The score of a page is a logistic regression over the features of the rewriting model and the
product's other signals of the axis, fitted on half of the honest pages and on pages of the families
that the run has seen, and what the product adds by weights that are not fitted
(``models.page.train.SET``). The other half of the honest pages sets the threshold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from corpus.sources import add_mirror_argument
from detector.article import assemble
from detector.extract.plain import parts_of_plain
from detector.finding import Axis
from detector.reading import Reading
from detector.rewriting_reader import FEATURES, shortness
from detector.scoring import scaled
from detector.signals import measure
from detector.signals import run as run_signals
from models.page.train import SET, SHORT
from models.rewriting import shards
from models.rewriting.evaluate import RESULTS, predictions
from models.rewriting.feed import Feed, Mix
from models.rewriting.judged import RATES, Judged, stored
from models.rewriting.scores import Floats, by_family, features, figures

HALVES: dict[str, tuple[str, ...]] = {
    "a1": ("wordnet", "frequency", "relatives", "derived", "secondhand", "gloss"),
    "a2": ("linknet", "literal", "insertion", "filler", "function", "lightverb"),
    "b1": ("moby", "commercial", "tortured", "collocation", "toy", "aiksaurus", "reorder"),
    "b2": ("embedding", "loose", "calque", "padding", "specifier", "formal"),
    "c1": ("handmade", "doublet", "expansion", "spintax", "senseblind", "agreement"),
    "c2": ("roundtrip", "homoglyph", "apertium", "pivot", "borrowed"),
}
GROUPS: dict[str, tuple[str, ...]] = {
    letter: tuple(f for name, half in HALVES.items() if name[0] == letter for f in half)
    for letter in "abc"
}
RESULT = RESULTS / "rewriting-lofo.json"
RESULT_OF_HALVES = RESULTS / "rewriting-lofo-halves.json"
SEEN = 3  # one page in so many of the families that a run has seen fits its page score
FLOOR = 0.01
SHARES = tuple(name for name in FEATURES if name != "rw_logit")
Signals = dict[str, dict[str, float]]  # of a text, by name
Array = NDArray[np.float64]


def run(
    groups: Collection[str], minutes: float, first: float, layers: int, further: bool
) -> dict[str, Any]:
    """Train what is not trained yet, judge each run on the families that it has not seen.

    With ``further`` runs that were trained before go on from where they ended, on the shards that
    lie there now. What was found before of groups other than ``groups`` stays.
    """
    if not (shards.WORK / "generic.pt").is_file():
        _train(Mix(families=False, corrupt=0.7), "generic", first, layers, None)
    pages = stored(shards.WORK / "dev.jsonl")
    signals = signals_of(pages)
    found: dict[str, Any] = {}
    for name in groups:
        left_out = (GROUPS | HALVES)[name]
        checkpoint = f"lofo-{name}"
        begun = (shards.WORK / f"{checkpoint}.pt").is_file()
        fresh = further or not begun
        if fresh:
            stem = f"lofo-{name[0]}" if name in HALVES else "generic"
            _train(
                Mix(without=left_out), checkpoint, minutes, layers, checkpoint if begun else stem
            )
        mine = {name: _figures(checkpoint, pages, signals, left_out, fresh)}
        result = RESULT_OF_HALVES if name in HALVES else RESULT
        found = dict(sorted((before(result) | mine).items()))
        result.write_text(json.dumps(found, indent=1) + "\n")
    return found


def before(result: Path = RESULT) -> dict[str, Any]:
    """Return the figures of each group that was judged before, by family."""
    return dict(json.loads(result.read_text())) if result.is_file() else {}


def _train(mix: Mix, name: str, minutes: float, layers: int, start: str | None) -> None:
    from models.rewriting import transformer

    feed = Feed(shards.WORK / "shards", mix, seed=3)
    feed.refresh()
    begin = shards.WORK / f"{start}.pt" if start else None
    print(name, flush=True)
    transformer.train(feed, shards.WORK / f"{name}.pt", minutes, layers=layers, start=begin)


def signals_of(pages: list[Judged]) -> Signals:
    """Return what the product's signals of the axis say of each text, without the model."""
    found: Signals = {}
    for page in pages:
        if page.text not in found:
            reading = Reading.of(assemble(list(parts_of_plain(page.text))))
            measured = measure(reading, run_signals(reading, modelled=False), modelled=False)
            found[page.text] = {k: v for k, v in sorted(measured.items()) if k.startswith("spn")}
    return found


def _figures(
    checkpoint: str, pages: list[Judged], signals: Signals, left_out: tuple[str, ...], fresh: bool
) -> dict[str, Any]:
    """Judge a run on the families of its group and on every second honest page."""
    from models.rewriting.export import export, load

    if fresh:
        export(load(checkpoint), shards.WORK / f"{checkpoint}.onnx")
    honest = [page for page in pages if page.kind == "honest"]
    known = {name for group in GROUPS.values() for name in group} - set(left_out)
    seen = [page for page in pages if page.kind in known][::SEEN]
    unseen = [page for page in pages if page.kind in left_out]
    fitted, judged = honest[::2] + seen, honest[1::2] + unseen
    read = predictions(checkpoint, fitted + judged, fresh=fresh)
    given = _matrix(fitted + judged, read, signals)
    model = _page_model(fitted, given[: len(fitted)])
    tested = read[len(fitted) :]
    values = model.decision_function(given[len(fitted) :]) + _set(judged, signals)
    families: dict[str, Any] = figures(judged, tested, values)["families"]
    return families


def _set(pages: list[Judged], signals: Signals) -> Array:
    """Return what the features add whose weights the page model sets and no family teaches."""
    found = [{SHORT: shortness(page.size), **signals[page.text]} for page in pages]
    return np.array(
        [sum(w * scaled(one[name]) for name, w in SET[Axis.SPUN].items()) for one in found]
    )


def _page_model(pages: list[Judged], given: Array) -> Pipeline:
    target = np.array([page.kind != "honest" for page in pages])
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    return model.fit(given, target)


def _matrix(pages: list[Judged], read: list[Floats], signals: Signals) -> Array:
    """Features that are shares and counts, on a logarithmic scale, shape (pages, features)."""
    rows = [[one[name] for name in SHARES] for one in features(pages, read)]
    counts = [
        [scaled(value) for name, value in signals[page.text].items() if name not in SET[Axis.SPUN]]
        for page in pages
    ]
    return np.hstack([np.log(np.array(rows, dtype=np.float64) + FLOOR), np.array(counts)])


def summary(found: dict[str, Any]) -> dict[str, float]:
    """Return the means over the families and the worst of them; ``long`` is 200 and more words."""
    rows = [row for group in found.values() for row in group.values()]
    long = [row["recall_long"] for row in rows]
    return {
        "families": len(rows),
        "recall": float(np.mean([row["recall"] for row in rows])),
        "recall_long": float(np.mean(long)),
        "worst_long": float(min(long)),
        **{
            f"recall_long_at_{rate:.0%}": float(
                np.nanmean([row[f"recall_long_at_rate_{rate}"] for row in rows])
            )
            for rate in RATES
        },
    }


def show(found: dict[str, Any]) -> str:
    """Return the table in Markdown, one line a family, each by the run that has not seen it."""
    rows = {family: row for group in found.values() for family, row in group.items()}
    means = summary(found)
    rates = ", ".join(f"{means[f'recall_long_at_{rate:.0%}']:.2f} at {rate:.0%}" for rate in RATES)
    return (
        f"{by_family(dict(sorted(rows.items())))}\n\nMean recall at 1 % FPR, unseen, over "
        f"{means['families']} families: {means['recall']:.2f}; of pages of 200 and more words "
        f"{means['recall_long']:.2f}, of the worst family {means['worst_long']:.2f}. Of those "
        f"pages by the share of words touched: {rates}."
    )


def main() -> None:
    """Run all groups and print the table."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.lofo", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--groups", nargs="+", choices=[*GROUPS, *HALVES], default=list(GROUPS))
    parser.add_argument("--halves", action="store_true", help="six runs that go on from the three")
    parser.add_argument("--minutes", type=float, default=15.0, help="of each run")
    parser.add_argument("--first", type=float, default=15.0, help="minutes of the common start")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--further", action="store_true", help="train runs of before on")
    given = parser.parse_args()
    groups = list(HALVES) if given.halves else given.groups
    print(show(run(groups, given.minutes, given.first, given.layers, given.further)))


if __name__ == "__main__":
    main()
