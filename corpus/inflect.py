"""Taking endings off words and putting them back, with the care of a spinner: little.

Lemmas and right forms come from lemminflect; the wrong ones ("crookeded") are ours on purpose.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache
from typing import NamedTuple

from corpus.stopwords import STOP

# Penn tags whose form a spinner tries to keep, and the ending that it glues on without thinking.
ENDINGS = {
    "NNS": "s",
    "VBZ": "s",
    "VBD": "ed",
    "VBN": "ed",
    "VBG": "ing",
    "JJR": "er",
    "JJS": "est",
    "RB": "ly",
}
_DEGREES = {"JJR": "more", "JJS": "most"}
_TAGS = {"NOUN": ("NNS",), "VERB": ("VBZ", "VBG", "VBD", "VBN"), "ADJ": ("JJR", "JJS")}


class Form(NamedTuple):
    """A dictionary form and the Penn tag of the inflection that was taken off ("" for none)."""

    lemma: str
    tag: str


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[Form, ...]:
    """List the readings of a lower-case word as lemma and ending, the bare word first."""
    from lemminflect import getAllLemmas, getInflection

    found = [Form(word, "")]
    for upos, lemmas in getAllLemmas(word).items():
        for lemma in lemmas:
            for tag in _TAGS.get(upos, ()):
                if lemma != word and word in getInflection(lemma, tag):
                    found.append(Form(lemma, tag))
                    break
    if word.endswith("ly") and len(word) > 5:
        found.append(Form(word[:-2], "RB"))
    return tuple(found)


@lru_cache(maxsize=200_000)
def kinds(word: str) -> frozenset[str]:
    """Name the parts of speech (UPOS) that the dictionary gives a lower-case word."""
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word))


@lru_cache(maxsize=200_000)
def is_noun(word: str) -> bool:
    """Whether a lower-case word can hardly be anything but a noun."""
    return len(word) > 3 and word not in STOP and kinds(word) == {"NOUN"}


@lru_cache(maxsize=200_000)
def right(lemma: str, tag: str) -> str:
    """Give the dictionary's inflection of a word or, in a phrase, of its likeliest head."""
    from lemminflect import getInflection

    if not tag:
        return lemma
    if tag == "RB":
        return _adverb(lemma)
    if tag == "NNS" and _is_plural(lemma):
        return lemma
    if tag in _DEGREES and re.search("[ -]", lemma):
        return f"{_DEGREES[tag]} {lemma}"
    words = lemma.split(" ")
    head = 0 if tag.startswith("VB") else len(words) - 1
    made = getInflection(words[head], tag)
    if made:
        words[head] = made[0]
        return " ".join(words)
    return glued(lemma, tag)


def _is_plural(phrase: str) -> bool:
    """Whether the last word can be read as a plural."""
    return any(form.tag == "NNS" for form in forms(phrase.rpartition(" ")[2]))


def _adverb(word: str) -> str:
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "ily"
    if word.endswith("le") and len(word) > 4:
        return word[:-1] + "y"
    return word + ("ally" if word.endswith("ic") else "ly")


def glued(lemma: str, tag: str) -> str:
    """Put the ending on the last word, whatever that gives: "crookeded"."""
    ending = ENDINGS.get(tag, "")
    if ending in {"ed", "er", "est"} and lemma.endswith("e"):
        return lemma + ending[1:]
    if ending == "ing" and lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + ending
    return lemma + ending


def careless(lemma: str, tag: str, rng: random.Random, care: float = 0.6) -> str:
    """Give the right form with probability `care`, else an ending glued on or forgotten."""
    if not tag or rng.random() < care:
        return right(lemma, tag)
    return glued(lemma, tag) if rng.random() < 0.6 else lemma
