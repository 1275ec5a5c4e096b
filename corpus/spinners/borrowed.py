"""Family `borrowed`: phrases of the page itself, in the wrong place."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.edits import Patch, Spun, apply
from corpus.moves import Move, Token, settle, single_space, tokens
from corpus.stopwords import STOP


class Borrowed:
    """Imitates generators that chain pieces of their source, as Markov text does.

    What follows a little word ("of the …", "and …") is replaced by what follows the same word
    elsewhere on the page, or a piece of another sentence is pushed in. Every word belongs to the
    topic; only the place is wrong. Needs no data. Source: Markov-chain spam of article generators,
    as described by Ntoulas et al. (2006) for stitched pages; rules our own.
    """

    name = "borrowed"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Put phrases of the page in other places until `rate` of the words is new."""
        words = tokens(text)
        pushed = rng.choice((0.0, 0.3, 1.0))  # share of pieces that replace nothing
        moves = list(_moves(text, words, pushed, rng))
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _moves(text: str, words: Sequence[Token], pushed: float, rng: random.Random) -> Iterator[Move]:
    pieces = _pieces(text, words, rng)
    every = sorted({piece for found in pieces.values() for piece in found})
    for low, places in _after(text, words).items():
        for at in places:
            start = words[at].start
            if every and rng.random() < pushed:
                yield (Patch(start, start, rng.choice(every) + " "),)
                continue
            others = [piece for piece in pieces[low] if not text.startswith(piece, start)]
            length = _length(text, words, at, rng)
            if others and length:
                yield (Patch(start, words[at + length - 1].end, rng.choice(others)),)


def _after(text: str, words: Sequence[Token]) -> dict[str, list[int]]:
    """Where the word behind each little word stands, by little word."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(1, len(words)):
        before, token = words[at - 1], words[at]
        if before.low in STOP and token.text.islower() and single_space(text, before, token):
            found[before.low].append(at)
    return found


def _pieces(text: str, words: Sequence[Token], rng: random.Random) -> dict[str, list[str]]:
    """Collect what stands behind each little word: one to four words with spaces between."""
    return {
        low: [
            text[words[at].start : words[at + length - 1].end]
            for at in places
            if (length := _length(text, words, at, rng))
        ]
        for low, places in _after(text, words).items()
    }


def _length(text: str, words: Sequence[Token], at: int, rng: random.Random) -> int:
    """Draw how many words the piece from `at` has; 0 when it would end in a little word."""
    most = 1
    while (
        most < 4
        and at + most < len(words)
        and words[at + most].text.islower()
        and single_space(text, words[at + most - 1], words[at + most])
    ):
        most += 1
    ends = [n for n in range(1, most + 1) if words[at + n - 1].low not in STOP]
    return rng.choice(ends) if ends else 0
