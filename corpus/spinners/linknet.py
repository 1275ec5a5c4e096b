"""Family `linknet`: the contextual rewriter of link networks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.edits import Patch
from corpus.habits import Habits
from corpus.inflect import is_noun
from corpus.moves import Move, Token, single_space
from corpus.phrasebook import Phrasebook

_BEFORE_NOUN = frozenset({"of", "for", "with", "in", "from", "by", "on", "to", "and", "as"})
_ARTICLES = ("the ", "your ", "a ", "the actual ", "your personal ", "any ")


class LinkNet(Phrasebook):
    """Imitates the rewriters of comment-form and link-network sites, about 2016 to 2023.

    Mostly fluent phrases that mean nearly the same and stand wrong in this place: "most cancers",
    "pores and skin", "may perhaps", "as an alternative". Articles before bare nouns, and capitals
    on swapped-in words on some pages. Needs no data. Source: `data/linknet.txt`, written for this
    package from what such pages have in common.
    """

    name = "linknet"
    file = "linknet.txt"

    def moves(
        self, text: str, words: Sequence[Token], habits: Habits, rng: random.Random
    ) -> Iterator[Move]:
        """Put an article or "your" where a bare noun stood."""
        del habits
        articles = rng.sample(_ARTICLES, rng.choice((1, 2, 2, 3)))
        often = rng.choice((0.0, 0.1, 0.3, 0.6))
        for before, token in pairwise(words):
            bare = before.low in _BEFORE_NOUN and token.text.islower() and is_noun(token.low)
            if bare and rng.random() < often and single_space(text, before, token):
                yield (Patch(token.start, token.start, rng.choice(articles)),)
