"""Floors: metrics that a model may not fall below, pinned in ``models/floors.json``.

A floor is named by its path in the results ("page.spun.recall.wordnet.recall_at_1pct"). ``least``
holds metrics where more is better, ``most`` those where less is better.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")


def load() -> dict[str, dict[str, float]]:
    """Return the pinned floors."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def lookup(results: dict[str, Any], path: str) -> float:
    """Return one metric by its dotted path; KeyError if the results lack it."""
    value: Any = results
    for key in path.split("."):
        value = value[key]
    return float(value)


def broken(results: dict[str, Any], floors: dict[str, dict[str, float]]) -> list[str]:
    """Return a sentence for every floor that the results do not hold.

    A floor of which the results know nothing is broken too: a metric cannot vanish silently.
    """
    sentences = []
    for kind, sign in (("least", 1), ("most", -1)):
        for path, floor in floors[kind].items():
            if path.split(".")[0] not in results:
                continue  # this run did not evaluate that model
            try:
                value = lookup(results, path)
            except KeyError:
                sentences.append(f"{path} is pinned but was not measured.")
                continue
            if not sign * value >= sign * floor:
                sentences.append(f"{path} is {value:.4f}; the floor is {kind} {floor:.4f}.")
    return sentences


def lower(results: dict[str, Any], floors: dict[str, dict[str, float]]) -> None:
    """Set every floor a margin below (above) what was measured; only an explicit option does so.

    The margin is for machines whose last digits differ.
    """
    for kind, margin, rounded in (("least", -0.01, math.floor), ("most", 0.002, math.ceil)):
        for path in floors[kind]:
            if path.split(".")[0] in results:
                value = lookup(results, path) + margin
                floors[kind][path] = rounded(value * 1000) / 1000
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
