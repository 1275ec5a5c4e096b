"""Where trained models lie: inside the wheel, or in ``models/artefacts`` of a source checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from detector.errors import ModelError

PACKAGE = Path(__file__).parent


@cache
def folder() -> Path:
    """Return the folder of the artefacts; ModelError if there is none."""
    for place in (PACKAGE / "_models", PACKAGE.parent / "models" / "artefacts"):
        if place.is_dir():
            return place
    raise ModelError("The trained models are missing; install detector again from its wheel.")


def artefact(name: str) -> Path:
    """Return the path of one artefact; ModelError if it is missing."""
    path = folder() / name
    if not path.is_file():
        raise ModelError(f"The model file {name} is missing; install detector again.")
    return path


@cache
def versions() -> dict[str, str]:
    """Return the version of every artefact that has a card, by its name."""
    cards = sorted(folder().glob("*.json"))
    facts = {card.stem: json.loads(card.read_text("utf-8")) for card in cards}
    return {name: str(fact["version"]) for name, fact in facts.items() if "manifest" in fact}
