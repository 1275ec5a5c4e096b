"""Colliding function words: two that cannot stand side by side.

What it finds
    Two determiners ("the an illness", "a the", "the their doctor"), two modal verbs ("may should"),
    two prepositions ("of of", "towards to", "along with with"), two relative pronouns ("that who")
    and doubled purpose ("in order so as to"), left where a program put in a phrase without taking
    out the function word beside it.

Why it matters
    Swapped-in phrases bring their own articles and prepositions. People repeat a word by slip of
    the pen ("the the"), but hardly ever put two different determiners or modals in a row: one to
    three times in 100,000 words, learners included.

When it is wrong
    Two modals are dialect in Scotland and the southern United States ("might could"), which is left
    out, and so is the doubled same word. Corrections in speech and lost punctuation can put any two
    words together.

Example:
    "The an illness may should be treated by the your doctor." — expected one word in each place.

Sources
    Quirk et al. 1985, A Comprehensive Grammar of the English Language, §5.10 (central determiners
    exclude each other) and §3.21 (one modal in a verb phrase).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.prose import prose
from detector.signals.signal import Code

CODE = Code(
    "SPN206",
    "colliding function words",
    Axis.SPUN,
    Severity.WARNING,
    ("Quirk et al. 1985, A Comprehensive Grammar of the English Language, §5.10 and §3.21",),
)

COLLISION = regex(
    r"(?<![\w'’\-])(?:"
    r"an? (?:the|this|these|those|its|their|our|your)"
    r"|the (?:a|an|this|these|those|their|your|our|its|his|my)"
    r"|(?:their|our|your|my) (?:the|an|their|our|your|my)"
    r"|(?:may|must|should) (?:can|could|might|should|would|must)"
    r"|(?:can|could|would) (?:may|might|must|should)"
    r"|will (?:should|must|may|can)"
    r"|of of|towards to|to towards|with along with|with together with|along with with|to into"
    r"|that who|who which|in order so as to|so as in order to|in order in order"
    r")(?= [a-z]{3})",
    re.IGNORECASE,
)
LIKELY = regex(COLLISION.pattern)  # for texts in lower case, at half the cost
# "the a priori", "The A team", "a the-band fan", "the can": words that only look like these.
ELSEWHERE = regex(
    r" (?:priori|posteriori|cappella|la|carte|side|team|level|allele)\b", re.IGNORECASE
)
CAPITAL_LETTER = regex(r"\b(?:A|AN|THE|MY|MAY|Can|Will|May|Must)$")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every collision of the prose."""
    for block in prose(reading):
        if not LIKELY.search(block.text.lower()):
            continue
        for match in COLLISION.finditer(block.text):
            first, second = match.group().split(maxsplit=1)
            if CAPITAL_LETTER.search(second) or ELSEWHERE.match(block.text, match.end()):
                continue
            start = block.start + match.start()
            kept = (second, first) if " " not in second else (second,)
            yield CODE.between(
                reading.article.text,
                start,
                start + len(match.group()),
                f"“{first}” and “{second}” exclude each other here; one was left behind by a swap.",
                expected=kept,
                strength=0.6,
            )
