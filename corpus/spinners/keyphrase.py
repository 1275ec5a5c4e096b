"""Family `keyphrase`: a search phrase pushed into sentences that have no slot for it."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise

from corpus.edits import Patch, Spun, apply
from corpus.inflect import is_noun
from corpus.moves import Move, Token, settle, single_space, tokens
from corpus.stopwords import STOP

FRAMES = (
    "best {} near me", "{} treatment cost", "how to get rid of {} fast", "{} for beginners",
    "best {} supplements", "{} natural remedies", "cheap {} online", "what is {}", "{} reviews",
    "top 10 {} tips", "{} specialist", "{} clinic", "{} for women over 50", "buy {} online",
    "{} symptoms and treatment", "best doctor for {}", "{} at home", "does {} work",
    "{} without surgery", "{} before and after", "affordable {}", "{} diet plan", "{}",
)  # fmt: skip
_LEADS = (
    "when it comes to {}",
    "if you are looking for {}",
    "in terms of {}",
    "regarding {}",
    "{}",
)
_CLAUSE_END = re.compile(r"(?<=[a-z])(?=[,;])|(?<=[a-z])(?=\.(?:\s|$))")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))(?=[A-Z][a-z]* )")


class Keyphrase:
    """Imitates keyword stuffing: one phrase, written exactly the same each time.

    The phrase is made from two words that the text repeats and a search frame ("knee pain near
    me"). It is put in the middle of sentences, in place of nouns, in brackets, and in front.
    Edits mark what was put in. Needs no data. Source: anatomy of stuffed pages after Ntoulas et
    al. (2006); frames our own.
    """

    name = "keyphrase"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Insert one phrase, at least once, until it makes up `rate` of the words."""
        words = tokens(text)
        moves = _moves(text, words, _phrase(text, words, rng), rng)
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)

    def push(self, text: str, times: int, rng: random.Random) -> Spun:
        """Insert one phrase so many times, fewer where two places overlap."""
        words = tokens(text)
        moves = _moves(text, words, _phrase(text, words, rng), rng)
        chosen = rng.sample(moves, min(times, len(moves)))
        return apply(text, [patch for move in chosen for patch in move], self.name, 0.0)


def _phrase(text: str, words: list[Token], rng: random.Random) -> str:
    """Write what the text is about into a search frame."""
    phrase = rng.choice(FRAMES).format(_topic(text, words, rng))
    return phrase.title() if rng.random() < 0.3 else phrase


def _topic(text: str, words: list[Token], rng: random.Random) -> str:
    """One of the pairs, else words, that the text repeats most."""
    pairs: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for token, after in pairwise(words):
        if is_noun(token.low):
            single[token.low] += 1
        if is_noun(after.low) and token.low not in STOP and single_space(text, token, after):
            pairs[f"{token.low} {after.low}"] += 1
    best = [*pairs.most_common(3), *single.most_common(2)]
    return rng.choice(best)[0] if best else "weight loss"


def _moves(text: str, words: list[Token], phrase: str, rng: random.Random) -> list[Move]:
    styles = rng.sample(("middle", "noun", "brackets", "front", "end"), rng.choice((2, 3, 5)))
    moves: list[Move] = []
    for token, after in pairwise(words):
        noun = is_noun(token.low)
        if "middle" in styles and single_space(text, token, after) and rng.random() < 0.2:
            moves.append((Patch(token.end, token.end, f" {phrase}"),))
        if "noun" in styles and noun:
            moves.append((Patch(token.start, token.end, phrase),))
        if "brackets" in styles and noun and rng.random() < 0.3:
            moves.append((Patch(token.end, token.end, f" ({phrase})"),))
    if "front" in styles:
        moves += [_front(text, match.start(), phrase, rng) for match in _SENTENCE.finditer(text)]
    if "end" in styles:
        moves += [
            (Patch(m.start(), m.start(), rng.choice((" {}", " for {}", " of {}")).format(phrase)),)
            for m in _CLAUSE_END.finditer(text)
        ]
    return moves


def _front(text: str, at: int, phrase: str, rng: random.Random) -> Move:
    lead = rng.choice(_LEADS).format(phrase)
    return (Patch(at, at + 1, f"{lead[0].upper()}{lead[1:]}, {text[at].lower()}"),)
