"""Evaluate the shipped models on held-out pages: ``python -m models.evaluate [page | seeds | …]``.

Writes the figures to ``models/results/``, the tables into the model cards, and fails when a metric
is below its floor in ``models/floors.json``. Of ``lofo``, ``honest`` and ``originals``, which take
long and have commands of their own, it reads what these wrote last. ``--lower-floors`` accepts the
measured values as new floors; nothing else ever lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.sources import add_mirror_argument
from models import floors

HERE = Path(__file__).parent


def evaluate_page(args: argparse.Namespace) -> dict[str, Any]:
    """Evaluate both page models on the test split and write their card's tables."""
    from models.page.card import readme, tables
    from models.page.evaluate import evaluate
    from models.page.features import rows
    from models.page.train import AXES

    test = rows("test", per_source=args.per_source, fresh=args.fresh)
    results = {str(axis): evaluate(axis, test) for axis in AXES}
    text = "\n".join(tables(axis, one) for axis, one in results.items())
    write_tables(HERE / "cards" / "page.md", text, "tables")
    write_tables(HERE.parent / "README.md", readme(results), "results")
    print(text)
    return results


def evaluate_seeds(args: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG001
    """Evaluate both page models on the texts that the repository holds; CI pins these figures."""
    from models.page.evaluate import summary
    from models.page.features import computed
    from models.page.pages import from_seeds
    from models.page.train import AXES

    rows = list(computed(from_seeds()))
    return {str(axis): summary(axis, rows) for axis in AXES}


def evaluate_unreliable(args: argparse.Namespace) -> dict[str, Any]:
    """Evaluate the page model ``unreliable`` on sites left out and write its card's tables."""
    from models.unreliable.evaluate import evaluate, tables
    from models.unreliable.pages import judged

    results = evaluate(judged(fresh=args.fresh))
    text = tables(results)
    write_tables(HERE / "cards" / "unreliable.md", text, "tables")
    print(text)
    return results


def stored_lofo(args: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG001
    """Return the means of the last ``models.rewriting.lofo``, which takes hours."""
    from models.rewriting.lofo import before, summary

    return summary(before())


def stored_honest(args: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG001
    """Return the figures of the last ``models.page.honest``."""
    found: dict[str, Any] = json.loads((HERE / "results" / "page-honest.json").read_text("utf-8"))
    return found


def stored_originals(args: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG001
    """Return what the last ``models.ngrams.recovery`` recovered, families held out, on average."""
    card = json.loads((HERE / "artefacts" / "recovery.json").read_text("utf-8"))
    rows = list(card["held_out"].values())
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}


def write_tables(page: Path, text: str, name: str) -> None:
    """Put the generated text between the markers of that name in a Markdown page."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    head, _, rest = page.read_text("utf-8").partition(begin)
    tail = rest.partition(end)[2]
    page.write_text(f"{head}{begin}\n{text}\n{end}{tail}", "utf-8")


EVALUATORS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "page": evaluate_page,
    "seeds": evaluate_seeds,
    "unreliable": evaluate_unreliable,
    "lofo": stored_lofo,
    "honest": stored_honest,
    "originals": stored_originals,
}
ELSEWHERE = frozenset({"lofo", "honest", "originals"})  # written by commands of their own


def main() -> int:
    """Evaluate, write, compare with the floors; return 1 if one is broken."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    parser.add_argument("models", nargs="*", default=[], help="what to evaluate (default: all)")
    parser.add_argument("--per-source", type=int, default=12, help="honest pages of each source")
    parser.add_argument("--fresh", action="store_true", help="compute cached features again")
    parser.add_argument("--lower-floors", action="store_true", help="accept what was measured")
    add_mirror_argument(parser)
    args = parser.parse_args()
    results = {name: EVALUATORS[name](args) for name in args.models or EVALUATORS}
    for name, one in results.items():
        if name in ELSEWHERE:
            continue
        path = HERE / "results" / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(one, indent=1) + "\n", "utf-8")
    pinned = floors.load()
    if args.lower_floors:
        floors.lower(results, pinned)
    sentences = floors.broken(results, pinned)
    for sentence in sentences:
        print(f"BELOW THE FLOOR: {sentence}", file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
