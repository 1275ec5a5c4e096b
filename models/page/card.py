"""The tables of the page models' card, written from the results by a program."""

from __future__ import annotations

from typing import Any


def tables(axis: str, results: dict[str, Any]) -> str:
    """Return the results of one axis as Markdown."""
    pages = results["pages"]
    lines = [
        f"### Axis `{axis}` (version {results['version']})",
        "",
        f"{pages['positive']:,} positive and {pages['honest']:,} honest test pages; AUC "
        f"{results['auc']:.3f}; expected calibration error {results['calibration_error']:.3f} "
        "(classes weighted alike).",
        "",
        "Recall by family, pages of 200 and more words:",
        "",
        "| family | pages | AUC | recall at 1 % FPR | recall at `flag` (95 % interval) |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {one['pages']} | {one['auc']:.3f} | {one['recall_at_1pct']:.2f} | "
        f"{one['recall_at_flag']:.2f} ({one['interval'][0]:.2f}–{one['interval'][1]:.2f}) |"
        for name, one in results["recall"].items()
    ]
    lines += ["", "Recall by length, all families:", ""]
    lines += ["| words | pages | recall at 1 % FPR | recall at 0.1 % FPR |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {one['pages']} | {one['recall_at_1pct']:.2f} | {one['recall_at_0.1pct']:.2f} |"
        for name, one in results["by_length"].items()
    ]
    lines += ["", "Honest pages called bad, by register:", ""]
    lines += [
        "| register | pages | flag (95 % interval) | flag or review |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {one['pages']} | {one['flag']:.2%} ({one['interval'][0]:.1%}–"
        f"{one['interval'][1]:.1%}) | {one['review']:.1%} |"
        for name, one in results["false_positives"].items()
    ]
    return "\n".join(lines) + "\n"
