"""Family `frequency`: gentle swaps for common near-synonyms."""

from __future__ import annotations

import random
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.errors import ResourceMissingError
from corpus.inflect import right
from corpus.spinners.wordnet import WordNet
from corpus.thesaurus import Match, Thesaurus, like, swaps

_LEAST_ZIPF = 3.6


class Frequency:
    """Imitates the "high readability" setting: only common words, rightly inflected.

    Keeps of WordNet's synonyms the single words that are common in English (Zipf frequency of at
    least 3.6, wordfreq), and draws them by how common they are. What it breaks is collocation
    ("danger factors", "blood force"), not grammar. Sources: WordNet as in family `wordnet`,
    wordfreq 3 (CC BY-SA data).
    """

    name = "frequency"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """WordNet ∩ wordfreq; alternatives repeat by frequency. Raises ResourceMissingError."""
        try:
            from wordfreq import zipf_frequency
        except ImportError as error:
            raise ResourceMissingError(
                "The family `frequency` needs wordfreq: pip install 'detector[train]'."
            ) from error
        entries = {}
        for head, words in WordNet().thesaurus.entries.items():
            weighed = ((word, zipf_frequency(word, "en")) for word in words if " " not in word)
            drawn = [
                word
                for word, zipf in weighed
                if zipf >= _LEAST_ZIPF and word.islower()
                for _ in range(int(2 ** (zipf - _LEAST_ZIPF)))
            ]
            if drawn and " " not in head:
                entries[head] = drawn
        return Thesaurus(entries)

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for a common near-synonym in the same form."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    return like(old, right(new, match.tag))
