"""Broken variants of fixed terms, looked up in running text.

They are generated (see ``swaps.py``); those that honest writers use as well are taken out by
``honest_terms.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from detector.finding import Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.swaps import DOUBTFUL, Broken, broken, synonyms
from detector.signals.tables import rows

Words = tuple[str, ...]
Entry = tuple[tuple[str, ...], float]

# Whatever is neither a word nor the space or hyphen inside a phrase becomes a token of its own,
# so that no phrase reaches across a comma or from one block into the next.
TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s\-‐‑]+|[\d_]+|\n\n")
OFTEN = 300  # documents with the term: from here on a variant that nobody wrote is no free choice
FREE = 0.25  # share of a synonym's variants that honest text has: above it is a real synonym


@dataclass(frozen=True, slots=True)
class Match:
    """A broken term at ``text[start:end]`` and the terms it may have been, likeliest first."""

    start: int
    end: int
    expected: tuple[str, ...]
    strength: float


@dataclass(frozen=True)
class Variants:
    """All broken variants of a list of terms, ready to be looked up in running text.

    ``table`` gives the original terms and the strength of the find; ``lengths`` says for a first
    word how many words its variants have, two at least, longest first; ``pairs`` are the first two
    words of all of them.
    """

    table: Mapping[Words, Entry]
    lengths: Mapping[str, tuple[int, ...]]
    pairs: frozenset[Words]

    @classmethod
    def of(cls, table: Mapping[Words, Entry]) -> Variants:
        """Prepare ``table`` for look-up."""
        lengths: dict[str, set[int]] = {}
        folded = {tuple(map(_folded, key)): entry for key, entry in table.items()}
        for key in folded:
            lengths.setdefault(key[0], set()).add(len(key))
        ordered = {word: tuple(sorted(n, reverse=True)) for word, n in lengths.items()}
        return cls(folded, ordered, frozenset(key[:2] for key in folded))

    def find(self, text: str) -> Iterator[Match]:
        """Yield the longest variants of ``text`` in order; none overlap."""
        words = _words(text)
        free = 0
        for i, pair in enumerate(pairwise(words)):
            if pair not in self.pairs or i < free:
                continue
            for length in self.lengths[pair[0]]:
                entry = self.table.get(tuple(words[i : i + length]))
                if entry is not None:
                    free, tokens = min(i + length, len(words)), _tokens(text)
                    yield Match(tokens[i].start(), tokens[free - 1].end(), *entry)
                    break


@lru_cache(maxsize=2)
def _words(text: str) -> list[str]:
    """Return the folded tokens of ``text``, once for all signals that ask for them in a row."""
    return [_folded(token.lower()) for token in TOKEN.findall(_plain(text))]


@lru_cache(maxsize=2)
def _tokens(text: str) -> list[re.Match[str]]:
    return list(TOKEN.finditer(_plain(text)))


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _folded(word: str) -> str:
    """Make "a" and "an" one: the article follows the swapped word, or fails to."""
    return "a" if word == "an" else word


def _key(phrase: str) -> Words:
    return tuple(map(_folded, phrase.split()))


@cache
def variants_of(name: str) -> Variants:
    """Return the variants of the terms in the data file ``name``, built once.

    A variant counts when honest text has none of it and this silence means something: its term
    occurs so often that a free variant would have been seen, or its synonyms are honest nowhere.
    """
    honest = {_key(row["phrase"]) for row in rows("honest_terms.csv")}
    known = {row["term"] for table in ("fixed_terms.csv", "idioms.csv") for row in rows(table)}
    attested = {row["term"]: int(row.get("attested") or 0) for row in rows(name)}
    table: dict[Words, Entry] = {}
    for variant in broken(attested):
        silent = _key(variant.phrase) not in honest and variant.phrase not in known
        free = max(synonyms()[word][new].share for word, new in variant.swaps)
        means = attested[variant.term] >= OFTEN or free <= FREE
        if silent and means and variant.strength:
            _add(table, variant)
    return Variants.of(table)


def _add(table: dict[Words, Entry], variant: Broken) -> None:
    key, strength = tuple(variant.phrase.split()), variant.strength
    terms, least = table.get(key, ((), strength))
    if variant.term not in terms:
        nearer = strength < least
        terms = (variant.term, *terms) if nearer else (*terms, variant.term)
        table[key] = terms, min(strength, least)


def findings_of(code: Code, reading: Reading, name: str) -> Iterator[Finding]:
    """Yield a finding of ``code`` for every variant of the terms ``name`` in the body's blocks."""
    text, weak = reading.article.text, replace(code, severity=Severity.WARNING)
    end = reading.article.body[-1].end if reading.article.body else 0
    for match in variants_of(name).find(text[:end]):
        doubtful = match.strength <= DOUBTFUL
        term = match.expected[0]
        yield (weak if doubtful else code).between(
            text,
            match.start,
            match.end,
            f"The usual phrase is “{term}”."
            if doubtful
            else f"The fixed phrase is “{term}”; it was altered here.",
            expected=match.expected[:3],
            strength=match.strength,
        )
