"""Family `literal`: through two or three languages and back by a weak system."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.edits import Patch
from corpus.habits import Habits
from corpus.inflect import forms, is_noun, right
from corpus.moves import Move, Token, replace, single_space
from corpus.phrasebook import Phrasebook

_PREPOSITIONS = ("of", "in", "on", "at", "for", "to", "from", "by", "with")
_ADJUNCT = re.compile(
    r"(?<=[.!?] )([A-Z][a-z]+(?: [a-z'’-]+){2,9}) "
    r"((?:in|at|after|before|for|during|with|from) [a-z]+(?: [a-z]+){0,3})\. "
)
_POSSESSIVE = re.compile(r"\b(your|their|his|her|my|our) ([a-z]{3,})\b")
_OWNER = {"your": "you", "their": "them", "his": "him", "her": "her", "my": "me", "our": "us"}
_VERB_TAGS = ("VBZ", "VBD", "VBG", "VBN")


class Literal(Phrasebook):
    """Imitates round trips by weak translation (substrates like Urdu, Hindi, Russian, Chinese).

    Terms come back part by part ("pressure of blood", "flowing nose", "the month"), articles and
    prepositions get lost or multiply, tenses and agreement slip, adjuncts move to the front. Needs
    no data. Source: `data/literal.txt`, written for this package.
    """

    name = "literal"
    file = "literal.txt"
    filler = "senseblind.txt"
    care = 0.85

    def moves(
        self, text: str, words: Sequence[Token], habits: Habits, rng: random.Random
    ) -> Iterator[Move]:
        """Damage what stands between the terms, by two to five of the rules on a page."""
        del habits
        rules = rng.sample((_articles, _prepositions, _endings, _compounds), rng.randint(1, 4))
        often = rng.choice((0.15, 0.3, 0.6))
        for token, after in pairwise(words):
            if single_space(text, token, after):
                for rule in rules:
                    if rng.random() < often:
                        yield from rule(token, after, rng)
        for match in _POSSESSIVE.finditer(text):
            if rng.random() < often and is_noun(match[2]):
                turned = f"the {match[2]} of {_OWNER[match[1]]}"
                yield (Patch(match.start(), match.end(), turned),)
        for match in _ADJUNCT.finditer(text):
            moved = f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}. "
            yield (Patch(match.start(), match.end(), moved),)


def _articles(token: Token, after: Token, rng: random.Random) -> Iterator[Move]:
    """Drop an article, or put one before a bare noun."""
    if token.text in {"a", "an", "the"}:
        yield (Patch(token.start, after.start, ""),)
    elif token.low in _PREPOSITIONS and after.text.islower() and is_noun(after.low):
        yield (Patch(after.start, after.start, rng.choice(("the ", "the ", "a "))),)


def _prepositions(token: Token, after: Token, rng: random.Random) -> Iterator[Move]:
    if token.text in _PREPOSITIONS:
        if rng.random() < 0.3:
            yield (Patch(token.start, after.start, ""),)
        else:
            yield replace(token, rng.choice([p for p in _PREPOSITIONS if p != token.low]))


def _endings(token: Token, after: Token, rng: random.Random) -> Iterator[Move]:
    """Put the verb into another form, or take the plural off."""
    del after
    if not token.text.islower():
        return
    for form in forms(token.low)[1:]:
        if form.tag in _VERB_TAGS:
            tag = rng.choice([t for t in ("", *_VERB_TAGS) if t != form.tag])
            yield replace(token, right(form.lemma, tag))
            return
        if form.tag == "NNS" and is_noun(form.lemma):
            yield replace(token, form.lemma)
            return


def _compounds(token: Token, after: Token, rng: random.Random) -> Iterator[Move]:
    """Turn a compound round: "knee pain" → "pain of knee"."""
    both = token.text + after.text
    if both.isalpha() and both.islower() and is_noun(token.low) and is_noun(after.low):
        turned = f"{after.text} {rng.choice(('of', 'in', 'of the'))} {token.text}"
        yield (Patch(token.start, after.end, turned),)
