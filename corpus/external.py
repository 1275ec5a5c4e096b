"""Aligned pairs that others made: evaluation families of another nature, never trained on.

DetectRL's human texts come word-substituted, back-translated, paraphrased by DIPPER and polished
by a language model; TextAttack's come with a few adversarial swaps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from corpus.errors import CorpusError
from corpus.spinners.commercial import packed_text

_DETECTRL = ("word", "bt", "dipper", "polish")
_TEXTATTACK = ("wordnet", "embedding", "hownet")


@dataclass(frozen=True)
class Pair:
    """An original and what a rewriter of the named family made of it."""

    id: str
    original: str
    spun: str
    family: str


def external_families() -> dict[str, Callable[[], Iterator[Pair]]]:
    """Name every external family with the function that reads its pairs from the mirror."""
    found: dict[str, Callable[[], Iterator[Pair]]] = {}
    for variant in _DETECTRL:
        found[f"detectrl-{variant}"] = partial(_detectrl, variant)
    for kind in _TEXTATTACK:
        found[f"textattack-{kind}"] = partial(_textattack, kind)
    return found


def pairs(family: str) -> Iterator[Pair]:
    """Read the pairs of one family.

    Raises CorpusError for an unknown name, ResourceMissingError without the mirror.
    """
    known = external_families()
    if family not in known:
        raise CorpusError(f"There is no external family {family!r}: use {', '.join(known)}.")
    return known[family]()


def _detectrl(variant: str) -> Iterator[Pair]:
    for line in packed_text("spun/detectrl-human-variants", "/pairs.jsonl").split("\n"):
        row = json.loads(line or "{}")
        if row.get(variant):
            yield Pair(row["id"], row["original"], row[variant], f"detectrl-{variant}")


def _textattack(kind: str) -> Iterator[Pair]:
    lines = packed_text("spun/textattack-search-benchmark", "pairs_dedup.jsonl").split("\n")
    for number, line in enumerate(lines):
        row = json.loads(line or "{}")
        if kind in row.get("transformation", "") and row["result"] == "Successful":
            yield Pair(str(number), row["original"], row["perturbed"], f"textattack-{kind}")
