"""Leave one style out: ``python -m models.stuffed.styles [--fresh] [--docs docs/stuffed.md]``.

For every stuffing style a page model is trained on the dev split without that style (the n-gram
model knows the training split by heart, so that honest pages there look more honest than they are)
and judged on the test split: pages of that style, made with queries of other frames than those of
training, against honest pages of ten kinds that repeat themselves by right.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.stuffing import DOSES, STYLES
from detector.finding import Axis
from models.metrics import Array, recall_at
from models.page.features import Row
from models.page.train import FLAG_RATE, PREFIXES, fit, held_out_margins, matrix, threshold
from models.stuffed.docs import put
from models.stuffed.pages import WEB
from models.stuffed.rows import Judged, judged

# Honest pages of a kind, stuffed pages of a style, real web pages.
TRAIN, TEST = (30, 30, 300), (35, 40, 240)
RATE = 0.01
COLUMNS = (
    "recall", "flagged", "in_web", "lightly", "first", "among", "precision", "strict", "found",
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """What a model without one style says of that style, and of honest pages by kind.

    ``recall`` is that at 1 % false positives on the test pages, ``flagged`` that at the threshold
    of training, ``in_web`` and ``lightly`` the latter on real pages and at the lightest dose.
    """

    style: str
    pages: int
    recall: float
    flagged: float
    in_web: float
    lightly: float
    first: float
    among: float
    precision: float
    strict: float
    found: float
    honest: dict[str, float]


def held_out(style: str, training: Sequence[Judged], test: Sequence[Judged]) -> Held:
    """Train without a style and judge it."""
    rows = [one.row for one in training if one.row.style != style]
    names = sorted(n for n in rows[0].features if n.startswith(PREFIXES[Axis.STUFFED]))
    model, kept = fit(rows, Axis.STUFFED, names)

    def scores(some: Sequence[Row]) -> Array:
        found: Array = model.decision_function(matrix(some, kept))
        return found

    mine = [one for one in test if one.row.style == style]
    clean = [one.row for one in test if not one.row.style]
    margins = held_out_margins(rows, Axis.STUFFED, names)
    honest = [i for i, row in enumerate(rows) if not row.style]
    limit = threshold(margins[honest], [rows[i].register for i in honest], FLAG_RATE)
    flagged = scores(clean) >= limit
    found = scores([one.row for one in mine]) >= limit
    web = np.array([one.row.register == WEB for one in mine])
    light = np.array([one.row.rate == min(DOSES) for one in mine])
    kinds = np.array([row.register for row in clean])
    marked = sum(one.marked for one in mine)
    return Held(
        style,
        len(mine),
        recall_at(scores([one.row for one in mine]), scores(clean), RATE),
        float(found.mean()),
        float(found[web].mean()),
        float(found[light].mean()),
        float(np.mean([one.rank == 1 for one in mine])),
        float(np.mean([one.rank > 0 for one in mine])),
        sum(one.placed for one in mine) / max(marked, 1),
        sum(one.pushed for one in mine) / max(marked, 1),
        sum(one.pushed for one in mine) / max(sum(one.in_all for one in mine), 1),
        {kind: float(flagged[kinds == kind].mean()) for kind in sorted(set(kinds))}
        | {"all": float(flagged.mean())},
    )


def table(results: Sequence[Held], test: Sequence[Judged]) -> str:
    """Return the results as Markdown."""
    clean = [one for one in test if not one.row.style]
    lines = [
        "| style held out | pages | recall at 1 % FPR | at `flag` | real pages | lightest dose | "
        "phrase first | phrase among five | "
        "intrusions: precision | of which in a sentence of the author | recall |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for r in results:
        shares = " | ".join(f"{getattr(r, name):.2f}" for name in COLUMNS)
        lines.append(f"| {r.style} | {r.pages} | {shares} |")
    lines += [
        f"| mean | {sum(r.pages for r in results)} | "
        + " | ".join(f"{np.mean([getattr(r, name) for r in results]):.2f}" for name in COLUMNS)
        + " |",
        "",
        "Honest pages of the test split: flagged at the threshold that training sets (mean of the "
        "models above), and with a finding of STF201.",
        "",
        "| kind | pages | flagged | with an intrusion |",
        "|---|---:|---:|---:|",
    ]
    for kind in results[0].honest:
        some = [one for one in clean if kind in (one.row.register, "all")]
        share = np.mean([r.honest[kind] for r in results])
        marked = np.mean([one.marked > 0 for one in some])
        lines.append(f"| {kind} | {len(some)} | {share:.1%} | {marked:.1%} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table; write it into a document if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="compute the features anew")
    parser.add_argument("--docs", type=Path, help="document whose section “styles” is replaced")
    arguments = parser.parse_args()
    training = judged("dev", *TRAIN, fresh=arguments.fresh)
    test = judged("test", *TEST, fresh=arguments.fresh)
    text = table([held_out(style, training, test) for style in STYLES], test)
    print(text)
    if arguments.docs:
        put(arguments.docs, "styles", text)


if __name__ == "__main__":
    main()
