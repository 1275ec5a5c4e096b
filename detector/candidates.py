"""Candidates for keyphrases: which of the word sequences of a page could be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from detector.words import STOPWORDS
from detector.wordstream import LONGEST, Body, Gram, find, opens

QUESTIONS = frozenset({"are", "can", "do", "is", "should", "will"})
TAILS = {("near", "me"), ("and", "after"), ("for", "you"), ("to", "do"), ("to", "use")}


def named(body: Body, places: dict[str, str]) -> Iterator[tuple[Gram, list[int]]]:
    """Yield the word sequences of title and address that stand in the body, be it once."""
    for place in ("title", "slug"):
        words = places[place].split()
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + LONGEST) + 1):
                gram = tuple(words[start:end])
                if opens(gram) and (at := find(body, gram)):
                    yield gram, at


def asked_with(body: Body, gram: Gram, at: list[int]) -> tuple[Gram, list[int]]:
    """Return a phrase with its places; with the "is" before it if it nearly always asks so."""
    before = Counter(body.forms[i - 1] for i in at if i)
    for word in QUESTIONS & before.keys():
        if len(gram) > 1 and before[word] >= max(3, 0.75 * len(at)):
            return (word, *gram), [i - 1 for i in at if i and body.forms[i - 1] == word]
    return gram, at


def covered_by(found: dict[Gram, list[int]], phrases: Container[Gram]) -> dict[Gram, int]:
    """Return how often the commonest of the ``phrases`` stands that contains a sequence.

    Sequences inside no phrase are left out. ``found`` holds them by length, the shortest first.
    """
    covered: dict[Gram, int] = {}
    for gram in reversed(found):
        count = covered.get(gram, 0)
        if gram in phrases:
            count = max(count, len(found[gram]))
        if not count or len(gram) == 1:
            continue
        first = 1
        while first < len(gram) and not opens(gram[first:]):
            first += 1
        for part in (gram[:-1], gram[first:]):
            if count > covered.get(part, 0):
                covered[part] = count
    return covered


def is_phrase(gram: Gram) -> bool:
    """Whether a sequence could be typed into a search box: it begins and ends with content."""
    if gram[0] in STOPWORDS and len(gram) < 3:
        return False
    if gram[-1] in STOPWORDS and gram[-2:] not in TAILS:
        return False
    return any(len(word) > 2 and not word.isdigit() for word in gram if word not in STOPWORDS)
