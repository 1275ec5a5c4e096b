"""Honest pages in the English of people who write in a language not their own.

No rewriter put those errors there, and a model that has read few of them takes a page full of them
for rewritten. Essays of learners are at hand, but not the English of those who never sat in a
course: articles, copulas and endings left out on a whole page. So clean pages are given errors that
learners make, each page the habits of one writer, and keep their labels. What is common is taken
from the error types of the NUCLE corpus (Dahlmeier et al. 2013, Building a large annotated corpus
of learner English) and of the ERRANT annotation (Bryant et al. 2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.inflect import forms
from models.rewriting.lexicon import Lexicon

Ints = NDArray[np.int64]
Labels = NDArray[np.int8]

# Words that a habit leaves out.
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "article": ("the", "a", "an"),
    "copula": ("is", "are", "am", "was", "were", "'s", "'re", "'m"),
    "auxiliary": ("do", "does", "did", "have", "has", "had", "be", "been", "will", "would"),
    "pronoun": ("it", "they", "he", "she", "them", "him", "one"),
    "possessive": ("my", "your", "his", "her", "its", "our", "their"),
    "preposition": ("of", "to", "in", "on", "at", "for", "from", "with", "by", "about"),
    "conjunction": ("that", "and", "so", "then", "if"),
}
# Words of which a habit writes one for another.
CONFUSED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "articles": (("the", "a"), ("an", "the", "a")),
    "prepositions": (
        ("in", "on", "at", "to"), ("for", "to", "of"), ("from", "of", "by", "with"),
        ("since", "from", "for"), ("during", "while", "in"),
    ),
    "numbers": (("this", "these"), ("that", "those"), ("much", "many"), ("few", "little", "less")),
    "verbs": (
        ("is", "are"), ("was", "were"), ("has", "have"), ("do", "does"), ("make", "do", "take"),
        ("say", "tell", "speak"), ("said", "told"), ("look", "see", "watch"), ("can", "could"),
        ("will", "would"),
    ),
    "degrees": (("very", "too", "so"), ("more", "most"), ("good", "well"), ("also", "too")),
    "persons": (("he", "she"), ("his", "her"), ("who", "which", "that"), ("it", "he")),
}  # fmt: skip
# Endings that a habit leaves out, by their Penn tags.
BARE: Mapping[str, tuple[str, ...]] = {
    "plural": ("NNS",),
    "third person": ("VBZ",),
    "tense": ("VBD", "VBN"),
    "gerund": ("VBG",),
}
PUT_IN, SWAP, SPELLING = "put in", "swap", "spelling"
HABITS = (*LEFT_OUT, *CONFUSED, *BARE, PUT_IN, SWAP, SPELLING)
MOST = 0.9  # of the places of a habit that a page uses
SELDOM: Mapping[str, float] = {
    "conjunction": 0.4, "preposition": 0.4, "pronoun": 0.6, PUT_IN: 0.06, SWAP: 0.03,
    SPELLING: 0.06,
}  # fmt: skip
WIDEST = 9  # habits of one writer


class Foreign:
    """Gives pages the errors of writers; the tables grow with the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known = 0
        self._bare: dict[str, dict[int, int]] = {name: {} for name in BARE}
        self._sets = {
            name: {self._number(form) for word in words for form in (word, word.capitalize())}
            for name, words in LEFT_OUT.items()
        }
        self._others: dict[str, dict[int, list[int]]] = {
            name: self._confusions(groups) for name, groups in CONFUSED.items()
        }
        self._put = list(map(self._number, ("the", "a", "of", "to", "is", "very", "and")))

    def _number(self, word: str) -> int:
        return int(self._lexicon.add([word])[0])

    def _confusions(self, groups: Sequence[Sequence[str]]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for group in groups:
            for word in group:
                others = [self._number(other) for other in group if other != word]
                found.setdefault(self._number(word), []).extend(others)
        return found

    def learn(self) -> None:
        """Look up the bare forms of the words that entered the lexicon meanwhile."""
        words = self._lexicon.words
        for number in range(self._known, len(words)):
            word = words[number]
            if not self._lexicon.kind[number]:
                continue
            for form in forms(word):
                for name, tags in BARE.items():
                    if form.tag in tags and form.lemma.isalpha():
                        self._bare[name].setdefault(number, self._number(form.lemma))
        self._known = len(words)

    def __call__(self, ids: Ints, labels: Labels, rng: np.random.Generator) -> tuple[Ints, Labels]:
        """Write one page with the habits of one writer; a word that is changed keeps its label."""
        count = int(rng.integers(2, WIDEST, endpoint=True))
        habits = [HABITS[place] for place in rng.permutation(len(HABITS))[:count]]
        strength = float(rng.beta(1.5, 1.5))
        words, marks = ids.tolist(), labels.tolist()
        for habit in habits:
            rate = MOST * SELDOM.get(habit, 1.0) * strength * float(rng.uniform(0.3, 1.0))
            hit = (rng.random(len(words)) < rate).tolist()
            words, marks = self._written(habit, words, marks, hit, rng)
        return np.array(words, dtype=np.int64), np.array(marks, dtype=np.int8)

    def _written(
        self, habit: str, words: list[int], marks: list[int], hit: list[bool],
        rng: np.random.Generator,
    ) -> tuple[list[int], list[int]]:  # fmt: skip
        """Apply a habit at the places that are hit, where it has something to say."""
        if habit in LEFT_OUT:
            return self._left_out(self._sets[habit], words, marks, hit)
        if habit == PUT_IN:
            return self._put_in(words, marks, hit, rng)
        if habit == SWAP:
            return self._swapped(words, marks, hit)
        for at, word in enumerate(words):
            if hit[at]:
                words[at] = self._instead(habit, word, rng)
        return words, marks

    def _left_out(
        self, gone: set[int], words: list[int], marks: list[int], hit: list[bool]
    ) -> tuple[list[int], list[int]]:
        """Leave words out; one that began a sentence hands its capital on."""
        found, labels = list[int](), list[int]()
        capital = False
        for word, mark, here in zip(words, marks, hit, strict=True):
            if here and word in gone:
                capital = self._lexicon.words[word][0].isupper()
                continue
            text = self._lexicon.words[word]
            found.append(self._number(text[0].upper() + text[1:]) if capital else word)
            labels.append(mark)
            capital = False
        return found, labels

    def _instead(self, habit: str, word: int, rng: np.random.Generator) -> int:
        if habit == SPELLING:
            return self._misspelt(word, rng)
        if habit in BARE:
            return self._bare[habit].get(word, word)
        others = self._others[habit].get(word)
        return others[int(rng.integers(len(others)))] if others else word

    def _misspelt(self, number: int, rng: np.random.Generator) -> int:
        """Double, drop or exchange a letter inside a word."""
        word = self._lexicon.words[number]
        if len(word) < 5 or not word.isalpha():
            return number
        at = int(rng.integers(1, len(word) - 1))
        made = (
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
        return self._number(made[int(rng.integers(len(made)))])

    def _put_in(
        self, words: list[int], marks: list[int], hit: list[bool], rng: np.random.Generator
    ) -> tuple[list[int], list[int]]:
        found, labels = list[int](), list[int]()
        for word, mark, here in zip(words, marks, hit, strict=True):
            if here and self._lexicon.kind[word]:
                found.append(self._put[int(rng.integers(len(self._put)))])
                labels.append(0)
            found.append(word)
            labels.append(mark)
        return found, labels

    def _swapped(
        self, words: list[int], marks: list[int], hit: list[bool]
    ) -> tuple[list[int], list[int]]:
        kind = self._lexicon.kind
        for at in range(len(words) - 1):
            if hit[at] and kind[words[at]] and kind[words[at + 1]]:
                words[at], words[at + 1] = words[at + 1], words[at]
                marks[at], marks[at + 1] = marks[at + 1], marks[at]
        return words, marks
