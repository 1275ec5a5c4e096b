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
    if results["by_rate"]:
        lines += _rates(results["by_rate"])
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


def _rates(found: dict[str, Any]) -> list[str]:
    lines = ["", "Recall by the share of words touched, pages of 200 and more words:", ""]
    lines += ["| share | pages | recall at 1 % FPR | at 0.1 % FPR | at `flag` |"]
    lines += ["|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {one['pages']} | {one['recall_at_1pct']:.2f} | "
        f"{one['recall_at_0.1pct']:.2f} | {one['recall_at_flag']:.2f} |"
        for name, one in found.items()
    ]
    return lines


def readme(results: dict[str, Any]) -> str:
    """Return the short table of the README: recall by family, and honest pages flagged."""
    spun, stuffed = results["spun"], results["stuffed"]
    lines = [
        "| rewriter family | flagged | | stuffing style | flagged |",
        "|---|---:|---|---|---:|",
    ]
    left = [(name, one["recall_at_flag"]) for name, one in spun["recall"].items()]
    right = [(name, one["recall_at_flag"]) for name, one in stuffed["recall"].items()]
    for i in range(max(len(left), len(right))):
        cells = [f"{n} | {r:.0%}" if n else " | " for n, r in (_at(left, i), _at(right, i))]
        lines.append(f"| {cells[0]} | | {cells[1]} |")
    rates = [f"{one['recall_at_flag']:.0%} at {name}" for name, one in spun["by_rate"].items()]
    lines += [
        "",
        "Pages of 200 and more words, each family at rates from 5 to 60 %. Flagged by the",
    ]
    lines += [f"share of words touched: {', '.join(rates)}.", ""]
    lines += ["| honest pages | pages | called spun | called stuffed |", "|---|---:|---:|---:|"]
    for name, one in spun["false_positives"].items():
        other = stuffed["false_positives"].get(name, {"flag": float("nan")})
        lines.append(f"| {name} | {one['pages']} | {one['flag']:.1%} | {other['flag']:.1%} |")
    return "\n".join(lines) + "\n"


def _at(rows: list[tuple[str, float]], index: int) -> tuple[str, float]:
    return rows[index] if index < len(rows) else ("", 0.0)
