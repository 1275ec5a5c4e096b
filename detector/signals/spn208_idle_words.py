"""Word put in: a word without which the sentence reads far better.

What it finds
    Words that belong to nothing around them: "their said doctor", "the most common successfully
    cause of death", "shortness of actually breath". Without the word its neighbours are ones that
    English knows side by side, and what follows gets ten thousand times likelier; with it the
    sentence stumbles. Names, numbers, negations and words that the model does not know are left
    out.

Why it matters
    To look new without finding new words, rewriters pad: they put intensifiers, adverbs and empty
    adjectives ("specific", "particular", "actual") before nouns without reading on. The words that
    were there before are all still right, so that nothing else is seen.

When it is wrong
    A rare but honest adjective in a common phrase ("a mostly harmless rash"), spoken English, a
    list without its commas and a slip of the keyboard look alike. One is nothing; honest pages have
    such a word once in 10,000, and the page's score counts how many different ones there are.

Example:
    "Wash your hands with soap and definitely water, and ask your said doctor for help." —
    "definitely", "said".

Sources
    Shahid et al. 2017, Accurate detection of automatically spun content (ICDM), on what spinners
    leave as it was; Quirk et al. 1985, A Comprehensive Grammar of the English Language, §7.87
    (intensifiers); Heafield et al. 2013, Scalable modified Kneser-Ney language model estimation
    (the model that says what is likely).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "SPN208",
    "word put in",
    Axis.SPUN,
    Severity.WARNING,
    (
        "Shahid et al. 2017, Accurate detection of automatically spun content (ICDM)",
        "Quirk et al. 1985, A Comprehensive Grammar of the English Language, §7.87",
    ),
)
SHOWN = 3.5  # log10 above the honest; below it a word is counted, but not shown


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every word of the running text without which the rest reads far better."""
    from detector.idle_words import MOST, idle_words

    for one in idle_words(reading):
        if one.gain >= SHOWN:
            yield CODE.between(
                reading.article.text,
                one.start,
                one.end,
                "The sentence reads far better without this word; a rewriter may have put it in.",
                strength=one.gain / MOST,
            )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``spn208_gain``: what the text gains without such words, at most 5 each, per 1,000."""
    from detector.idle_words import idle_words

    gained = sum(one.gain for one in idle_words(reading))
    return {"spn208_gain": gained * reading.per_thousand}
