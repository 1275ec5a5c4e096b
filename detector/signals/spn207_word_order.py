"""Exchanged neighbours: two words that stand the wrong way round.

What it finds
    Neighbours in an order that English does not have ("a condition inflammatory that", "to be
    enough large"), and the two sides of "and" or "or" exchanged where what stands around them shows
    it ("strep scarlet or throat fever"). The text would be a hundred thousand times likelier the
    other way round. Names, numbers and words that the model does not know are left out.

Why it matters
    Some rewriters shuffle instead of swapping: they exchange the halves of a pair, move an adverb
    or an adjective, and never look at what the words belong to. No word of such a page is wrong, so
    nothing else sees it.

When it is wrong
    Poetry, old prose and headlines turn words round on purpose, "and" joins things in any order,
    and writers of English as a second language now and then keep the order of their own. One is
    nothing; the page's score counts how many different ones there are.

Example:
    "It may follow strep scarlet or throat fever, and is an condition inflammatory that may
    develop in weeks." — "throat or scarlet", "inflammatory condition".

Sources
    Wahle et al. 2022, Identifying machine-paraphrased plagiarism (arXiv 2103.11909) on rewriters
    that work sentence by sentence; Quirk et al. 1985, A Comprehensive Grammar of the English
    Language, §7.21 (attributive adjectives stand before their noun); Heafield et al. 2013, Scalable
    modified Kneser-Ney language model estimation (the model that says what is likely).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "SPN207",
    "exchanged neighbours",
    Axis.SPUN,
    Severity.WARNING,
    (
        "Wahle et al. 2022, Identifying machine-paraphrased plagiarism (arXiv 2103.11909)",
        "Quirk et al. 1985, A Comprehensive Grammar of the English Language, §7.21",
    ),
)
SHOWN = 2.5  # log10 above the honest; below it a place is counted, but not shown


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every place of the running text that is far likelier the other way round."""
    from detector.word_order import MOST, exchanges

    for one in exchanges(reading):
        if one.gain >= SHOWN:
            yield CODE.between(
                reading.article.text,
                one.start,
                one.end,
                "These words are far likelier the other way round; a rewriter may have moved them.",
                expected=(one.expected,),
                strength=one.gain / MOST,
            )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``spn207_gain``: what all such places gain, each at most 4, per 1,000 words."""
    from detector.word_order import exchanges

    gained = sum(one.gain for one in exchanges(reading))
    return {"spn207_gain": gained * reading.per_thousand}
