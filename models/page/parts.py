"""Recall by the share of a page that is spun: ``python -m models.page.parts``.

Who rewrites a long page seldom rewrites all of it. Pages of 500 and more words of the test split
are spun in one run of paragraphs that holds a tenth, a third or all of their words, each share by
the same families, and scored in full. Writes ``models/results/page-parts.json`` and the table of
the card of the page models.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

import numpy as np

from corpus.sources import Document, add_mirror_argument
from corpus.spinners import families, ready
from corpus.stuffing import Draft
from detector.finding import Axis
from detector.scoring import page_model
from models.evaluate import HERE, write_tables
from models.metrics import interval
from models.page.features import features_of, rows
from models.page.pages import NOT_SPUN, article_of, drafts
from models.page.train import usable

RESULT = HERE / "results" / "page-parts.json"
SHARES = (0.1, 0.3, 1.0)
RATES = (0.25, 0.4)
LEAST = 500
RATE = 0.01


def long(per_source: int) -> Iterator[tuple[Document, Draft]]:
    """Yield the long drafts of the test split, where a tenth is still a paragraph or so."""
    for document, draft in drafts("test", per_source=per_source):
        if sum(len(text.split()) for _, text in draft.parts) >= LEAST and len(draft.parts) >= 5:
            yield document, draft


def part_spun(draft: Draft, share: float, family: str, rate: float, rng: random.Random) -> Draft:
    """Spin neighbouring paragraphs that hold ``share`` of the words, beginning anywhere."""
    first, end = _run([len(text.split()) for _, text in draft.parts], share, rng)
    spinner = families()[family]
    parts = [
        (kind, spinner.spin(text, rate, rng).text if first <= place < end else text)
        for place, (kind, text) in enumerate(draft.parts)
    ]
    return replace(draft, parts=tuple(parts))


def _run(sizes: Sequence[int], share: float, rng: random.Random) -> tuple[int, int]:
    """Return the first and end place of a run of paragraphs that holds ``share`` of the words."""
    sums, needed = [0, *accumulate(sizes)], share * sum(sizes)
    starts = [place for place in range(len(sizes)) if sums[-1] - sums[place] >= needed]
    first = rng.choice(starts)
    end = next(
        place for place in range(first + 1, len(sums)) if sums[place] - sums[first] >= needed
    )
    return first, end


def scores(per_source: int) -> dict[float, list[float]]:
    """Return the spun scores by share: every long page once for each, by the same family."""
    names = [name for name in families() if name not in NOT_SPUN and ready(name) is None]
    model, found = page_model(Axis.SPUN), defaultdict(list)
    for number, (_, draft) in enumerate(long(per_source)):
        for share in SHARES:
            rng = random.Random(f"part-{number}")
            family, rate = names[number % len(names)], RATES[number % 2]
            article = article_of(part_spun(draft, share, family, rate, rng))
            found[share].append(model.score(features_of(article)[0]))
    return dict(found)


def summary(found: dict[float, list[float]], per_source: int) -> dict[str, Any]:
    """Return recall by share at ``flag``, ``review`` and at 1 % of the honest test pages."""
    model = page_model(Axis.SPUN)
    honest = [row for row in usable(rows("test", per_source=per_source), Axis.SPUN) if row.honest]
    limit = float(np.quantile([model.score(row.features) for row in honest], 1 - RATE))
    return {f"{share:.0%}": _recalls(np.array(mine), limit) for share, mine in found.items()}


def _recalls(values: np.ndarray[Any, np.dtype[np.float64]], limit: float) -> dict[str, Any]:
    model = page_model(Axis.SPUN)
    hits = (values > limit).astype(float)
    return {
        "pages": len(values),
        "recall_at_1pct": float(hits.mean()),
        "interval": interval(lambda sample: float(sample.mean()), hits),
        "recall_at_flag": float((values >= model.flag).mean()),
        "recall_at_review": float((values >= model.review).mean()),
    }


def table(result: dict[str, Any]) -> str:
    """Return the result in Markdown."""
    lines = ["| share spun | pages | recall at 1 % FPR (95 %) | at `flag` | at `review` |"]
    lines.append("|---|---:|---:|---:|---:|")
    for share, one in result.items():
        low, high = one["interval"]
        lines.append(
            f"| {share} | {one['pages']} | {one['recall_at_1pct']:.2f} ({low:.2f}–{high:.2f}) | "
            f"{one['recall_at_flag']:.2f} | {one['recall_at_review']:.2f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Spin, score, write, print."""
    parser = argparse.ArgumentParser(prog="python -m models.page.parts", description=__doc__)
    parser.add_argument("--per-source", type=int, default=12, help="drafts of each source")
    add_mirror_argument(parser)
    arguments = parser.parse_args()
    result = summary(scores(arguments.per_source), arguments.per_source)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    write_tables(HERE / "cards" / "page.md", table(result), "parts")
    print(table(result))


if __name__ == "__main__":
    main()
