"""Tone: whether a health text is worded as pages are that people judged unreliable.

A linear model over which words and pairs of neighbouring words occur. It learned from sets that
hold reliable and unreliable pages on one matter, each with an intercept of its own, so that only
what sets them apart inside of a set could be learned, not what a set is about. It knows only words
and pairs that many sites use, so that neither the names of outlets nor their standing lines take
part. Headings are left out: in one set the titles were written by those who gave the labels.

The tone is a feature of the page model and no finding: it says how a page talks, not whether what
it says is true. ``models/unreliable/tone.py`` trains it and ``models/cards/unreliable.md`` tells
how far it reaches: to sites that it never saw, hardly to kinds of pages that it never saw.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detector.artefacts import artefact
from detector.article import Kind
from detector.errors import ModelError

if TYPE_CHECKING:
    from detector.article import Article

MOST_CHARACTERS = 9_000
WORD = re.compile(r"[a-z][a-z']+")
MOST_KNOWN = 100_000
MIX, SHIFT, RANGE = np.uint64(0x9E3779B1), np.uint64(3), np.uint64(2**32)


@dataclass(frozen=True)
class ToneModel:
    """The hashes of the words and pairs that it knows, ascending, and the weight of each."""

    version: str
    grams: NDArray[np.uint32]
    weights: NDArray[np.float32]

    def of(self, found: NDArray[np.uint32]) -> float:
        """Return the tone of a text with these words and pairs: 0 if none is known."""
        known = places_in(self.grams, found)
        return float(self.weights[known].sum() / max(len(known), 1) ** 0.5)


def places_in(grams: NDArray[np.uint32], found: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the places that ``found`` has in the ascending ``grams``; others are left out."""
    places = np.searchsorted(grams, found).clip(max=len(grams) - 1)
    known: NDArray[np.int64] = places[grams[places] == found]
    return known


def tone(article: Article) -> float:
    """Return the tone of an article's first 9,000 characters: log-odds, higher is worse.

    Raises ModelError when the model is missing or damaged.
    """
    return tone_model().of(grams(running_text(article)))


def running_text(article: Article) -> str:
    """Return the body without its headings."""
    return "\n".join(block.text for block in article.body if block.kind is not Kind.HEADING)


def grams(text: str) -> NDArray[np.uint32]:
    """Return the hashes of the words and word pairs of a text, ascending, each once."""
    words = WORD.findall(text[:MOST_CHARACTERS].lower().replace("’", "'"))
    single = np.fromiter(map(_hashed, words), np.uint64, len(words))
    pairs = ((single[:-1] * MIX + single[1:]) >> SHIFT) % RANGE
    return np.unique(np.concatenate([single, pairs])).astype(np.uint32)


# The hash of a word, which is the same on every page.
_known: dict[str, int] = {}


def _hashed(word: str) -> int:
    found = _known.get(word)
    if found is None:
        if len(_known) > MOST_KNOWN:
            _known.clear()
        found = _known[word] = crc32(word.encode())
    return found


@cache
def tone_model() -> ToneModel:
    """Load the model; ModelError says what to do when it is missing or damaged."""
    card, arrays = artefact("tone.json"), artefact("tone.npz")
    try:
        facts = json.loads(card.read_text("utf-8"))
        with np.load(arrays, allow_pickle=False) as stored:
            known, weights = stored["grams"], stored["weights"].astype(np.float32)
        if known.shape != weights.shape or not len(known):
            raise ValueError("its arrays do not fit each other")
        return ToneModel(facts["version"], known, weights)
    except (ValueError, KeyError, TypeError, OSError, BadZipFile) as error:
        raise ModelError(
            f"The tone model {card.name} is damaged ({error}); install detector again."
        ) from error
