"""WordNet as Debian installs it: where it is, its synsets and what they point at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import ResourceMissingError

FOLDERS = ("/usr/share/wordnet", "/usr/local/share/wordnet")
_FILES = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
PARTS = ("noun", "verb", "adj", "adv")
Place = tuple[str, str]  # file (noun, verb, adj, adv) and offset


@dataclass(frozen=True)
class Pointer:
    """A relation: its symbol ("@" hypernym, "!" antonym …), the synset it leads to, the words.

    `source` and `target` number the words that it joins, from 1; 0 stands for the whole synset.
    """

    symbol: str
    place: Place
    source: int
    target: int


@dataclass(frozen=True)
class Synset:
    """The words of one sense, its relations and its gloss (definition and examples)."""

    place: Place
    members: list[str]
    pointers: list[Pointer]
    gloss: str


def folder() -> Path:
    """Return where WordNet lies. Raises ResourceMissingError where it is not installed."""
    for name in (os.environ.get("DETECTOR_WORDNET", ""), *FOLDERS):
        if name and Path(name, "data.noun").is_file():
            return Path(name)
    raise ResourceMissingError(
        "WordNet is not installed: install the Debian package wordnet-base, or set "
        "DETECTOR_WORDNET to a folder that holds data.noun, data.verb, data.adj and data.adv."
    )


def synsets(where: Path) -> Iterator[Synset]:
    """Read every synset of the four files, in their order."""
    for part in PARTS:
        for line in (where / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                fields, _, gloss = line.partition(" | ")
                yield _synset(part, fields.split(" "), gloss.strip())


@cache
def installed() -> dict[Place, Synset]:
    """Every synset of the installed WordNet by place. Raises ResourceMissingError without it."""
    return {synset.place: synset for synset in synsets(folder())}


def _synset(part: str, fields: list[str], gloss: str) -> Synset:
    """Read a line: offset, file, type, count in hex, words with sense ids, then the pointers."""
    after = 4 + 2 * int(fields[3], 16)
    raw = fields[4:after:2]
    members = [word.partition("(")[0].replace("_", " ") for word in raw]
    pointers = [
        _pointer(fields[at : at + 4])
        for at in range(after + 1, after + 1 + 4 * int(fields[after]), 4)
    ]
    return Synset((part, fields[0]), members, pointers, gloss)


def _pointer(fields: list[str]) -> Pointer:
    symbol, offset, kind, ends = fields  # ends: two numbers of two hexadecimal digits
    source, target = bytes.fromhex(ends)
    return Pointer(symbol, (_FILES[kind], offset), source, target)
