"""The engine of families that have a table of words and phrases and a few moves of their own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

from corpus.edits import Patch, Spun, apply
from corpus.habits import Habits
from corpus.inflect import careless, right
from corpus.moves import Move, Token, settle, tokens
from corpus.stopwords import STOP
from corpus.tables import phrasebook
from corpus.thesaurus import Match, Thesaurus


class Phrasebook:
    """Swaps by the table `file` in the page's own habits, with `care` for endings.

    A subclass may add moves. Heads that the page's tool does not know are swapped only when the
    others do not reach the rate.
    """

    name: ClassVar[str]
    file: ClassVar[str]
    care: ClassVar[float] = 1.0
    filler: ClassVar[str | None] = None  # a table for what the others do not reach
    little: ClassVar[float] = 0.35  # chance of a little word, which stands at every turn

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Load the table of the family; little words are swapped only where it lists them."""
        return phrasebook(self.file)

    def moves(
        self, text: str, words: Sequence[Token], habits: Habits, rng: random.Random
    ) -> Iterator[Move]:
        """Give changes beyond the table; none by default."""
        del text, words, habits, rng
        yield from ()

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Rewrite until `rate` of the words is touched."""
        habits = Habits(rng)
        words = tokens(text)
        known: list[Move] = list(self.moves(text, words, habits, rng))
        reserve: list[Move] = []
        for match in self.thesaurus.matches(text):
            move = self.swap(text, match, habits, rng)
            little = match.key in STOP and rng.random() > self.little
            (known if habits.knows(match.key) and not little else reserve).append(move)
        if self.filler:
            found = phrasebook(self.filler).matches(text)
            reserve += [self.swap(text, m, habits, rng) for m in found if m.key not in STOP]
        patches = settle(text, known, rate, rng, len(words), reserve)
        return apply(text, [*patches, *habits.marks(text)], self.name, rate)

    def swap(self, text: str, match: Match, habits: Habits, rng: random.Random) -> Move:
        """Take an alternative after the page's habits and inflect it like what it replaces."""
        new = habits.pick(match.key, match.alternatives)
        ended = (
            right(new, match.tag) if self.care == 1 else careless(new, match.tag, rng, self.care)
        )
        old = text[match.start : match.end]
        return (trimmed(match.start, old, habits.dress(old, ended)),)


def trimmed(start: int, old: str, new: str) -> Patch:
    """Patch that turns `old` at `start` into `new`, without the words that both begin or end with.

    So only "tall" counts as touched where "high blood pressure" became "tall blood pressure".
    """
    left, other = old.split(" "), new.split(" ")
    most = min(len(left), len(other))
    head = next((at for at in range(most) if left[at] != other[at]), most)
    tail = next((at for at in range(most - head) if left[-1 - at] != other[-1 - at]), most - head)
    kept = len(left) - tail
    first = start + sum(len(word) + 1 for word in left[:head])
    gone, put = " ".join(left[head:kept]), " ".join(other[head : len(other) - tail])
    if gone and put:
        return Patch(first, first + len(gone), put)
    if tail:  # words were put in or taken out before what stays
        return Patch(first, first + len(gone) + bool(gone), put + " " * bool(put))
    return Patch(first - 1, start + len(old), " " * bool(put) + put)
