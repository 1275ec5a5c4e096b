"""Write the tables of the rewriting model's card: ``python -m models.rewriting.card TITLE=NAME …``.

Names on the command line are rows of the comparison: `title=result`.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import numpy as np

from models.evaluate import HERE, write_tables
from models.rewriting import lofo
from models.rewriting.evaluate import RESULTS
from models.rewriting.scores import by_family


def read(name: str) -> dict[str, Any]:
    """Read the results of one model."""
    found: dict[str, Any] = json.loads((RESULTS / f"rewriting-{name}.json").read_text("utf-8"))
    return found


def own(found: dict[str, Any]) -> dict[str, Any]:
    """Keep the families of the corpus package; other people's have a hyphen in the name."""
    return {name: row for name, row in found["families"].items() if "-" not in name}


def comparison(rows: dict[str, dict[str, Any]]) -> str:
    """One line a model: words and pages of own families, recall on spinners never trained on."""
    lines = [
        "| model | word AUC | word AP | page score | recall at 1 % FPR | at 10 % of words | "
        "80–200 words | texthumanize | DetectRL words |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for title, found in rows.items():
        mine = own(found).values()
        means = [
            float(np.nanmean([row[key] for row in mine]))
            for key in ("word_auc", "word_ap", "recall", "recall_at_rate_0.1", "recall_80")
        ]
        foreign = [
            found["families"].get(name, {}).get("recall", float("nan"))
            for name in ("texthumanize-spin", "detectrl-word")
        ]
        lines.append(
            f"| {title} | {means[0]:.3f} | {means[1]:.3f} | `{found['score']}` | {means[2]:.3f} | "
            f"{means[3]:.2f} | {means[4]:.2f} | {foreign[0]:.2f} | {foreign[1]:.2f} |"
        )
    return "\n".join(lines)


def registers(found: dict[str, Any]) -> str:
    """One line a register of honest text."""
    lines = ["| register | pages | flagged (95 %) | median score |", "|---|---|---|---|"]
    for name, row in found["registers"].items():
        low, high = row["interval"]
        lines.append(
            f"| {name} | {row['pages']} | {row['flagged']:.3f} ({low:.3f}–{high:.3f}) | "
            f"{row['median']:.3f} |"
        )
    return "\n".join(lines)


def readers(found: dict[str, Any]) -> str:
    """One line a combination of readers."""
    lines = ["| readers | word AUC | word AP |", "|---|---|---|"]
    lines += [
        f"| {name} | {row['word_auc']:.3f} | {row['word_ap']:.3f} |" for name, row in found.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Put all tables into the card."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.card", description=__doc__)
    parser.add_argument("rows", nargs="+", help="title=result, the last one is the shipped model")
    rows = {}
    for row in parser.parse_args().rows:
        title, _, name = row.partition("=")
        rows[title] = read(name)
    shipped = list(rows.values())[-1]
    speed = json.loads((RESULTS / "rewriting-speed.json").read_text("utf-8"))
    parts = [
        "## Comparison", "Means over the families of the corpus package; "
        f"{shipped['honest']:,} honest pages set the threshold.", comparison(rows),
        "## Families, all of them seen in training", by_family(shipped["families"]),
        "## Honest pages above the threshold, by register", registers(shipped),
        "## Do n-grams add to the two readers? (words, stacked logistic regressions)",
        readers(read("readers")),
        "## Leave one family out", lofo.show(read("lofo")),
        "## Speed (one core, CPU time)",
        "\n".join(f"- {key.replace('_', ' ')}: {value}" for key, value in speed.items()),
    ]  # fmt: skip
    write_tables(HERE / "cards" / "rewriting.md", "\n\n".join(parts), "tables")


if __name__ == "__main__":
    main()
