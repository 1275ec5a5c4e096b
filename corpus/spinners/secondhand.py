"""Family `secondhand`: synonyms of synonyms."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cached_property

from corpus.edits import WORD, Patch, Spun, apply
from corpus.habits import Habits
from corpus.inflect import careless
from corpus.moves import Move, settle
from corpus.spinners.wordnet import WordNet
from corpus.tables import household
from corpus.thesaurus import Match, Thesaurus, merged


class Secondhand:
    """Imitates pages that went through a spinner twice, and tools that take compounds apart.

    Two steps away any link of sense is gone ("risk" → "danger" → "endangerment"); each part of
    "well-being" is looked up by itself ("good-existence"). Sources: WordNet as in family
    `wordnet`, and our own small thesaurus.
    """

    name = "secondhand"

    @cached_property
    def first(self) -> Thesaurus:
        """Synonyms one step away. Raises ResourceMissingError without WordNet."""
        return Thesaurus(
            merged([*household().entries.items(), *WordNet().thesaurus.entries.items()])
        )

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words for a synonym of a synonym."""
        habits = Habits(rng)
        twice = (m._replace(alternatives=self._further(m)) for m in self.first.matches(text))
        matches = [match for match in twice if match.alternatives]
        known = [match for match in matches if habits.knows(match.key)]
        rest = [match for match in matches if not habits.knows(match.key)]
        moves = [_swap(text, match, habits, rng) for match in known]
        moves += self._compounds(text, habits)
        reserve = [_swap(text, match, habits, rng) for match in rest]
        return apply(text, settle(text, moves, rate, rng, reserve=reserve), self.name, rate)

    def _further(self, match: Match) -> list[str]:
        """List what lies two steps away, in a fixed order, without the word itself."""
        found: dict[str, None] = {}
        for near in match.alternatives[:6]:
            for far in self.first.entries.get(near.lower(), ())[:4]:
                if far.lower() not in {match.key, near.lower()} and far not in match.alternatives:
                    found[far] = None
        return list(found)

    def _compounds(self, text: str, habits: Habits) -> Iterator[Move]:
        """Swap the parts of hyphenated words one by one."""
        for match in WORD.finditer(text):
            for part in match[0].split("-") if "-" in match[0] else ():
                entry = self.first.known(part.lower())
                if entry is not None:
                    start = match.start() + match[0].index(part)
                    new = habits.dress(part, habits.pick(part.lower(), entry[0]))
                    yield (Patch(start, start + len(part), new),)


def _swap(text: str, match: Match, habits: Habits, rng: random.Random) -> Move:
    written = careless(habits.pick(match.key, match.alternatives), match.tag, rng, care=0.75)
    old = text[match.start : match.end]
    return (Patch(match.start, match.end, habits.dress(old, written)),)
