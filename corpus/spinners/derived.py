"""Family `derived`: another word of the same root."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.inflect import right
from corpus.thesaurus import Match, Thesaurus, like, merged, swaps
from corpus.wordnet import installed

_SAME_ROOT = ("+", "\\")  # derivationally related, pertains to


class Derived:
    """Imitates weak translation and stemming rewriters: the root stays, the kind of word does not.

    "treatment" → "treat", "healthy" → "healthily", "pain" → "painful", so that a noun stands where
    a verb belongs. Sources: the derivational pointers of WordNet 3.0, as in family `wordnet`;
    inflection by lemminflect.
    """

    name = "derived"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Heads and words of the same root; raises ResourceMissingError without WordNet."""
        return Thesaurus(merged(_pairs()))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for another word of their root."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:
    """Keep the ending's tag half of the time, or take any form."""
    tag = match.tag if rng.random() < 0.5 else rng.choice(("", "", "NNS", "VBG", "VBD", "RB"))
    return like(old, right(new, tag))


def _pairs() -> Iterator[tuple[str, list[str]]]:
    synsets = installed()
    for synset in synsets.values():
        for pointer in synset.pointers:
            if pointer.symbol in _SAME_ROOT and pointer.source and pointer.target:
                word = synset.members[pointer.source - 1].lower()
                other = synsets[pointer.place].members[pointer.target - 1].lower()
                if " " not in word + other:
                    yield word, [other]
                    yield other, [word]
