"""Words as the keyphrase signals see them: lower case, plain apostrophes, plurals folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from detector.artefacts import artefact

TOKEN = re.compile(r"(?P<word>[^\W_]+(?:['’\-][^\W_]+)*)|[^\s\w'’\"“”\-]|\n")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
UNSEEN = 0.2

FUNCTION_WORDS = """
a about above after again against all also although am an and any are as at be because been before
being below between both but by can cannot could did do does doing done down during each either
few for from further get had has have having he her here hers him his how i if in into is it its
itself just less let made make many may me might more most much must my neither no nor not now of
off often on once one only or other our ours out over own per rather same she should since so some
such than that the their them then there these they this those though through thus to too under
until up upon us use used using very was we were what when where whether which while who whom
whose why will with within without would you your yours can't don't doesn't isn't aren't won't
it's that's you're you'll we're they're i'm i've there's
"""
STOPWORDS = frozenset(FUNCTION_WORDS.split())

Gram = tuple[str, ...]


def content(gram: Iterable[str]) -> Gram:
    """Return the content words of a phrase in alphabetical order: equal for all its variants."""
    return tuple(sorted(word for word in gram if word not in STOPWORDS))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return the form under which variants of a word are counted: "Braces" → "brace".

    Case, possessive and the regular English plural are folded, nothing else: two words that fold to
    one form name the same thing.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def fold_words(text: str) -> list[str]:
    """Return the folded words of a text in order, numbers included."""
    return [fold(word) for word in WORD.findall(text)]


@cache
def rates() -> dict[str, float]:
    """Return the occurrences per million words of the 20,000 commonest folded words of English.

    The table is a counted one: ``models/unigrams.py`` makes it.
    """
    lines = artefact("unigrams.tsv").read_text(encoding="utf-8").splitlines()
    return {word: float(rate) for word, rate in (line.split("\t") for line in lines)}


def rate(word: str) -> float:
    """Return how often a folded word occurs in a million words of English; never 0."""
    return rates().get(word, UNSEEN)
