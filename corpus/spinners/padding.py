"""Family `padding`: modifiers that each page draws anew."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus import space
from corpus.edits import Patch, Spun, apply
from corpus.inflect import is_noun, kinds
from corpus.moves import Move, Token, settle, single_space, tokens
from corpus.stopwords import STOP

_START = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))(?=[A-Z][a-z]+ )")
_FARTHEST = 300


class Padding:
    """Imitates tools that pad a text with words from lists that nobody has.

    Nouns get an adjective or a second noun, verbs and sentences an adverb: from a handful drawn for
    the page, or whatever stands somewhere near in a word-vector space. Nothing is taken away, and
    there is no list to learn. Source: word-count padding as in family `filler`; GloVe as in family
    `embedding`.
    """

    name = "padding"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Push in modifiers until `rate` of the words is new."""
        words = tokens(text)
        moves = [*_openers(text, rng), *_modifiers(text, words, rng)]
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _openers(text: str, rng: random.Random) -> Iterator[Move]:
    adverbs = space.drawn("ADV", 3, rng)
    comma = rng.choice((", ", " "))
    for match in _START.finditer(text):
        at = match.start()
        opener = rng.choice(adverbs).capitalize()
        yield (Patch(at, at + 1, f"{opener}{comma}{text[at].lower()}"),)


def _modifiers(text: str, words: Sequence[Token], rng: random.Random) -> Iterator[Move]:
    small = {part: space.drawn(part, rng.randint(2, 8), rng) for part in ("ADJ", "ADV", "NOUN")}
    faithful, heads, verbs = rng.random(), rng.random() * 0.5, rng.random()
    for before, token in pairwise(words):
        if token.low in STOP or not token.text.islower() or not single_space(text, before, token):
            continue
        if is_noun(token.low):
            part = "NOUN" if rng.random() < heads else "ADJ"
            new = _modifier(token.low, part, small[part], faithful, rng)
            if part == "NOUN" and rng.random() < 0.5:
                yield (Patch(token.end, token.end, " " + new),)
            else:
                yield (Patch(token.start, token.start, new + " "),)
        elif "VERB" in kinds(token.low) and rng.random() < verbs:
            new = _modifier(token.low, "ADV", small["ADV"], faithful, rng)
            yield (Patch(token.start, token.start, new + " "),)


def _modifier(
    word: str, part: str, small: Sequence[str], faithful: float, rng: random.Random
) -> str:
    if rng.random() < faithful or word not in space.rows():
        return rng.choice(small)
    return space.near(word, space.only(part), space.log_rank(2, _FARTHEST, rng))
