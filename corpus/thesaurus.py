"""Swapping words and phrases by a thesaurus: the engine that most spinner families share."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.edits import WORD, Patch
from corpus.habits import Habits, like
from corpus.inflect import forms
from corpus.stopwords import STOP

__all__ = ["Match", "Thesaurus", "like", "merged", "swaps"]


class Match(NamedTuple):
    """A place of the text that the thesaurus knows: its span, words covered, and alternatives.

    `tag` is the inflection that was taken off to find the entry ("" for none).
    """

    start: int
    end: int
    words: int
    key: str
    alternatives: Sequence[str]
    tag: str


@dataclass
class Thesaurus:
    """Alternatives for words and phrases; `known` answers for inflected forms and remembers.

    Shape of `entries`: lower-case word or phrase → alternatives without the entry itself.
    """

    entries: Mapping[str, Sequence[str]]
    inflected: bool = True
    stop: frozenset[str] = STOP
    _starts: dict[tuple[str, ...], list[tuple[str, ...]]] = field(default_factory=dict, repr=False)
    _seen: dict[str, tuple[Sequence[str], str] | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            words = tuple(entry.split(" "))
            if len(words) > 1:
                self._starts.setdefault(words[:2], []).append(words)
        for phrases in self._starts.values():
            phrases.sort(key=len, reverse=True)

    def known(self, word: str) -> tuple[Sequence[str], str] | None:
        """Alternatives of a lower-case word and the inflection taken off, None without entry."""
        if word not in self._seen:
            self._seen[word] = None if word in self.stop else self._look_up(word)
        return self._seen[word]

    def _look_up(self, word: str) -> tuple[Sequence[str], str] | None:
        found = self.entries.get(word)
        if found:
            return found, ""
        for lemma, tag in forms(word)[1:] if self.inflected else ():
            found = self.entries.get(lemma)
            if found and lemma not in self.stop:
                return found, tag
        return None

    def matches(self, text: str) -> list[Match]:
        """Every place that could be swapped, longest phrases first, none overlapping."""
        tokens = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text)]
        found: list[Match] = []
        at = 0
        while at < len(tokens):
            match = self._phrase(tokens, at, text) or self._word(tokens[at])
            if match:
                found.append(match)
            at += match.words if match else 1
        return found

    def _word(self, token: tuple[int, int, str]) -> Match | None:
        entry = self.known(token[2])
        if entry is None:
            return None
        return Match(token[0], token[1], 1, token[2], entry[0], entry[1])

    def _phrase(self, tokens: list[tuple[int, int, str]], at: int, text: str) -> Match | None:
        if at + 1 == len(tokens):
            return None
        for words in self._starts.get((tokens[at][2], tokens[at + 1][2]), ()):
            last = at + len(words) - 1
            if last >= len(tokens) or tokens[last][2] != words[-1]:
                continue
            start, end = tokens[at][0], tokens[last][1]
            key = " ".join(words)
            if end - start == len(key) and text[start:end].lower() == key:
                return Match(start, end, len(words), key, self.entries[key], "")
        return None


def swaps(
    text: str,
    thesaurus: Thesaurus,
    rate: float,
    rng: random.Random,
    write: Callable[[str, Match, str, random.Random], str],
) -> list[Patch]:
    """Patches that swap a random share of the known places, in the habits of one page.

    `write(old, match, alternative, rng)` gives the text that is put in. Heads that the page's tool
    does not know are swapped only when the others do not reach the rate.
    """
    wanted = rate * sum(1 for _ in WORD.finditer(text))
    habits = Habits(rng)
    matches = thesaurus.matches(text)
    shuffled = rng.sample(matches, len(matches))
    patches: list[Patch] = []
    touched = 0
    for match in sorted(shuffled, key=lambda match: not habits.knows(match.key)):
        if touched >= wanted:
            break
        new = habits.pick(match.key, match.alternatives)
        old = text[match.start : match.end]
        patches.append(Patch(match.start, match.end, write(old, match, new, rng)))
        touched += new.count(" ") + 1
    return patches


def merged(lines: Iterable[tuple[str, Iterable[str]]], most: int = 12) -> dict[str, list[str]]:
    """Entries from `(head, alternatives)` pairs: at most `most` each, none equal to its head."""
    found: dict[str, dict[str, None]] = {}
    for head, alternatives in lines:
        slot = found.setdefault(head.lower(), {})
        slot.update((word, None) for word in alternatives if word and word.lower() != head.lower())
    return {head: list(slot)[:most] for head, slot in found.items() if slot}
