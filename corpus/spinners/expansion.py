"""Family `expansion`: over-specific expansions and fixed terms taken apart."""

from __future__ import annotations

import random

from corpus.edits import Spun, apply
from corpus.tables import expansions, household
from corpus.thesaurus import Match, Thesaurus, like, swaps


class Expansion:
    """Imitates link-network pages that swap terms for longer or broken ones; needs no data.

    "cancer" → "most cancers", "heart" → "coronary heart", "risk factors" → "danger factors",
    abbreviations expanded wrongly. Single words from the small thesaurus fill up the rate.
    Sources: `data/expansions.txt`, written for this package after the kinds of slips that Cabanac,
    Labbé and Magazinov (2021) call tortured phrases, and `data/thesaurus.txt`.
    """

    name = "expansion"

    def __init__(self) -> None:
        self._thesaurus: Thesaurus | None = None

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Expand terms, then swap words, until `rate` of the words is touched."""
        if self._thesaurus is None:
            entries = {**household().entries, **expansions().entries}
            self._thesaurus = Thesaurus(entries)
        return apply(text, swaps(text, self._thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    return like(old, new) if len(old) > 5 or not old.isupper() else new
