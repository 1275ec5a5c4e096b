"""Family `lightverb`: verbs taken apart into an empty verb and a noun."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.edits import Patch, Spun, apply
from corpus.inflect import forms, kinds, right
from corpus.moves import Move, Token, settle, single_space, tokens
from corpus.stopwords import STOP

EMPTY = (
    "make", "do", "take", "give", "get", "have", "perform", "provide", "undergo", "bring", "keep",
    "show", "offer", "run", "go for", "work on", "carry out", "go through", "deal with",
    "engage in", "end up with", "come up with", "set up", "lead to", "result in", "see", "lend",
)  # fmt: skip
ARTICLES = ("", "", "the ", "a ", "some ", "such ", "that ")
ENDS = ("", "of ", "to ", "for ", "on ", "in ", "with ", "at ", "from ", "about ", "towards ")
HELPERS = (
    "be able to", "tend to", "seem to", "be going to", "try to", "want to", "manage to",
    "happen to", "be known to", "be said to", "be likely to", "start to", "continue to",
    "have a tendency to", "be capable to", "be used to", "be made to", "prove to", "turn out to",
    "serve to", "get to",
)  # fmt: skip
_TAGS = ("VBZ", "VBD", "VBN", "VBG")


class Lightverb:
    """Imitates generators that write a verb as a phrase with an empty verb.

    "reduces" → "makes the reducing of", "helps" → "tends to help", "treat" → "carry out treating
    for": each page draws its empty verbs, articles and prepositions, and does not ask which of them
    go together. Needs no data. Source: "is responsible with", "role on" and other broken frames of
    generated spintax; lists our own.
    """

    name = "lightverb"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Take verbs apart until `rate` of the words is new."""
        words = tokens(text)
        moves = list(_moves(text, words, rng))
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _moves(text: str, words: Sequence[Token], rng: random.Random) -> Iterator[Move]:
    empty, helpers = rng.sample(EMPTY, 5), rng.sample(HELPERS, 4)
    articles, ends = rng.sample(ARTICLES, 3), rng.sample(ENDS, 4)
    helped = rng.random()
    for before, token in pairwise(words):
        form = _verb(token)
        if form is None or not single_space(text, before, token):
            continue
        lemma, tag = form
        if rng.random() < helped:
            new = f"{_inflected(rng.choice(helpers), tag)} {lemma}"
            yield (Patch(token.start, token.end, new),)
        elif token.end < len(text) and text[token.end] == " ":
            frame = f"{_inflected(rng.choice(empty), tag)} {rng.choice(articles)}"
            tail = rng.choice(ends)
            yield (Patch(token.start, token.end + 1, f"{frame}{right(lemma, 'VBG')} {tail}"),)


def _verb(token: Token) -> tuple[str, str] | None:
    """Return lemma and tag of a word that is a verb and hardly anything else."""
    low = token.low
    if low in STOP or not token.text.islower() or "VERB" not in kinds(low):
        return None
    found = next(((form.lemma, form.tag) for form in forms(low) if form.tag in _TAGS), None)
    if found is not None:
        return found if found[1] != "VBG" else None
    return (low, "") if kinds(low) == {"VERB"} else None


def _inflected(phrase: str, tag: str) -> str:
    if tag == "VBZ" and phrase.startswith("be "):
        return "is" + phrase[2:]
    return right(phrase, tag)
