"""Family `handmade`: sense-blind swaps from our own small thesaurus."""

from __future__ import annotations

import random

from corpus.edits import Spun, apply
from corpus.inflect import careless
from corpus.tables import household
from corpus.thesaurus import Match, like, swaps


class Handmade:
    """Imitates a small word-list spinner, and needs nothing installed.

    Any alternative of the entry, whatever the sense ("stroke" → "caress", "nervous" →
    "frightened"), with careless endings. Source: `data/thesaurus.txt`, written for this package
    after the slips described in the literature on spun text (DSpin 2014, Shahid et al. 2017).
    """

    name = "handmade"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words by the table."""
        return apply(text, swaps(text, household(), rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:
    return like(old, careless(new, match.tag, rng, care=0.8))
