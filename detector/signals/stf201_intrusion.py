"""Intrusion: the page's keyphrase stands in a sentence that has no place for it.

What it finds
    A phrase that the page repeats letter for letter, at least three times, at the places where the
    sentence gets likelier when the phrase is taken out: the words before it do not lead to it, and
    the words behind it belong to those before. At two places at least (three for a phrase of two
    words), with other words on both sides, it must be thirty times likelier. The finding is the
    phrase itself, to be struck out.

Why it matters
    "The tendon, also known as best knee brace for joggers, runs to the shin": a search phrase was
    pushed into a sentence that somebody else wrote. It is the plainest sign of stuffing, and it
    needs no count: six such places on a long page are enough, where density sees nothing.

When it is wrong
    Names of forms and fields that stand in running text without a mark ("basophil count and
    percentage"), and headings or buttons that extraction glued to a sentence. Names written with
    capitals are never judged.

Example:
    "Rest for a week before you buy arthritis cream online start again."

Sources
    Ntoulas et al. 2006, Detecting spam web pages through content analysis (WWW), independent and
    conditional n-gram likelihoods; the n-gram model of this product. Thresholds chosen on stuffed
    and honest pages of the training split, see ``docs/stuffed.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.reading import Reading
from detector.signals.occurrences import Repeated, repeated
from detector.signals.signal import Code

CODE = Code(
    "STF201",
    "keyphrase intrusion",
    Axis.STUFFED,
    Severity.ERROR,
    (
        "Ntoulas et al. 2006, Detecting spam web pages through content analysis (WWW)",
        "Kneser-Ney n-gram model of this product; thresholds from stuffed pages, docs/stuffed.md",
    ),
)
# Gains of both seams, log10. A phrase that is plainly out of place somewhere is an intruder
# wherever the sentence reads better without it.
PLAIN_GAIN, LEAST_GAIN = 1.5, 0.5
PLAIN_PLACES = {2: 3}  # for two words; for longer phrases:
PLAIN_PLACES_LONG = 2
MOST_GAIN = 6.0


@once
def intrusions(reading: Reading) -> tuple[tuple[int, int, float], ...]:
    """Return start, end and gain of every intrusion, in text order; none overlap."""
    found = [one for phrase in repeated(reading) for one in _intruding(phrase)]
    kept: list[tuple[int, int, float]] = []
    for one in sorted(found, key=lambda one: (-one[2], one)):
        if all(one[1] <= start or end <= one[0] for start, end, _ in kept):
            kept.append(one)
    return tuple(sorted(kept))


def _intruding(one: Repeated) -> list[tuple[int, int, float]]:
    pairs = list(zip(one.spans, one.gains, strict=True))
    plain = [n for n, gain in zip(one.neighbours, one.gains, strict=True) if gain >= PLAIN_GAIN]
    places = min((len(set(side)) for side in zip(*plain, strict=True)), default=0)
    if places < PLAIN_PLACES.get(one.phrase.words, PLAIN_PLACES_LONG):
        return []
    return [(*span, gain) for span, gain in pairs if gain >= LEAST_GAIN]


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every place of a keyphrase that reads much better without it."""
    for start, end, gain in intrusions(reading):
        text = " ".join(reading.article.text[start:end].split())
        yield CODE.between(
            reading.article.text,
            start,
            end,
            f"The sentence reads better without “{text}”: its seams are {_times(gain)} likelier "
            "when the phrase is taken out.",
            strength=min(0.95, 0.4 + gain / 8),
        )


def _times(gain: float) -> str:
    exponent = min(gain, MOST_GAIN)
    return f"{10**exponent:,.0f} times" if gain <= MOST_GAIN else "more than a million times"


def measure(reading: Reading) -> dict[str, float]:
    """Return three features of the keyphrases of two and more words; all at least 0.

    ``stf201_places`` counts intrusions, ``stf201_gain`` is the mean gain of the phrase with the
    largest, in log10, and ``stf201_sum`` the largest sum of the gains of one phrase.
    """
    from detector.intrusion import mean_gain

    judged = [one for one in repeated(reading) if one.phrase.words > 2]
    return {
        "stf201_places": float(len(intrusions(reading))),
        "stf201_gain": max([0.0, *(mean_gain(one.different) for one in judged)]),
        "stf201_sum": max([0.0, *(sum(one.different) for one in judged)]),
    }
