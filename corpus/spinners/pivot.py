"""Family `pivot`: words looked up in another language and back."""

from __future__ import annotations

import random
from functools import cache

from corpus.edits import Spun, apply
from corpus.freedict import LANGUAGES, pivots
from corpus.inflect import careless
from corpus.thesaurus import Match, Thesaurus, like, swaps


class Pivot:
    """Imitates translation word by word, there and back through one of twelve languages.

    What one foreign word stands for need not mean the same in English: "body" → "hull", "treat" →
    "heal", "heavy" → "grave". Each page goes through one language, whose ambiguities are its own.
    Source: the dictionaries of FreeDict (GPL), Debian packages dict-freedict-eng-*.
    """

    name = "pivot"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for what their translation may mean."""
        thesaurus = _thesaurus(rng.choice(LANGUAGES))
        return apply(text, swaps(text, thesaurus, rate, rng, _write), self.name, rate)


@cache
def _thesaurus(language: str) -> Thesaurus:
    return Thesaurus(pivots(language))


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:
    return like(old, careless(new, match.tag, rng, care=0.85))
