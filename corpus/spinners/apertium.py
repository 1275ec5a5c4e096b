"""Family `apertium`: real round trips through a machine translator."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from corpus import apertium
from corpus.edits import Patch, Spun, apply
from corpus.moves import Move, settle
from corpus.text import placed

CHAINS: tuple[tuple[str, ...], ...] = (
    ("eng-spa", "spa-eng"),
    ("eng-cat", "cat-eng"),
    ("en-gl", "gl-en"),
    ("en-eo", "eo-en"),
    ("eng-spa", "spa-cat", "cat-eng"),
    ("eng-cat", "cat-spa", "spa-eng"),
    ("eng-spa", "es-gl", "gl-en"),
    ("en-gl", "gl-es", "spa-eng"),
    ("eng-spa", "es-pt", "pt-gl", "gl-en"),
    ("eng-cat", "cat-fra", "fra-cat", "cat-eng"),
    ("eng-cat", "cat-ita", "ita-cat", "cat-eng"),
)
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|\s+|[^\w\s]")


class Apertium:
    """Imitates pages that were translated to another language and back, by doing it.

    Sentences go through Spanish, Catalan, Galician or Esperanto, some through two or three
    languages: "feeble muscles", "pressure of tall blood", "losing ill". A page is rewritten by
    whole sentences, or by single places that a round trip changed. Source: Apertium (GPL), Debian
    packages apertium-*; a sentence that lost a word on the way is left as it was.
    """

    name = "apertium"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Send sentences through one chain of languages until `rate` of the words is touched."""
        chain = rng.choice(CHAINS)
        apart = rng.random() < 0.35  # single places instead of whole sentences
        moves = [
            move
            for at, old, new in _translated(text, chain)
            for move in _moves(at, old, new, apart)
        ]
        return apply(text, settle(text, moves, rate, rng), self.name, rate)


def _translated(text: str, chain: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Give place, source and translation of every sentence that came back changed."""
    found = [
        (at + len(sentence) - len(sentence.lstrip()), sentence.strip())
        for at, sentence in placed(text)
        if sentence.strip()
    ]
    back = apertium.through([sentence for _, sentence in found], chain)
    for (start, old), new in zip(found, back, strict=True):
        if new and new != old:
            yield start, old, new


def _moves(at: int, old: str, new: str, apart: bool) -> Iterator[Move]:
    """Turn a translated sentence into patches: one move, or one a place."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0]
    for token in left:
        starts.append(starts[-1] + len(token))
    patches = tuple(
        Patch(at + starts[low], at + starts[high], "".join(right[first:last]))
        for tag, low, high, first, last in SequenceMatcher(
            None, left, right, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    )
    if apart:
        yield from ((patch,) for patch in patches)
    elif patches:
        yield patches
