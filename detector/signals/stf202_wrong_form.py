"""Wrong form: the keyphrase stands in one surface form where grammar asks for another.

What it finds
    A phrase that the page repeats letter for letter and that keeps the form of the search box: in
    lower case at the start of a sentence; in the plural behind "a" or "an" ("a sciatica
    exercises"); a question or an order behind an article ("the how to get rid of heel pain"); a
    local search before the noun that it is made to describe ("for knee pain near me patients").

Why it matters
    A writer bends a phrase to its sentence. A program cannot, and an author who is told to use
    the exact match will not.

When it is wrong
    Quoted search terms and slogans; careless writers leave out capitals, so one place of that kind
    alone is not reported. Abbreviations before a phrase are told from the end of a sentence by
    their length.

Example:
    "Ask for a sciatica exercises at the desk."

Sources
    Quirk et al. 1985, A comprehensive grammar of the English language, §5.10–5.25 (determiners and
    number); Google Search Essentials, spam policies, "Keyword stuffing".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.article import Block, Kind
from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.memo import once
from detector.reading import Reading
from detector.signals.occurrences import blocks_of, repeated
from detector.signals.signal import Code
from detector.words import STOPWORDS, fold

CODE = Code(
    "STF202",
    "keyphrase in the wrong form",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Quirk et al. 1985, A comprehensive grammar of the English language, §5.10–5.25",
        "Google Search Essentials, spam policies, keyword stuffing",
    ),
)
LEAST_LOWER = 2
ARTICLE = regex(r"\b(?:an?|the|your|our|this|these|of|with)\s+$", re.IGNORECASE)
SINGLE = regex(r"\b(?:an?|this|each|every)\s+$", re.IGNORECASE)
SENTENCE_END = regex(r"[a-z]{3}[.!?][\"”’)]?\s+$")
NEXT = regex(r"\s+([^\W\d_]+)")
QUESTIONS = ("how to", "how long", "what is", "what are", "why", "where to", "does", "is", "can")
ORDERS = ("buy", "find", "get", "hire", "order")
ONE_FORM = frozenset(
    {
        "aids", "diabetes", "electrolytes", "herpes", "hives", "lens", "means", "measles", "mumps",
        "news", "rabies", "rickets", "series", "shingles", "species", "sports",
    }
)  # fmt: skip


@once
def misplaced(reading: Reading) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and fault of every occurrence in the wrong form, in text order."""
    found: list[tuple[int, int, str]] = []
    for one in repeated(reading):
        places = zip(one.spans, blocks_of(reading, one.spans), strict=True)
        faults = [(*span, _fault(one.phrase.text, span, block)) for span, block in places]
        lower = sum(fault == LOWER for _, _, fault in faults)
        quiet = {"", LOWER} if lower < LEAST_LOWER else {""}
        found += [fault for fault in faults if fault[2] not in quiet]
    return tuple(sorted(found))


LOWER = "begins a sentence in lower case"


def _fault(phrase: str, span: tuple[int, int], block: Block) -> str:
    """Return what is wrong with one occurrence, or the empty string."""
    if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE):
        return ""
    start, end = span[0] - block.start, span[1] - block.start
    before, behind = block.text[max(0, start - 40) : start], block.text[end : end + 40]
    following = NEXT.match(behind)
    described = following is not None and following[1].lower() not in STOPWORDS
    if SINGLE.search(before) and _plural(phrase) and not described:
        return "is plural behind a word for one"
    if ARTICLE.search(before) and phrase.startswith(tuple(f"{q} " for q in (*QUESTIONS, *ORDERS))):
        return "is a question or an order where a thing is named"
    if phrase.endswith(" near me") and described:
        return "is a search for a place, and made to describe a noun"
    starts = not before.strip() and len(block.text) > 3 * (end - start)
    if block.text[start].islower() and (SENTENCE_END.search(before) or starts):
        return LOWER
    return ""


def _plural(phrase: str) -> bool:
    """Whether the head of a noun phrase, before the first little word, is a regular plural."""
    words = phrase.split()
    end = next((i for i, word in enumerate(words) if i and word in STOPWORDS), len(words))
    head = words[end - 1]
    return fold(head) != head and "'" not in head and "’" not in head and head not in ONE_FORM


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every occurrence in a form that its sentence cannot use."""
    for start, end, fault in misplaced(reading):
        text = " ".join(reading.article.text[start:end].split())
        strength = 0.4 if fault == LOWER else 0.7
        message = f"“{text}” {fault}: it keeps the form of a search."
        yield CODE.between(reading.article.text, start, end, message, strength=strength)
