"""What the cascade saves and costs: ``python -m models.cascade.evaluate --mirror DIR``.

On the test split, for each kind of page: the share that is passed on to the rewriting model, and
the share of what the full model flags or reviews that is lost. Rows are those of ``models.evaluate
page``, so the text is the precise one there; some real pages are judged by the product itself, with
the cheap stage and without, each from its HTML. Writes ``models/results/cascade.json`` and a table
into the card of the page models.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.sources import add_mirror_argument
from detector import Detector, Page, Verdict
from detector.cascade import Cascade, cascade
from detector.finding import Axis
from models.cascade.rows import at_stake, bad, kind, real, usable
from models.metrics import Flags, interval
from models.page.features import Row, rows

HERE = Path(__file__).parents[1]
RESULTS = HERE / "results" / "cascade.json"
CARD = HERE / "cards" / "page.md"
CLEAN_SHARE = 0.9
Strings = NDArray[np.str_]
SHOWN = ("passed_on", "passed_on_of_passing", "lost")
KINDS = ("web", "honest", "spun", "stuffed")


def evaluate(pages: Sequence[Row]) -> dict[str, Any]:
    """Return shares by kind of page, with their 95 % intervals, and the agreement of a mix."""
    found = usable(pages)
    model = cascade()
    on = _passed_on(model, found)
    looks = enumerate((step.look for step in model.steps[:-1]), start=1)
    left = {at: _passed_on(replace(model, steps=model.steps[:last]), found) for last, at in looks}
    caught = np.array([bad(row) for row in found])
    kinds = np.array([kind(row) for row in found])
    lost = np.array([at_stake(row) for row in found]) & ~on
    worse = ~np.isin(kinds, ("web", "honest"))
    clean, rest = (_share(lost[some])["share"] or 0.0 for some in (kinds == "web", worse))
    return {
        "version": model.version,
        "limits": {step.look: step.limit for step in model.steps} | dict(model.limits),
        "kinds": {name: _figures(kinds == name, caught, left, on, lost) for name in KINDS},
        "all": _figures(np.ones(len(found), bool), caught, left, on, lost),
        "price": _price(found, kinds, caught),
        "same_verdict_in_mix": float(1 - CLEAN_SHARE * clean - (1 - CLEAN_SHARE) * rest),
    }


def _passed_on(model: Cascade, found: Sequence[Row]) -> Flags:
    return np.array([not model.sound(row.features) for row in found])


def _price(found: Sequence[Row], kinds: Strings, caught: Flags) -> dict[str, dict[str, float]]:
    """Return for other limits of the last look what would be lost, and passed on of real pages."""
    model, price = cascade(), {}
    *before, last = model.steps
    stakes = np.array([at_stake(row) for row in found])
    for share in (0.25, 0.5, 1, 2, 4):
        at = share * last.limit
        other = replace(model, steps=(*before, replace(last, limit=at)))
        on = _passed_on(other, found)
        price[f"{at:.3f}"] = {
            "lost": float((stakes & ~on)[caught].mean()) if caught.any() else 0.0,
            "web_passed_on": float(on[kinds == "web"].mean()) if (kinds == "web").any() else 0.0,
        }
    return price


def _figures(
    mine: Flags, caught: Flags, left: Mapping[str, Flags], on: Flags, lost: Flags
) -> dict[str, Any]:
    return {
        "pages": int(mine.sum()),
        "flagged_or_reviewed": int((mine & caught).sum()),
        "left_by": {look: _share(some[mine]) for look, some in left.items()},
        "passed_on": _share(on[mine]),
        "passed_on_of_passing": _share(on[mine & ~caught]),
        "lost": _share(lost[mine & caught]),
        "other_verdict": _share(lost[mine]),
    }


def judged_twice(pages: Iterable[Page]) -> dict[str, Any]:
    """Return how the product's verdicts with and without the cheap stage agree, and who goes on."""
    cheap, full = Detector(), Detector(cascade=False)
    pairs = [(cheap.assess_page(page), full.assess_page(page)) for page in pages]
    same = np.array([one.verdict == other.verdict for one, other in pairs], bool)
    on = np.array([Axis.SPUN in one.moved for one, _ in pairs], bool)
    passing = np.array([other.verdict == Verdict.PASS for _, other in pairs], bool)
    return {
        "pages": len(pairs),
        "passed_on": _share(on),
        "passed_on_of_passing": _share(on[passing]),
        "same_verdict": _share(same),
    }


def _share(values: Flags) -> dict[str, Any]:
    if not len(values):
        return {"share": None, "interval": None}
    return {
        "share": float(values.mean()),
        "interval": list(interval(lambda some: float(some.mean()), values.astype(float))),
    }


def table(results: dict[str, Any]) -> str:
    """Return the results as Markdown."""
    looks = list(results["all"]["left_by"])
    heads = [f"open after the {look}" for look in looks]
    heads += ["passed on", "passed on of those that pass in full", "lost of those that do not"]
    lines = [
        f"| pages | number | flagged or reviewed in full | {' | '.join(heads)} |",
        f"|---|---:|---:|{'---:|' * len(heads)}",
    ]
    for name, one in [*results["kinds"].items(), ("all", results["all"])]:
        cells = [_cell(one["left_by"][look]) for look in looks]
        cells += [_cell(one[key]) for key in SHOWN]
        lines.append(
            f"| {name} | {one['pages']:,} | {one['flagged_or_reviewed']:,} | {' | '.join(cells)} |"
        )
    lines += ["", "What another limit of the last look would cost:", ""]
    lines += ["| limit | lost of all flagged or reviewed | real pages passed on |"]
    lines += ["|---:|---:|---:|"]
    lines += [
        f"| {at} | {one['lost']:.1%} | {one['web_passed_on']:.1%} |"
        for at, one in results["price"].items()
    ]
    same = results["same_verdict_in_mix"]
    lines += ["", f"Same verdict as without the cascade on {same:.2%} of a mix of nine real web "]
    lines[-1] += "pages to one spun or stuffed page."
    if twice := results.get("judged_twice"):
        lines += ["", f"{twice['pages']} real pages, from their HTML: passed on "]
        lines[-1] += f"{_cell(twice['passed_on'])}, of those that pass in full "
        lines[-1] += f"{_cell(twice['passed_on_of_passing'])}; same verdict "
        lines[-1] += f"{_cell(twice['same_verdict'])}."
    return "\n".join(lines) + "\n"


def _cell(one: dict[str, Any]) -> str:
    if one["share"] is None:
        return "–"
    low, high = one["interval"]
    return f"{one['share']:.1%} ({low:.1%}–{high:.1%})"


def main() -> None:
    """Take the rows of the test split, computed where they are not kept yet, and evaluate."""
    from models.evaluate import write_tables

    parser = argparse.ArgumentParser(prog="python -m models.cascade.evaluate", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--per-source", type=int, default=12, help="honest pages of each source")
    parser.add_argument("--fresh", action="store_true", help="compute cached features again")
    parser.add_argument("--pages", type=int, default=120, help="real pages to judge twice")
    arguments = parser.parse_args()
    result = evaluate(rows("test", per_source=arguments.per_source, fresh=arguments.fresh))
    result["judged_twice"] = judged_twice(real("test", arguments.pages))
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    write_tables(CARD, table(result), "cascade")
    print(table(result))


if __name__ == "__main__":
    main()
