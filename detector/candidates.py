"""Candidates for keyphrases: which of the word sequences of a page could be one."""

from __future__ import annotations

from heapq import nlargest

from detector.repeats import TAILS, loudest
from detector.surprise import information
from detector.words import STOPWORDS, Gram
from detector.wordstream import LONGEST, Body, everywhere, opens

QUESTIONS = frozenset({"are", "can", "do", "is", "should", "will"})
RANKED = 40


def candidates(body: Body, address: str) -> dict[Gram, list[int]]:
    """Return the loudest sequences with their places: those that repeat, and those of the address.

    With the "is" before a sequence that nearly always asks so.
    """
    found = loudest(body, RANKED) + named(body, address)
    if len(found) > RANKED:
        found = nlargest(RANKED, found, key=lambda one: (len(one[1]) * information(one[0]), one[0]))
    return dict([asked_with(body, gram, at) for gram, at in found])


def named(body: Body, address: str) -> list[tuple[Gram, list[int]]]:
    """Return the longest phrases of an address that stand once in the body and not beside it."""
    words = address.split()
    found: list[tuple[Gram, list[int]]] = []
    reached = 0
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST), max(start + 1, reached), -1):
            gram = tuple(words[start:end])
            at = everywhere(body, gram) if opens(gram) and is_phrase(gram) else []
            if len(at) == 1 and at[0] < body.inside:
                found.append((gram, at))
                reached = end
                break
    return found


def asked_with(body: Body, gram: Gram, at: list[int]) -> tuple[Gram, list[int]]:
    """Return a phrase with its places; with the "is" before it if it nearly always asks so."""
    if len(gram) > 1 and len(at) > 2:
        before = sorted(body.ids[[i - 1 for i in at]].tolist())  # the last of all is a break
        word = body.words[before[len(at) // 2]]  # that of most places stands in the middle
        found = [i - 1 for i in at if body.form(i - 1) == word] if word in QUESTIONS else []
        if len(found) >= max(3, 0.75 * len(at)):
            return (word, *gram), found
    return gram, at


def is_phrase(gram: Gram) -> bool:
    """Whether a sequence could be typed into a search box: it begins and ends with content."""
    if gram[0] in STOPWORDS and len(gram) < 3:
        return False
    if gram[-1] in STOPWORDS and gram[-2:] not in TAILS:
        return False
    return any(len(word) > 2 and not word.isdigit() for word in gram if word not in STOPWORDS)
