"""Family `specifier`: nouns made narrower than they were meant."""

from __future__ import annotations

import random
from collections.abc import Callable

from corpus import space
from corpus.edits import Patch, Spun, apply
from corpus.habits import Habits
from corpus.inflect import is_noun, right
from corpus.moves import Move, settle, tokens

_FARTHEST = 120
_FRAMES: tuple[Callable[[str, str], str], ...] = (
    lambda word, other: f"{other} {word}",
    lambda word, other: f"{word} {other}",
    lambda word, other: f"{other} and {word}",
    lambda word, other: f"{word} and {other}",
    lambda word, other: f"{other} {other} {word}" if len(other) < 4 else f"{other}-{word}",
    lambda word, _: f"most {right(word, 'NNS')}",
    lambda word, _: f"many {right(word, 'NNS')}",
    lambda word, other: f"{word} of the {other}",
)


class Specifier:
    """Imitates rewriters whose entries are search phrases: what people type around a word.

    "heart" → "coronary heart", "skin" → "pores and skin", "cancer" → "most cancers", "diet" →
    "weight-reduction plan": a noun comes with a companion from its surroundings, which the sentence
    did not mean. Each page draws companions anew. Source: slips of link-network pages; GloVe as
    in family `embedding`.
    """

    name = "specifier"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Give nouns a companion until `rate` of the words is new."""
        habits, drawn = Habits(rng), dict[str, str]()
        frames = rng.sample(_FRAMES, 3)
        known: list[Move] = []
        reserve: list[Move] = []
        for token in tokens(text):
            if not is_noun(token.low) or token.low not in space.rows():
                continue
            new = drawn.get(token.low) or _narrowed(token.low, frames, rng)
            if rng.random() < 0.7:
                drawn[token.low] = new
            move = (Patch(token.start, token.end, habits.dress(token.text, new)),)
            (known if habits.knows(token.low) else reserve).append(move)
        return apply(text, settle(text, known, rate, rng, reserve=reserve), self.name, rate)


def _narrowed(word: str, frames: list[Callable[[str, str], str]], rng: random.Random) -> str:
    part = rng.choice(("NOUN", "NOUN", "ADJ"))
    other = space.near(word, space.only(part), space.log_rank(2, _FARTHEST, rng))
    return rng.choice(frames)(word, other)
