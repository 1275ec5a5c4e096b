"""Family `agreement`: swaps after which the neighbours no longer agree."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.edits import Patch
from corpus.habits import Habits
from corpus.inflect import forms, kinds, right
from corpus.moves import Move, Token, replace, single_space
from corpus.phrasebook import Phrasebook
from corpus.tables import household

_MODALS = frozenset({"can", "could", "may", "might", "must", "should", "will", "would", "to"})
_FINITE = ("VBZ", "VBD", "VBG")
_TAGS = {"NOUN": ("", "NNS"), "VERB": ("", "VBZ", "VBD", "VBG"), "ADJ": ("", "RB")}
_GERUND = re.compile(r"\b(?:avoid|stop|consider|keep|start|from|of|by|without|for) ([a-z]+ing)\b")
_VOWELS = "aeiou"


class Agreement(Phrasebook):
    """Imitates rewriters that swap without a look at number, part of speech or government.

    "these informations", "can assists", "many research", "avoid from getting", "a awful": errors
    that learners make as well, so more than half of the swaps put an out-of-place synonym there
    too. Needs no data. Source: `data/agreement.txt` and the small thesaurus, written for this
    package.
    """

    name = "agreement"
    file = "agreement.txt"
    filler = "linknet.txt"

    def moves(
        self, text: str, words: Sequence[Token], habits: Habits, rng: random.Random
    ) -> Iterator[Move]:
        """Put synonyms in the wrong form, inflect after modals, and break articles."""
        often = rng.choice((0.5, 0.8, 1.0))
        for token in words:
            entry = household().known(token.low)
            if entry and habits.knows(token.low) and rng.random() < often:
                new = habits.pick(token.low, entry[0])
                yield replace(token, _misfit(new, entry[1], rng))
        for before, token in pairwise(words):
            if single_space(text, before, token) and rng.random() < 0.4:
                yield from _after_modal(before, token, rng)
                yield from _wrong_article(before, token, rng)
        for match in _GERUND.finditer(text):
            lemma = next((form.lemma for form in forms(match[1]) if form.tag == "VBG"), None)
            if lemma and rng.random() < 0.5:
                yield (Patch(match.start(1), match.end(1), rng.choice((lemma, f"to {lemma}"))),)


def _misfit(new: str, tag: str, rng: random.Random) -> str:
    """Put a synonym into a form that exists but is not the one that is wanted."""
    tags = {other for kind in kinds(new) for other in _TAGS.get(kind, ())} - {tag}
    return right(new, rng.choice(sorted(tags))) if tags else new


def _after_modal(before: Token, token: Token, rng: random.Random) -> Iterator[Move]:
    """Inflect a verb, or a synonym of it, behind a modal: "can help" → "can assists"."""
    entry = household().known(token.low)
    if before.low in _MODALS and token.text.islower() and entry and not entry[1]:
        lemma = rng.choice([token.low, *entry[0], *entry[0]])
        yield replace(token, right(lemma, rng.choice(_FINITE)))


def _wrong_article(before: Token, token: Token, rng: random.Random) -> Iterator[Move]:
    """Keep "a" before a synonym that begins with a vowel, and the other way about."""
    entry = household().known(token.low)
    if before.low in {"a", "an"} and entry:
        vowel = before.low == "a"
        fitting = [new for new in entry[0] if (new[0] in _VOWELS) == vowel]
        if fitting:
            yield replace(token, rng.choice(fitting))
