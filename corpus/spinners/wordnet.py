"""Family `wordnet`: sense-blind WordNet swaps, carelessly inflected."""

from __future__ import annotations

import random
from functools import cached_property

from corpus import wordnet
from corpus.edits import Spun, apply
from corpus.inflect import careless
from corpus.thesaurus import Match, Thesaurus, like, merged, swaps


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
        found = wordnet.synsets(wordnet.folder())
        pairs = ((word.lower(), synset.members) for synset in found for word in synset.members)
        return Thesaurus(merged(pairs))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for any synonym of any of their senses."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:
    return like(old, careless(new, match.tag, rng))
