"""Capitals of swapped-in words: a common word that is capitalised in the middle of a sentence.

What it finds
    "the doctor will Examine the knee", "a common Complaint of old age": one capitalised everyday
    word between lower-case words. Names, acronyms, headings, titles, words after a colon, a
    quotation mark or a bullet, and words that the page capitalises as a habit ("the Board") are
    left alone.

Why it matters
    Thesaurus entries are written with a capital, and programs that paste them in often leave it.
    What remains is capitals at random, on verbs and adjectives too.

When it is wrong
    Writers of contracts and clinical notes capitalise their terms, and some forum posters
    capitalise for emphasis. A single finding is weak (strength 0.2); two different words on a page
    make it 0.6, four make it 0.9.

Example:
    "You should Consult a doctor because this Complaint can become severe." — expected "consult" and
    "complaint".

Sources
    Shahid et al. 2017, Accurate detection of automatically spun content via stylometric analysis
    (ICDM); The Chicago Manual of Style, 17th edition, §8.1 (capitals are for proper names).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.prose import prose
from detector.signals.signal import Code
from detector.signals.tables import rows

CODE = Code(
    "SPN301",
    "capital in mid-sentence",
    Axis.SPUN,
    Severity.WARNING,
    (
        "Shahid et al. 2017, Accurate detection of automatically spun content (ICDM)",
        "The Chicago Manual of Style, 17th edition, §8.1",
    ),
)

# Lower-case word, capitalised word, and then a lower-case word or the end of the clause.
CAPITAL = regex(
    r"(?<![\w'’\-.])(?:[a-z]{2,}|a),? (?P<word>[A-Z][a-z]{3,})"
    r"(?=[,.;]?(?: [a-z]{2,}[ ,.;]| a |[.;]$))",
    re.MULTILINE,
)
# A sentence ends with its mark; a heading or a title does not.
AFTER = regex(r"[^.!?\n]*[.!?]")
NEAR = 4
HABIT = 3


@cache
def common_words() -> frozenset[str]:
    """Return words that honest text all but never capitalises in mid-sentence."""
    return frozenset(row["word"] for row in rows("lower_case_words.csv"))


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every stray capital of the prose."""
    matches = [
        (block.start + match.start("word"), match["word"])
        for block in prose(reading)
        for match in CAPITAL.finditer(block.text)
        if match["word"].lower() in common_words() and _alone(block.text, match)
    ]
    times = Counter(word for _, word in matches)
    stray = [(start, word) for start, word in matches if times[word] < HABIT]
    different = len({word for _, word in stray})
    for start, word in stray:
        yield CODE.between(
            reading.article.text,
            start,
            start + len(word),
            f"“{word}” is no name, yet it has a capital in mid-sentence.",
            expected=(word.lower(),),
            strength=0.9 if different >= 4 else 0.6 if different >= 2 else 0.2,
        )


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence goes on around the word without another capital close by.

    Titles quoted in a sentence ("the Office of Research and Development") have several.
    """
    rest = AFTER.match(text, match.end())
    if rest is None:
        return False
    start = max(text.rfind(mark, 0, match.start("word")) for mark in (". ", "! ", "? ", ": ", "\n"))
    before = text[start + 1 : match.start("word")].split()[1:][-NEAR:]
    near = before + rest.group().split()[:NEAR]
    return not any(re.match(r"\W*[A-Z]", word) and word != "I" for word in near)
