"""A page's fingerprint: two sketches by which pages spun from one seed, or copied, are found.

The first is over what a rewriter leaves alone: numbers with their units, names and rare words,
punctuation and function words in their order. Words that a thesaurus swaps are left out, and what
is left is cut into runs of like rarity: one or two rare words, or five or six function words. The
second is over plain runs of five words and finds copies. Both are MinHash sketches (Broder 1997);
what survives spinning was described by Zhang, Wang and Voelker (DSpin, NDSS 2014).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import log2
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from detector.ngram_table import finish
from detector.signals.tables import rows
from detector.words import STOPWORDS, fold, rates

STABLE: Final = 64  # values of the first sketch
PLAIN: Final = 32  # values of the second
LENGTH: Final = (STABLE + PLAIN) // 2  # two values of 32 bits each in a number
MOST_CHARACTERS: Final = 100_000
SHINGLE: Final = 5
# A run ends when it is as rare as one in 2 ** RARITY runs of independent words would be.
RARITY: Final = 22.0
LEAST_DISGUISED: Final = 0.02  # words with such letters, of all
# Words rarer than this many in a million are seldom in a rewriter's thesaurus.
SWAPPABLE: Final = 20.0
_SEED: Final = 7
_PRIME: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_PRIME, -1, 2**64)
_UNIT: Final = r"%|mg|mcg|µg|g|kg|ml|l|mm|cm|km|lbs?|kcal|mmhg|°c|°f|iu"
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:\s?(?:" + _UNIT + r")(?!\w))?|[.,;:?!()]"
)
Hashes = NDArray[np.uint64]


def fingerprint(text: str) -> list[int]:
    """Return LENGTH numbers of 64 bits; the same text gives the same ones everywhere.

    Only the first MOST_CHARACTERS count. A text without words gives zeros, which match nothing.
    """
    words = tokens(text)
    if not words:
        return [0] * LENGTH
    codes = _codes(words)
    bits = np.fromiter(map(information, words), np.float64, len(words))
    stable, marks = bits > 0, bits == _BITS_OF_MARK
    first = _sketch(_runs(codes[stable], bits[stable]), STABLE)
    second = _sketch(_shingles(codes[~marks]), PLAIN)
    values: list[int] = np.concatenate((first, second)).view(np.uint64).tolist()
    return values


def tokens(text: str) -> list[str]:
    """Return words, numbers with their units and marks in order, in lower case.

    Letters that only look Latin are folded, invisible characters are taken out.
    """
    return _TOKEN.findall(plain(text[:MOST_CHARACTERS]).lower())


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the tokens of a text stand that `plain` gave."""
    return [found.span() for found in _TOKEN.finditer(text[:MOST_CHARACTERS].lower())]


def plain(text: str) -> str:
    """Put Latin letters for those that only look Latin, and take invisible characters out."""
    if not text.isascii():
        text = text.replace("’", "'")
        if _odd().search(text):
            text = text.translate(_folding())
    return text


def disguised(text: str) -> bool:
    """Whether many words are written with letters that only look Latin, as no writer does."""
    if text.isascii():
        return False
    text = text[:MOST_CHARACTERS]
    letters = len(_odd_letters().findall(text))
    return letters > LEAST_DISGUISED * len(text.split())


def swappable(word: str) -> bool:
    """Whether a token is a common word with a meaning, as rewriters' thesauri hold."""
    return information(word) == 0


@lru_cache(maxsize=1 << 16)
def information(word: str) -> float:
    """Return the bits that a token says, 0 for a word that a rewriter may swap."""
    table = _bits()
    found = table.get(word)
    if found is None:
        found = table.get(fold(word), _BITS_OF_RARE) if word[0].isalpha() else _BITS_OF_NUMBER
    return found


_BITS_OF_RARE: Final = 16.0
_BITS_OF_NUMBER: Final = 12.0
_BITS_OF_MARK: Final = 4.0


@cache
def _bits() -> dict[str, float]:
    known = dict.fromkeys(".,;:?!()", _BITS_OF_MARK)
    for word, rate in rates().items():
        if word in STOPWORDS:
            known[word] = -log2(rate / 1e6)
        elif word[0].isalpha():
            known[word] = 0.0 if rate > SWAPPABLE else -log2(rate / 1e6)
    return {**dict.fromkeys(STOPWORDS, 10.0), **known}


@cache
def _lookalikes() -> dict[int, str]:
    return {ord(row["letter"]): row["latin"] for row in rows("lookalikes.csv")}


@cache
def _folding() -> dict[int, str]:
    invisible = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
    # The small letter of the dotted capital I would be two characters, and places would shift.
    return {**_lookalikes(), **invisible, ord("İ"): "I"}


@cache
def _odd() -> re.Pattern[str]:
    """Find the letters that are folded, which few pages have."""
    return re.compile("[" + re.escape("".join(map(chr, _folding()))) + "]")


@cache
def _odd_letters() -> re.Pattern[str]:
    """Find words that mix Latin letters and letters that only look so."""
    letters = re.escape("".join(map(chr, _lookalikes())))
    return re.compile(f"[A-Za-z][{letters}]|[{letters}][A-Za-z]")


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    """Hash a word; surrogate halves are no error."""
    return crc32(word.encode("utf-8", "replace"))


def _codes(words: Sequence[str]) -> Hashes:
    return np.fromiter(map(_code, words), np.uint64, len(words)) * np.uint64(_PRIME)


def _runs(codes: Hashes, bits: NDArray[np.float64]) -> Hashes:
    """Hash the run that starts at each token and ends where it is rare enough."""
    before = np.concatenate(([0.0], np.cumsum(bits)))
    ends = np.searchsorted(before, before[:-1] + RARITY)
    starts = np.flatnonzero(ends <= len(codes))
    return _spans(codes, starts, ends[starts])


def _shingles(codes: Hashes) -> Hashes:
    """Hash the runs of SHINGLE words, or the one of a shorter text."""
    size = min(SHINGLE, len(codes))
    starts = np.arange(len(codes) - size + 1)
    return _spans(codes, starts, starts + size)


def _spans(codes: Hashes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """Hash the tokens of each span `starts[i]:ends[i]`, order included, as polynomials."""
    powers = _powers(_PRIME, len(codes))
    rising = np.concatenate((np.zeros(1, np.uint64), np.cumsum(codes * powers[:-1])))
    return finish((rising[ends] - rising[starts]) * _powers(_INVERSE, len(codes))[starts])


def _powers(base: int, last: int) -> Hashes:
    """Return base ** 0 … base ** last modulo 2 ** 64."""
    powers = np.full(last + 1, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _sketch(hashes: Hashes, size: int) -> NDArray[np.uint32]:
    if not len(hashes):
        return np.zeros(size, np.uint32)
    offsets = np.array([0, len(hashes)], np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, size, _SEED)
    return np.array(matrix.to_rows()[0], np.uint32)
