"""Honest documents by the thousand: ``python -m models.page.honest [--count 80000]``.

Every document of the test split that a person wrote, at most ``--per-source`` of a set, judged by
the product itself. Says how many are flagged and reviewed, register by register, and what recall
is left at the score that one honest document in a thousand reaches. Writes
``models/results/page-honest.json`` and the table of the card of the page models.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from corpus.sources import Document, add_mirror_argument, documents, select
from corpus.text import chunks
from detector.assess import MIN_WORDS, Detector
from detector.finding import Axis
from detector.scoring import page_model
from models.evaluate import HERE, write_tables
from models.metrics import interval
from models.page.features import rows
from models.page.pages import HONEST, Labelled, page_of

RESULT = HERE / "results" / "page-honest.json"
RARE = 0.001


def drawn(per_source: int, split: str = "test") -> Iterator[Document]:
    """Yield the documents of a split, the sets in turn, so that any number is a fair mix."""
    sets = [
        iter(documents([source.name], split=split, limit=per_source, seed=5))
        for source in select(uses=HONEST)
    ]
    while sets:
        for one in list(sets):
            document = next(one, None)
            if document is None:
                sets.remove(one)
            else:
                yield document


def cut(some: Iterable[Document], most: int) -> Iterator[tuple[Document, Labelled]]:
    """Yield each document with a piece of ``MIN_WORDS`` to ``most`` words of it, drawn anew."""
    rng = random.Random(0)
    for document in some:
        for text in chunks(document.text, (MIN_WORDS, most), rng)[:1]:
            yield document, page_of(document, text)


def scores(some: Iterable[Document], most: int) -> dict[str, list[float]]:
    """Return the spun scores of a piece of each document by register, as the product gives them.

    What the product calls too short or not English has no score and is left out.
    """
    detector = Detector()
    found: defaultdict[str, list[float]] = defaultdict(list)
    for document, page in cut(some, most):
        score = detector.assess_article(page.article, target=document.id).scores[Axis.SPUN]
        if score is not None:
            found[document.register].append(score)
    return dict(found)


def summary(found: dict[str, list[float]], per_source: int) -> dict[str, Any]:
    """Return the shares by register, the rare score, and the recall by family at it."""
    model = page_model(Axis.SPUN)
    every = np.concatenate([np.array(one) for one in found.values()])
    rare = float(np.quantile(every, 1 - RARE))
    recall: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows("test", per_source=per_source):
        if row.family and row.words >= 200:
            recall[row.family].append(model.score(row.features) > rare)
    registers = {name: _shares(np.array(one)) for name, one in sorted(found.items())}
    return {
        "registers": registers | {"all": _shares(every)},
        "score_of_one_in_1000": rare,
        "recall_at_0.1pct": {name: float(np.mean(hits)) for name, hits in sorted(recall.items())},
    }


def _shares(values: np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, Any]:
    model = page_model(Axis.SPUN)
    flags = (values >= model.flag).astype(float)
    return {
        "documents": len(values),
        "flag": float(flags.mean()),
        "interval": interval(lambda sample: float(sample.mean()), flags),
        "review": float((values >= model.review).mean()),
    }


def table(result: dict[str, Any]) -> str:
    """Return the result in Markdown."""
    lines = ["| register | documents | flag (95 % interval) | flag or review |"]
    lines.append("|---|---:|---:|---:|")
    for name, one in result["registers"].items():
        low, high = one["interval"]
        lines.append(
            f"| {name} | {one['documents']:,} | {one['flag']:.2%} ({low:.2%}–{high:.2%}) | "
            f"{one['review']:.1%} |"
        )
    lines += ["", f"One in a thousand scores {result['score_of_one_in_1000']:.3f} or more. Recall"]
    lines.append("there, pages of 200 and more words:")
    lines += ["", "| family | recall at 0.1 % FPR |", "|---|---:|"]
    lines += [f"| {name} | {value:.2f} |" for name, value in result["recall_at_0.1pct"].items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Judge, write, print."""
    parser = argparse.ArgumentParser(prog="python -m models.page.honest", description=__doc__)
    parser.add_argument("--count", type=int, default=80_000)
    parser.add_argument("--per-source", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=300, help="longest piece of a document")
    parser.add_argument("--rows", type=int, default=12, help="honest pages a source of the rows")
    add_mirror_argument(parser)
    arguments = parser.parse_args()
    some = islice(drawn(arguments.per_source), arguments.count)
    result = summary(scores(some, arguments.words), arguments.rows)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    write_tables(HERE / "cards" / "page.md", table(result), "honest")
    print(table(result))


if __name__ == "__main__":
    main()
