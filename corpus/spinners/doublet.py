"""Family `doublet`: every word twice, in two words."""

from __future__ import annotations

import random
from collections.abc import Iterator

from corpus.edits import Patch, Spun, apply
from corpus.habits import Habits
from corpus.inflect import right
from corpus.moves import Move, settle
from corpus.tables import household
from corpus.thesaurus import Match

_LINKS = ("and", "and", "or", "as well as", "and also", "and/or", "along with")


class Doublet:
    """Imitates rewriters that keep the word and put its synonym beside it.

    "healthy" → "healthy and wholesome", "doctor" → "doctor or medic", "weak muscles" → "feeble
    weak muscles": nothing is lost, everything is said twice, often in the wrong sense. Needs no
    data. Source: word-count padding on spun pages ("skin" → "pores and skin"); synonyms from our
    own small thesaurus.
    """

    name = "doublet"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Put synonyms beside words until `rate` of the words is new."""
        habits = Habits(rng)
        links = rng.sample(_LINKS, 3)
        stacked = rng.choice((0.0, 0.2, 0.6))  # share of synonyms without a link
        known: list[Move] = []
        reserve: list[Move] = []
        for match in household().matches(text):
            link = "" if rng.random() < stacked else rng.choice(links)
            moves = known if habits.knows(match.key) else reserve
            moves.extend(_beside(text, match, link, habits, rng))
        return apply(text, settle(text, known, rate, rng, reserve=reserve), self.name, rate)


def _beside(
    text: str, match: Match, link: str, habits: Habits, rng: random.Random
) -> Iterator[Move]:
    """Put the synonym before or behind the word, so that the edit holds only what is new."""
    new = right(habits.pick(match.key, match.alternatives), match.tag)
    if text[match.start].isupper() or (rng.random() < 0.6 and link):
        yield (Patch(match.end, match.end, f" {link} {new}" if link else f" {new}"),)
    else:
        yield (Patch(match.start, match.start, f"{new} {link} " if link else f"{new} "),)
