"""Family `relatives`: words that are related, but mean something else."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.inflect import careless
from corpus.thesaurus import Match, Thesaurus, like, merged, swaps
from corpus.wordnet import Place, Synset, installed

_ABOVE, _BELOW, _OPPOSITE_OR_LIKE = "@", "~", "!&^"  # the symbols of WordNet's pointers
_CHILDREN = 4  # of a broad word: more of them would crowd out what else it is related to


class Relatives:
    """Imitates scripts that take "similar words" from a dictionary graph without its relations.

    A broader word ("aspirin" → "salicylate"), a narrower one, a sister ("knee" → "hip"), the
    opposite ("weak" → "strong"), of any sense, mostly in the right form: grammar holds and the
    sentence is false or odd. Source: the pointers of WordNet 3.0, as in family `wordnet`.
    """

    name = "relatives"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Heads and their relatives; raises ResourceMissingError without WordNet."""
        synsets = installed()
        pairs = (
            (word.lower(), list(_relatives(synset, synsets)))
            for synset in synsets.values()
            for word in synset.members
        )
        return Thesaurus(merged(pairs, most=16))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for a word that is related to one of their senses."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:
    return like(old, careless(new, match.tag, rng, care=0.9))


def _relatives(synset: Synset, synsets: dict[Place, Synset]) -> Iterator[str]:
    own = set(synset.members)
    yield from _first(synset, synsets, _OPPOSITE_OR_LIKE)
    for pointer in synset.pointers:
        if pointer.symbol == _ABOVE:
            above = synsets[pointer.place]
            yield above.members[0]
            yield from list(_first(above, synsets, _BELOW, own))[:_CHILDREN]
    yield from list(_first(synset, synsets, _BELOW))[:_CHILDREN]


def _first(
    synset: Synset, synsets: dict[Place, Synset], symbols: str, but: Collection[str] = ()
) -> Iterator[str]:
    """Give the first word of every synset that pointers of these kinds lead to."""
    for pointer in synset.pointers:
        if pointer.symbol in symbols:
            word = synsets[pointer.place].members[max(pointer.target - 1, 0)]
            if word not in but and word.islower() and word.count(" ") < 2:
                yield word
