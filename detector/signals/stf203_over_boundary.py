"""Over a boundary: the words of the keyphrase go on over a comma, a full stop or a list item.

What it finds
    A phrase of three or more words that the page repeats letter for letter, and that stands once
    more with a mark or the end of a block between its words: "… choose a best knee brace. For
    joggers it …".

Why it matters
    Search engines skip punctuation when they match words. Writers for them know it, and hide the
    exact match in the joint of two sentences or list items.

When it is wrong
    Lists in a sentence ("rest, ice, compression") after the same words without commas; by accident,
    once, with three common words.

Example:
    "… weight loss clinic in, Springfield" on a page full of "weight loss clinic in Springfield".

Sources
    Google Search Essentials, spam policies, "Keyword stuffing"; Yoast SEO, exact match of
    keyphrases (punctuation is ignored).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.occurrences import repeated
from detector.signals.signal import Code

CODE = Code(
    "STF203",
    "keyphrase over a boundary",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Google Search Essentials, spam policies, keyword stuffing",
        "Yoast SEO, exact match of keyphrases",
    ),
)
LEAST_WORDS = 3
JOINT = regex(r"\s*[.,;:!?|()–—]\s*|\s+")
BOUNDARY = regex(r"[.,;:!?|()–—]|\n\n")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every occurrence with a mark or the end of a block inside."""
    long = [one.phrase for one in repeated(reading) if one.phrase.words >= LEAST_WORDS]
    body = reading.article.body if long else ()
    text = reading.article.text[: body[-1].end] if body else ""
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals have longer small letters; offsets would shift
        return
    for phrase in long:
        words = phrase.text.split()
        for start, end in _places(lower, words):
            if BOUNDARY.search(lower, start, end):
                yield CODE.between(
                    reading.article.text,
                    start,
                    end,
                    f"“{phrase.text}”, written {phrase.surface_count} times on this page, "
                    "runs on over a boundary here.",
                    strength=min(0.9, 0.3 + 0.1 * len(words)),
                )


def _places(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand one after the other, with spaces or a mark between two."""
    start = text.find(words[0])
    while start >= 0:
        end = _end(text, start, words)
        if end:
            yield start, end
        start = text.find(words[0], end or start + 1)


def _end(text: str, start: int, words: list[str]) -> int:
    """Return where words that begin at a place end; 0 if they do not stand there."""
    at = start + len(words[0])
    for word in words[1:]:
        joint = JOINT.match(text, at)
        if not joint or not text.startswith(word, joint.end()):
            return 0
        at = joint.end() + len(word)
    beside = text[max(start - 1, 0) : start] + text[at : at + 1]
    return 0 if any(character.isalnum() or character == "_" for character in beside) else at
