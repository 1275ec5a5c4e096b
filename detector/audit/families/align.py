"""Two pages side by side: what stands in both in the same order, and what differs between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

from detector.audit.fingerprint import swappable, tokens
from detector.words import STOPWORDS

MOST_TOKENS: Final = 6_000  # of a page; the rest is not aligned
SHORTEST_RUN: Final = 3  # equal tokens in a row that are more than chance
LONGEST_SITE: Final = 8  # tokens that a rewriter swaps, puts in or takes out at one place
_MOST_WORDS: Final = 0x10FFFF


@dataclass
class Vocabulary:
    """Gives every word a character, so that a page is a string and alignment is fast.

    A text costs up to 4 bytes a token. Beyond a million different words, new ones share the last
    character. `anchors` holds the characters of numbers, names and rare words.
    """

    words: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    _characters: dict[str, str] = field(default_factory=dict)

    def encode(self, text: str) -> str:
        """Return one character for each of the first MOST_TOKENS tokens."""
        known = self._characters
        return "".join([known.get(w) or self._new(w) for w in tokens(text)[:MOST_TOKENS]])

    def decode(self, code: str) -> list[str]:
        """Return the words of a piece of an encoded text."""
        return [self.words[ord(character)] for character in code]

    def _new(self, word: str) -> str:
        if len(self.words) <= _MOST_WORDS:
            self.words.append(word if len(self.words) < _MOST_WORDS else "…")
        character = self._characters[word] = chr(len(self.words) - 1)
        if word[0].isalnum() and word not in STOPWORDS and not swappable(word):
            self.anchors.add(character)
        return character


class Run(NamedTuple):
    """Equal tokens: where they start in the seed and in the member, and how many they are."""

    seed: int
    member: int
    size: int


@dataclass(frozen=True)
class Alignment:
    """How two encoded pages lie against each other.

    `ratio` is 2 · (tokens in both, in order) / (tokens of the two), 0…1; `shorter` is their share
    of the shorter page; `solid` the share of the shorter page in runs of SHORTEST_RUN or more.
    """

    seed: str
    member: str
    runs: tuple[Run, ...]

    @property
    def kept(self) -> int:
        """The number of tokens in both, in order."""
        return sum(run.size for run in self.runs)

    @property
    def ratio(self) -> float:
        """Return how much of the two pages is in both."""
        return 2 * self.kept / max(1, len(self.seed) + len(self.member))

    @property
    def shorter(self) -> float:
        """Return how much of the shorter page is in both."""
        return self.kept / self._least

    @property
    def solid(self) -> float:
        """Return how much of the shorter page is in runs that are no chance."""
        return sum(run.size for run in self.runs if run.size >= SHORTEST_RUN) / self._least

    @property
    def _least(self) -> int:
        return max(1, min(len(self.seed), len(self.member)))

    def sites(self) -> Iterator[tuple[str, str]]:
        """Yield what stands between two runs in seed and member, where it is short."""
        for here, there in self._gaps():
            if max(len(here), len(there)) <= LONGEST_SITE:
                yield here, there

    def between(self) -> int:
        """Return the number of tokens in long pieces that differ.

        Before and behind what is in both, a piece counts only where both pages have one: the end
        that a stub lacks, or the boilerplate around one page, says nothing.
        """
        core = self._core()
        sizes = [max(len(here), len(there)) for here, there in self._gaps()]
        if core:
            first, last = core[0], core[-1]
            sizes.append(min(first.seed, first.member))
            left = (len(self.seed) - last.seed, len(self.member) - last.member)
            sizes.append(min(left) - last.size)
        return sum(size for size in sizes if size > LONGEST_SITE)

    def _gaps(self) -> Iterator[tuple[str, str]]:
        for run, after in pairwise(self._core()):
            yield (
                self.seed[run.seed + run.size : after.seed],
                self.member[run.member + run.size : after.member],
            )

    def _core(self) -> tuple[Run, ...]:
        """Return the runs from the first to the last one that is no chance."""
        solid = [n for n, run in enumerate(self.runs) if run.size >= SHORTEST_RUN]
        return self.runs[solid[0] : solid[-1] + 1] if solid else ()


def align(seed: str, member: str) -> Alignment:
    """Align two encoded pages by their longest common subsequence of tokens."""
    blocks = Indel.editops(seed, member).as_matching_blocks()
    return Alignment(seed, member, tuple(Run(b.a, b.b, b.size) for b in blocks if b.size))


def without_blocks(found: Alignment, least: int) -> tuple[str, str]:
    """Return both pages without the equal runs of `least` tokens or more."""
    blocks = [run for run in found.runs if run.size >= least]
    return (
        _cut(found.seed, [(run.seed, run.size) for run in blocks]),
        _cut(found.member, [(run.member, run.size) for run in blocks]),
    )


def _cut(text: str, blocks: Sequence[tuple[int, int]]) -> str:
    pieces, done = list[str](), 0
    for start, size in blocks:
        pieces.append(text[done:start])
        done = start + size
    return "".join([*pieces, text[done:]])
