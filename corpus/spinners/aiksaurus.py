"""Family `aiksaurus`: the thesaurus of a word processor, one group of words for each head."""

from __future__ import annotations

import random
import subprocess
from functools import lru_cache
from shutil import which

from corpus.edits import WORD, Patch, Spun, apply
from corpus.errors import ResourceMissingError
from corpus.habits import Habits
from corpus.inflect import careless, forms
from corpus.moves import Move, settle
from corpus.stopwords import STOP


class Aiksaurus:
    """Imitates spinners that put in what a word processor offers, whatever group stands first.

    The groups are of ideas, not of senses: "treat" → "ventilate", "nervous" → "sinewy", "body" →
    "cadaver". A page takes one group for a head and one or several words of it. Source: Aiksaurus
    (GPL), Debian package aiksaurus.
    """

    name = "aiksaurus"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for words of their groups."""
        habits = Habits(rng)
        known: list[Move] = []
        reserve: list[Move] = []
        for match in WORD.finditer(text):
            key = match[0].lower()
            entry = _entry(key)
            if entry is None:
                continue
            groups, tag = entry
            written = careless(habits.pick(key, habits.pick(key, groups)), tag, rng, care=0.85)
            move = (Patch(match.start(), match.end(), habits.dress(match[0], written)),)
            (known if habits.knows(key) else reserve).append(move)
        return apply(text, settle(text, known, rate, rng, reserve=reserve), self.name, rate)


@lru_cache(maxsize=100_000)
def _entry(word: str) -> tuple[list[list[str]], str] | None:
    """Return the groups of a lower-case word and the inflection taken off."""
    if word in STOP or len(word) < 3:
        return None
    return next(
        ((found, tag) for lemma, tag in forms(word) if (found := _groups(lemma))),
        None,
    )


@lru_cache(maxsize=100_000)
def _groups(word: str) -> list[list[str]]:
    """Ask the program; raises ResourceMissingError when it is not installed."""
    program = which("aiksaurus")
    if program is None:
        raise ResourceMissingError(
            "The family `aiksaurus` needs the Debian package aiksaurus, which is not installed."
        )
    done = subprocess.run(  # noqa: S603 - a lower-case word of letters
        [program, word], capture_output=True, text=True, check=False
    )
    if done.returncode or "No synonyms known" in done.stdout:
        return []
    lines = (line.strip() for line in done.stdout.splitlines())
    rows = (line.split(", ") for line in lines if line and not line.startswith(("=", "#", "*")))
    others = ([other for other in row if other != word] for row in rows)
    return [row for row in others if row]
