"""Pages of clean health and general text, and what the rewriter families make of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from corpus.sources import documents
from corpus.spinners import Spun, load
from corpus.text import chunks

SETS = (
    "health/medquad",
    "health/criticalmas-blog",
    "health/cochrane-pls",
    "health/va-gov",
    "health/where-there-is-no-doctor",
    "health/mediqa2019-answers",
    "general/bbc-news",
    "general/digitalgov",
)
WORDS = (80, 400)


def pages(split: str, count: int, work: Path) -> list[str]:
    """`count` clean pages of a split, kept in the working folder."""
    path = work / f"pages-{split}-{count}.json"
    if not path.is_file():
        rng = random.Random(3)
        found = [
            page
            for document in documents(SETS, split=split, limit=count)
            for page in chunks(document.text, WORDS, rng)[:2]
        ]
        rng.shuffle(found)
        path.write_text(json.dumps(found[:count]), encoding="utf-8")
    return list(json.loads(path.read_text(encoding="utf-8")))


def spun(family: str, texts: list[str], seed: int = 0) -> Iterator[Spun]:
    """Each page rewritten by a family at a rate of 5 to 40 %."""
    spinner = load(family)
    rng = random.Random(f"{family}|{seed}")
    for text in texts:
        yield spinner.spin(text, rng.uniform(0.05, 0.4), rng)
