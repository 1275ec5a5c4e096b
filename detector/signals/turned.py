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

    def may_stand_in(self, folded: str) -> bool:
        """Whether a text in lower case holds one of the cues."""
        return any(cue in folded for cue in self.cues)


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
def _folded(reading: Reading) -> tuple[list[tuple[Block, str]], str]:
    """Return the blocks of running text, each with its text in lower case, and all such text."""
    blocks = [(block, block.text.lower()) for block in prose(reading)]
    return blocks, "\n".join(folded for _, folded in blocks)


def findings_of(code: Code, reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every turned phrase in the running text; one for words that overlap."""
    blocks, page = _folded(reading)
    likely = [turn for turn in turns(code.code) if turn.may_stand_in(page)]
    for block, folded in blocks if likely else ():
        end = -1
        found = [
            (match, turn)
            for turn in likely
            if turn.may_stand_in(folded)
            for match in turn.pattern.finditer(block.text)
        ]
        for match, turn in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
            if match.start() >= end:
                end = match.end()
                yield code.between(
                    reading.article.text, block.start + match.start(), block.start + end,
                    turn.message, expected=turn.expected,
                )  # fmt: skip
