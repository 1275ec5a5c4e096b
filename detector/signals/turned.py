"""Meanings turned round by a swapped word: patterns from a table, shared by the SPN4xx signals.

``data/turned.csv`` holds the patterns: the code they belong to, a cue (plain words of which one
must occur, so that most pages cost nothing), the pattern, what a careful writer would have written,
the message, and the source. Each pattern is a phrase that makes no sense, or a dangerous one, and
that arises when one word of a sensible phrase is swapped for a synonym of another sense.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detector.article import Block
from detector.cued import Cued
from detector.finding import Finding
from detector.memo import once
from detector.reading import Reading
from detector.signals.prose import prose
from detector.signals.signal import Code


@dataclass(frozen=True, slots=True)
class Turn:
    """One kind of turned phrase."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    expected: tuple[str, ...]
    message: str


@cache
def turns(code: str) -> tuple[Turn, ...]:
    """Return the patterns of one code."""
    table = (files(__package__) / "data" / "turned.csv").read_text("utf-8")
    return tuple(
        Turn(
            tuple(row["cue"].lower().split("|")),
            re.compile(rf"\b(?:{row['pattern']})", re.IGNORECASE),
            tuple(row["expected"].split("|")),
            row["message"],
        )
        for row in csv.DictReader(table.splitlines())
        if row["code"] == code
    )


@once
def _cued(reading: Reading) -> tuple[list[Block], Cued]:
    """Return the blocks of running text, and their texts in lower case."""
    blocks = list(prose(reading))
    return blocks, Cued.of([block.text.lower() for block in blocks])


def findings_of(code: Code, reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every turned phrase in the running text; one for words that overlap."""
    blocks, cued = _cued(reading)
    for number, likely in cued.likely(turns(code.code)):
        block, end = blocks[number], -1
        found = [(match, turn) for turn in likely for match in turn.pattern.finditer(block.text)]
        for match, turn in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
            if match.start() >= end:
                end = match.end()
                yield code.between(
                    reading.article.text, block.start + match.start(), block.start + end,
                    turn.message, expected=turn.expected,
                )  # fmt: skip
