"""Substitute → possible originals, from thesauri turned round.

Only sources that may be redistributed feed the table: WordNet (Princeton licence), Moby Thesaurus
(public domain), the Problematic Paper Screener list (CC BY 4.0), neighbours in GloVe vectors
(PDDL), and our own small tables. The commercial thesaurus of the mirror never does.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.inflect import forms, glued, right
from corpus.spinners.embedding import _vectors
from corpus.spinners.moby import _file
from corpus.spinners.tortured import Tortured
from corpus.spinners.wordnet import WordNet
from corpus.tables import expansions, household
from detector.ngrams import NUMBER, NgramModel, tokenise
from detector.originals import LONGEST

TAGS = ("NNS", "VBZ", "VBG", "VBD", "VBN", "RB", "JJR", "JJS")
LEAST_UNIGRAM = -5.2
LEAST_COSINE = 0.3
HEADS = Path(__file__).parents[2] / "detector" / "signals" / "data" / "head_synonyms.csv"
PHRASES = Path(__file__).with_name("data") / "phrases.txt"
NEGATED = ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "would", "should")
Words = tuple[str, ...]


class Pair(NamedTuple):
    """A substitute and what it may stand for, both as tokens."""

    substitute: Words
    original: Words


def entries(source: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Heads and their alternatives of one source."""
    return _READERS[source]()


def _moby() -> Iterator[tuple[str, list[str]]]:
    for line in _file().read_text(encoding="utf-8", errors="replace").splitlines():
        head, *words = line.strip().split(",")
        yield head, [word for word in words if word.isascii()]


def _own() -> Iterator[tuple[str, Iterable[str]]]:
    yield from household().entries.items()
    yield from expansions().entries.items()
    with HEADS.open(encoding="utf-8", newline="") as file:
        yield from ((row["word"], [row["replacement"]]) for row in csv.DictReader(file))


def _phrases() -> Iterator[tuple[str, list[str]]]:
    """Classes of function words, and contractions with their long forms, in both directions."""
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            members = [member.strip() for member in line.split("|")]
            yield from ((member, members) for member in members)
    for short, long in contractions():
        yield short, [long]
        yield long, [short]


def contractions() -> Iterator[tuple[str, str]]:
    """Contractions and what they stand for: "you're" and "you are", "don't" and "do not"."""
    endings = {"are": "re", "have": "ve", "will": "ll", "would": "d"}
    for pronoun in ("i", "you", "we", "they", "he", "she", "it", "that", "who", "there"):
        yield from ((f"{pronoun}'{end}", f"{pronoun} {verb}") for verb, end in endings.items())
        yield f"{pronoun}'s", f"{pronoun} is"
    yield "i'm", "i am"
    for verb in NEGATED:
        yield f"{verb}n't", f"{verb} not"
    yield from (("can't", "cannot"), ("can't", "can not"), ("won't", "will not"))


def neighbours(count: int = 12, block: int = 1000) -> Iterator[tuple[str, list[str]]]:
    """Yield the words nearest to each word in a vector space as heads that it may replace."""
    names, space = vectors()
    for start in range(0, len(names), block):
        close = space[start : start + block] @ space.T
        best = np.argpartition(-close, count, axis=1)[:, : count + 1]
        for row, columns in enumerate(best.tolist()):
            word = names[start + row]
            yield from ((names[column], [word]) for column in columns if names[column] != word)


def vectors() -> tuple[list[str], NDArray[np.float32]]:
    """Alphabetic words and their unit vectors, shape (words, 50)."""
    words, stored = _vectors()
    kept = np.array([word.isalpha() and len(word) > 2 for word in words])
    space = stored[kept] / np.linalg.norm(stored[kept], axis=1, keepdims=True)
    return [word for word, keep in zip(words, kept, strict=True) if keep], space


@lru_cache(maxsize=400_000)
def cut(text: str) -> Words:
    """Cut a thesaurus entry into tokens."""
    return tuple(tokenise(text).words)


def pairs(sources: Collection[str], model: NgramModel) -> dict[Pair, set[str]]:
    """All usable pairs, inflected, with the sources that have them."""
    found: dict[Pair, set[str]] = defaultdict(set)
    near = Nearness()
    for source in sources:
        for head, alternatives in entries(source):
            head = head.lower()
            if not usable(cut(head), model):
                continue
            tags = () if source in {"embedding", "phrases"} else head_tags(head)
            for alternative in dict.fromkeys(alternatives):
                other = alternative.lower()
                if source == "moby" and near.cosine(cut(other), cut(head)) < LEAST_COSINE:
                    continue
                for pair in inflected(head, other, tags):
                    if pair.substitute != pair.original and usable(pair.original, model):
                        found[pair].add(source)
    return found


class Nearness:
    """Cosine of word vectors, summed over the words of a phrase."""

    def __init__(self) -> None:
        names, self._space = vectors()
        self._place = {name: index for index, name in enumerate(names)}

    def cosine(self, one: Words, other: Words) -> float:
        """Cosine of two phrases; 0 where none of the words of one is known."""
        first, second = self._sum(one), self._sum(other)
        if first is None or second is None:
            return 0.0
        size = float(first @ first) * float(second @ second)
        product = float(first @ second)
        return product / max(math.sqrt(size), 1e-6)

    def _sum(self, words: Words) -> NDArray[np.float32] | None:
        rows = [self._place[word] for word in words if word in self._place]
        if not rows:
            return None
        found: NDArray[np.float32] = self._space[rows].sum(0)
        return found


def usable(words: Words, model: NgramModel) -> bool:
    """Whether an original is short and made of words that the model knows well."""
    ids = [model.ids.get(word, 0) for word in words]
    if not 0 < len(words) <= LONGEST or NUMBER in words:
        return False
    return all(model.unigrams[0][i] > LEAST_UNIGRAM for i in ids)


@lru_cache(maxsize=100_000)
def head_tags(head: str) -> tuple[tuple[str, str], ...]:
    """List the inflections that a head has: Penn tag and form."""
    if " " in head:
        return (("NNS", right(head, "NNS")),)
    made = ((tag, right(head, tag)) for tag in TAGS)
    return tuple((tag, form) for tag, form in made if (head, tag) in forms(form))


def inflected(head: str, alternative: str, tags: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """Yield the pair and its inflected forms, those that a careless rewriter makes included."""
    plain = cut(alternative)
    if not 0 < len(plain) <= LONGEST:
        return
    yield Pair(plain, cut(head))
    for tag, form in tags:
        careless = {glued(alternative, tag)} if len(plain) == 1 else set()
        for made in careless | {right(alternative, tag)}:
            if len(cut(made)) <= LONGEST:
                yield Pair(cut(made), cut(form))


_READERS: dict[str, Callable[[], Iterator[tuple[str, Iterable[str]]]]] = {
    "wordnet": lambda: iter(WordNet().thesaurus.entries.items()),
    "moby": _moby,
    "tortured": lambda: iter(Tortured().thesaurus.entries.items()),
    "embedding": neighbours,
    "own": _own,
    "phrases": _phrases,
}
SOURCES = tuple(_READERS)
