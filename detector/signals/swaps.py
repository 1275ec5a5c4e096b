"""What a rewriter makes of a fixed term, and how sure it is that nobody else would.

A fixed term ("side effect") is one choice of words among many that a thesaurus thinks equal. From
``head_synonyms.csv`` (word → what a thesaurus offers for it) every term yields the phrases that a
rewriter makes of it. A replacement that is ``near`` its word ("sickness" for "disease", "ears" for
"ear") is no proof of a swap: people who translate in the head put it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from detector.signals.tables import rows

MOST_SLOTS = 2
SURE = {1: 0.9, 2: 1.0}  # strength by the number of swaps
DOUBTFUL = 0.3  # where the only swap is near


@dataclass(frozen=True, slots=True)
class Synonym:
    """What is known of a replacement: the share of its variants in honest text, and if it is near.

    The share counts the terms of the word in which honest writers use the replacement as well.
    """

    share: float
    near: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """One variant: its phrase, the term it was, and the swaps ``(word, replacement)`` in it."""

    phrase: str
    term: str
    swaps: tuple[tuple[str, str], ...]

    @property
    def strength(self) -> float:
        """How surely no honest writer chose these words, 0 for a phrase that anyone may build.

        Anyone may put two near words, and a near one beside another word that replaced one ("small
        peril" for "low risk").
        """
        close = sum(synonyms()[word][new].near for word, new in self.swaps)
        if close and len(self.swaps) in (close, len(self.phrase.split())):
            return DOUBTFUL if len(self.swaps) == 1 else 0.0
        return SURE[len(self.swaps)]


def broken(terms: Iterable[str]) -> Iterator[Broken]:
    """Yield every variant of ``terms`` with one or two swaps, honest ones included."""
    for term in terms:
        words = term.split()
        for choice in product(*((word, *synonyms().get(word, ())) for word in words)):
            swaps = tuple((w, new) for w, new in zip(words, choice, strict=True) if w != new)
            if 0 < len(swaps) <= MOST_SLOTS:
                yield Broken(" ".join(choice), term, swaps)


@cache
def synonyms() -> dict[str, dict[str, Synonym]]:
    """Return for a word what a thesaurus offers for it, and what is known of each."""
    found: dict[str, dict[str, Synonym]] = {}
    for row in rows("head_synonyms.csv"):
        known = Synonym(float(row["honest_share"] or 0), row["near"] == "yes")
        found.setdefault(row["word"], {})[row["replacement"]] = known
    return found
