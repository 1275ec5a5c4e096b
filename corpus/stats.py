"""Counts of the corpus by register and split.

python -m corpus.stats --mirror DIR      the table of DATASHEET.md
python -m corpus.stats --spinners        what each family does to a text of our own
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter

import click

from corpus.manifest import manifest
from corpus.sources import add_mirror_argument, documents
from corpus.spinners import families, ready, touched_share

SPLITS = ("train", "dev", "test")
SAMPLE = (
    "Knee pain is one of the most common reasons why adults see a doctor. It can begin suddenly, "
    "often after an injury, or it may develop slowly over several months. Doctors don't always "
    "need an X-ray to find the cause. Regular exercise strengthens the muscles around the joint, "
    "and a healthy diet helps you lose weight, which reduces the risk factors for damage. "
)


def composition() -> dict[tuple[str, str], Counter[str]]:
    """Count documents (`train`, …) and words (`train words`, …) by (use, register)."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for document in documents():
        source = manifest()[document.source]
        row = counts.setdefault((source.use, document.register), Counter())
        row[document.split] += 1
        row[f"{document.split} words"] += len(document.text.split())
    return counts


def table(counts: dict[tuple[str, str], Counter[str]]) -> str:
    """Write the composition as a Markdown table."""
    lines = ["| use | register | train | dev | test | train words | dev words | test words |"]
    lines.append("|---|---|" + "---:|" * 6)
    columns = [*SPLITS, *(f"{split} words" for split in SPLITS)]
    total: Counter[str] = Counter()
    for (use, register), row in sorted(counts.items()):
        total.update(row)
        lines.append(f"| {use} | {register} | " + _cells(row, columns))
    lines.append("| all | | " + _cells(total, columns))
    return "\n".join(lines)


def _cells(row: Counter[str], columns: list[str]) -> str:
    return " | ".join(f"{row[column]:,}" for column in columns) + " |"


def spinner_table(rate: float = 0.25) -> str:
    """Write speed and touched share of every family that is ready as a Markdown table."""
    lines = ["| family | words a CPU second | touched share at 0.25 |", "|---|---:|---:|"]
    text = (SAMPLE * 5 + "\n\n") * 20
    for name, spinner in families().items():
        lacking = ready(name)
        if lacking:
            lines.append(f"| {name} | – | {lacking} |")
            continue
        start = time.process_time()
        spun = [spinner.spin(text, rate, random.Random(seed)) for seed in range(5)]
        speed = 5 * len(text.split()) / (time.process_time() - start)
        share = sum(map(touched_share, spun)) / len(spun)
        lines.append(f"| {name} | {speed:,.0f} | {share:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the composition, or the table of spinners."""
    parser = argparse.ArgumentParser(description="Print counts of the corpus.")
    add_mirror_argument(parser)
    parser.add_argument("--spinners", action="store_true", help="describe the families instead")
    arguments = parser.parse_args()
    click.echo(spinner_table() if arguments.spinners else table(composition()))


if __name__ == "__main__":
    main()
