"""Family `calque`: a page in the grammar of another language, which each page draws anew."""

from __future__ import annotations

import random
from itertools import pairwise

from corpus import space
from corpus.edits import Patch, Spun, apply
from corpus.inflect import forms, is_noun, kinds, right
from corpus.moves import Move, Token, replace, settle, single_space, tokens
from corpus.stopwords import STOP

PREPOSITIONS = (
    "of", "in", "to", "for", "on", "with", "at", "by", "from", "about", "into", "through", "over",
    "between", "under", "against", "during", "after", "before", "around",
)  # fmt: skip
_FARTHEST = 25


class Calque:
    """Imitates round trips through a language that maps on English in its own way.

    Each page has its own grammar: some prepositions always become certain others, articles come or
    go, "knee pain" turns into "pain of the knee", adjectives stand behind, tenses shift, and some
    words return as a close neighbour. Source: textbooks on translationese; GloVe as in family
    `embedding`.
    """

    name = "calque"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Shift the grammar until `rate` of the words is touched."""
        words = tokens(text)
        grammar = _Grammar(rng)
        moves = [
            move
            for before, token in pairwise(words)
            if single_space(text, before, token) and token.text.islower()
            if (move := grammar.move(before, token)) is not None
        ]
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


class _Grammar:
    """How one page goes about prepositions, articles, pairs of words, tenses and near words."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._shifted = {old: rng.choice(PREPOSITIONS) for old in rng.sample(PREPOSITIONS, 10)}
        chances = [rng.random() ** 2 for _ in range(5)]
        self._articles, self._turned, self._behind, self._tenses, self._nearby = chances
        self._near: dict[str, str] = {}

    def move(self, before: Token, token: Token) -> Move | None:
        """Change a word, or the word before it too; None where the page has no habit for it."""
        if token.low in self._shifted:
            return replace(token, self._shifted[token.low])
        if token.low in {"the", "a", "an"} and self._does(self._articles):
            return (Patch(before.end, token.end, ""),)
        if is_noun(token.low):
            pair = self._noun(before, token)
            if pair is not None:
                return pair
        elif kinds(token.low) == {"VERB"} and self._does(self._tenses):
            return replace(token, _tense(token.low, self._rng))
        if token.low in space.rows() and token.low not in STOP and self._does(self._nearby):
            if token.low not in self._near:
                self._near[token.low] = _near(token.low, self._rng)
            return replace(token, self._near[token.low])
        return None

    def _noun(self, before: Token, token: Token) -> Move | None:
        if before.low in PREPOSITIONS and self._does(self._articles):
            return (Patch(token.start, token.start, "the "),)
        if is_noun(before.low) and self._does(self._turned):
            return (Patch(before.start, token.end, f"{token.text} of the {before.text}"),)
        if kinds(before.low) == {"ADJ"} and self._does(self._behind):
            return (Patch(before.start, token.end, f"{token.text} {before.text}"),)
        return None

    def _does(self, chance: float) -> bool:
        return self._rng.random() < chance


def _tense(word: str, rng: random.Random) -> str:
    lemma = next((form.lemma for form in forms(word) if form.tag), word)
    frame, tag = rng.choice(
        (("is {}", "VBG"), ("has {}", "VBN"), ("{}", "VBG"), ("to {}", ""), ("will {}", ""),
         ("{}", "VBD"), ("{}", "VBZ"), ("{}", ""), ("does {}", ""))
    )  # fmt: skip
    return frame.format(right(lemma, tag))


def _near(word: str, rng: random.Random) -> str:
    known = kinds(word)
    part = next(iter(known)) if len(known) == 1 else "NOUN"
    part = part if part in {"NOUN", "VERB", "ADJ", "ADV"} else "NOUN"
    return space.near(word, space.only(part), space.log_rank(1, _FARTHEST, rng))
