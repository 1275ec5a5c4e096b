"""Repetition in a text, measured as Gopher's and the derived corpus filters measure it.

The thresholds are those of Rae et al. 2021, *Scaling Language Models: Methods, Analysis & Insights
from Training Gopher*, table A1; the counting follows datatrove's ``gopher_repetition_filter``,
their public implementation. Shares of characters are shares of the whole text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOP_NGRAMS = {2: 0.20, 3: 0.18, 4: 0.16}
DUPLICATE_NGRAMS = {5: 0.15, 6: 0.14, 7: 0.13, 8: 0.12, 9: 0.11, 10: 0.10}
DUPLICATE_SHARE = 0.30
DUPLICATE_CHARACTERS = 0.20


@dataclass(frozen=True, slots=True)
class Rule:
    """One published rule applied to one text: its value, the bound and whether the text keeps it.

    ``evidence`` is the part of the text that speaks loudest, where there is one. ``at_least`` tells
    a lower bound from an upper one.
    """

    name: str
    value: float
    threshold: float
    at_least: bool = False
    evidence: str = ""

    @property
    def passed(self) -> bool:
        """Whether the value is on the right side of the bound, the bound itself included."""
        return self.value >= self.threshold if self.at_least else self.value <= self.threshold

    @property
    def ratio(self) -> float:
        """The value in units of an upper bound: above 1 fails."""
        return self.value / self.threshold if self.threshold else float(self.value > 0)


def duplicates(items: Sequence[str]) -> tuple[int, int, str]:
    """Return how many items repeat an earlier one, their characters, and the longest of them."""
    seen: set[str] = set()
    repeated = []
    for item in items:
        if item in seen:
            repeated.append(item)
        seen.add(item)
    return len(repeated), sum(map(len, repeated)), max(repeated, key=len, default="")


def repeating(words: Sequence[str], longest: int) -> Iterator[list[int]]:
    """Yield for each n from 2 to ``longest`` the places where an n-gram begins that repeats.

    An n-gram repeats only if its first n - 1 words do: each step looks at what the last one left.
    """
    import numpy as np  # explain imports this file, and should not wait for numbers

    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    ids = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    starts, grams = np.arange(len(ids)), ids
    for n in range(2, longest + 1):
        if not len(starts):
            yield []
            continue
        whole = starts + n <= len(ids)
        starts, grams = starts[whole], grams[whole]
        _, grams, counts = np.unique(
            grams * len(numbers) + ids[starts + n - 1], return_inverse=True, return_counts=True
        )
        again = counts[grams] > 1
        starts, grams = starts[again], grams[again]
        yield starts.tolist()


def top_ngram(words: Sequence[str], n: int, starts: Sequence[int]) -> tuple[int, str]:
    """Return the characters that the commonest n-gram covers (times its count), and the n-gram.

    ``starts`` are the places where a :func:`repeating` n-gram begins. Of equally common ones the
    first counts. Spaces between the words count as characters.
    """
    grams = Counter(tuple(words[i : i + n]) for i in starts or range(len(words) >= n))
    if not grams:
        return 0, ""
    gram, count = grams.most_common(1)[0]
    text = " ".join(gram)
    return len(text) * count, text


def duplicate_ngrams(words: Sequence[str], n: int, starts: Sequence[int]) -> int:
    """Return the characters, without spaces, in n-grams that stood earlier, each word once.

    ``starts`` are the places where a :func:`repeating` n-gram begins.
    """
    seen: set[tuple[str, ...]] = set()
    characters = free = 0
    for start in starts:
        if start < free:
            continue
        gram = tuple(words[start : start + n])
        if gram in seen:
            characters += sum(map(len, gram))
            free = start + n
        seen.add(gram)
    return characters


def gopher_repetition(lines: Sequence[str], words: Sequence[str], text: str) -> Iterator[Rule]:
    """Yield every repetition rule of table A1 for a text, its lines and its words.

    A Block is both a line and a paragraph, so the two equal pairs of rules are one pair here. An
    empty text keeps every rule.
    """
    size = max(len(text), 1)
    count, characters, longest = duplicates(lines)
    yield Rule("duplicate lines", count / max(len(lines), 1), DUPLICATE_SHARE, evidence=longest)
    yield Rule(
        "characters in duplicate lines", characters / size, DUPLICATE_CHARACTERS, evidence=longest
    )
    for n, starts in enumerate(repeating(words, max(DUPLICATE_NGRAMS)), start=2):
        if n in TOP_NGRAMS:
            covered, gram = top_ngram(words, n, starts)
            yield Rule(
                f"characters in the top {n}-gram", covered / size, TOP_NGRAMS[n], evidence=gram
            )
        else:
            repeated = duplicate_ngrams(words, n, starts) / size
            yield Rule(f"characters in duplicate {n}-grams", repeated, DUPLICATE_NGRAMS[n])
