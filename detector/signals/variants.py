"""Broken variants of fixed terms: generated from a list of terms and a list of wrong synonyms.

A fixed term ("side effect") is one choice of words among many that a thesaurus thinks equal. From
``head_synonyms.csv`` (word → what a thesaurus offers for it) every term yields the phrases that a
rewriter makes of it; those that honest writers use as well are taken out by ``honest_terms.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, product

from detector.finding import Finding
from detector.reading import Reading
from detector.signals.signal import Code

Words = tuple[str, ...]

# Whatever is neither a word nor the space or hyphen inside a phrase becomes a token of its own,
# so that no phrase reaches across a comma or from one block into the next.
TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s\-‐‑]+|[\d_]+|\n\n")
MOST_SLOTS = 2
OFTEN = 300  # documents with the term: from here on a variant that nobody wrote is no free choice
FREE = 0.25  # share of a synonym's variants that honest text has: above it is a real synonym


@dataclass(frozen=True, slots=True)
class Match:
    """A broken term at ``text[start:end]`` and the terms it may have been, likeliest first."""

    start: int
    end: int
    expected: tuple[str, ...]
    slots: int


@dataclass(frozen=True)
class Variants:
    """All broken variants of a list of terms, ready to be looked up in running text.

    ``table`` gives the original terms and the number of replaced words; ``lengths`` says for a
    first word how many words its variants have, two at least, longest first; ``pairs`` are the
    first two words of all of them.
    """

    table: Mapping[Words, tuple[tuple[str, ...], int]]
    lengths: Mapping[str, tuple[int, ...]]
    pairs: frozenset[Words]

    @classmethod
    def of(cls, table: Mapping[Words, tuple[tuple[str, ...], int]]) -> Variants:
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


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the data file ``name`` of this package by column."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


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


@dataclass(frozen=True, slots=True)
class Broken:
    """One variant: its phrase, the term it was, and the swaps ``(word, replacement)`` in it."""

    phrase: str
    term: str
    swaps: tuple[tuple[str, str], ...]


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
    table: dict[Words, tuple[tuple[str, ...], int]] = {}
    for variant in broken(attested):
        silent = _key(variant.phrase) not in honest and variant.phrase not in known
        free = max(synonyms()[word][new] for word, new in variant.swaps)
        if silent and (attested[variant.term] >= OFTEN or free <= FREE):
            _add(table, variant)
    return Variants.of(table)


def _add(table: dict[Words, tuple[tuple[str, ...], int]], variant: Broken) -> None:
    key, slots = tuple(variant.phrase.split()), len(variant.swaps)
    terms, fewest = table.get(key, ((), slots))
    if variant.term not in terms:
        nearer = slots < fewest
        terms = (variant.term, *terms) if nearer else (*terms, variant.term)
        table[key] = terms, min(slots, fewest)


def broken(terms: Iterable[str]) -> Iterator[Broken]:
    """Yield every variant of ``terms`` with one or two swaps, honest ones included."""
    for term in terms:
        words = term.split()
        for choice in product(*((word, *synonyms().get(word, ())) for word in words)):
            swaps = tuple((w, new) for w, new in zip(words, choice, strict=True) if w != new)
            if 0 < len(swaps) <= MOST_SLOTS:
                yield Broken(" ".join(choice), term, swaps)


@cache
def synonyms() -> dict[str, dict[str, float]]:
    """Return for a word what a thesaurus offers for it, each with its measured honest share.

    The share says in how many of the word's terms the replacement occurs in honest text as well.
    """
    found: dict[str, dict[str, float]] = {}
    for row in rows("head_synonyms.csv"):
        share = float(row.get("honest_share") or 0)
        found.setdefault(row["word"], {})[row["replacement"]] = share
    return found


def findings_of(code: Code, reading: Reading, name: str) -> Iterator[Finding]:
    """Yield a finding of ``code`` for every variant of the terms ``name`` in the body's blocks."""
    variants = variants_of(name)
    text = reading.article.text
    for match in variants.find(text[: reading.article.body[-1].end if reading.article.body else 0]):
        yield code.between(
            reading.article.text,
            match.start,
            match.end,
            f"The fixed phrase is “{match.expected[0]}”; a word of it was swapped.",
            expected=match.expected[:3],
            strength=1.0 if match.slots > 1 else 0.9,
        )
