"""Family `wordnet`: sense-blind WordNet swaps, carelessly inflected."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from corpus.edits import Spun, apply
from corpus.errors import ResourceMissingError
from corpus.inflect import careless
from corpus.thesaurus import Match, Thesaurus, like, merged, swaps

FOLDERS = ("/usr/share/wordnet", "/usr/local/share/wordnet")
_PARTS = ("noun", "verb", "adj", "adv")


class WordNet:
    """Imitates the free web spinners: any synonym of any sense, the ending glued back on.

    Takes every member of every synset that holds the word, whatever its part of speech, so that
    "cell" becomes "mobile phone" and "bent" becomes "crookeded". Source: WordNet 3.0 (Princeton,
    its own free licence) as Debian's `wordnet-base` installs it, or any folder with `data.noun`
    … named by DETECTOR_WORDNET.
    """

    name = "wordnet"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Heads and co-members of all synsets; raises ResourceMissingError without WordNet."""
        return Thesaurus(merged(_pairs(_folder())))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for any synonym of any of their senses."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:
    return like(old, careless(new, match.tag, rng))


def _folder() -> Path:
    for name in (os.environ.get("DETECTOR_WORDNET", ""), *FOLDERS):
        if name and Path(name, "data.noun").is_file():
            return Path(name)
    raise ResourceMissingError(
        "WordNet is not installed: install the Debian package wordnet-base, or set "
        "DETECTOR_WORDNET to a folder that holds data.noun, data.verb, data.adj and data.adv."
    )


def _pairs(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for part in _PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                members = _members(line)
                yield from ((member.lower(), members) for member in members)


def _members(line: str) -> list[str]:
    """Take the words of a synset line: offset, file, type, count in hex, then word and sense id."""
    fields = line.split(" ")
    count = int(fields[3], 16)
    raw = fields[4 : 4 + 2 * count : 2]
    return [word.partition("(")[0].replace("_", " ") for word in raw]
