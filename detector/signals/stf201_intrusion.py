"""Intrusion: the page's keyphrase stands in a sentence that has no place for it.

What it finds
    A phrase that the page repeats letter for letter, at least three times, at the places where the
    sentence gets likelier when the phrase is taken out: the words before it do not lead to it, and
    the words behind it belong to those before. Or, for three words and more, where the sentence
    gets likelier with a pronoun or the phrase's own last words in its place: there is a slot, but
    not for a query. At two places at least (three for a phrase of two words), with other words on
    both sides, it must be thirty times likelier without it, or a thousand times with the shorter
    words; five times are enough at three places for words that do not lead to one another, as they
    are typed into a search box. The finding is the phrase itself, to be struck out or replaced.

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
from dataclasses import dataclass

from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.reading import Reading
from detector.signals.occurrences import Repeated, repeated
from detector.signals.signal import Code
from detector.words import content

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
# wherever the sentence reads better without it. A pronoun fits nearly everywhere: it must do more.
PLAIN_GAIN, LEAST_GAIN = 1.5, 0.5
PLAIN_SWAP, LEAST_SWAP, LEAST_SWAPPED = 3.0, 2.0, 3
HONEST_SWAP = 1.5  # three in four honest places gain less
PLAIN_PLACES = {2: 3}  # for two words; for longer phrases:
PLAIN_PLACES_LONG = 2
# Words of a search box that lead nowhere give a sentence little to lose: less at more places.
LOOSE_GAIN, LOOSE_PLACES, LOOSE_WORDS = 0.75, 3, 3
MOST_GAIN = 6.0


@dataclass(frozen=True, order=True)
class Intrusion:
    """A phrase out of place: its span, the gain (log10), and what would fit there ("": nothing)."""

    start: int
    end: int
    gain: float
    fits: str


@once
def intrusions(reading: Reading) -> tuple[Intrusion, ...]:
    """Return every intrusion, in text order; none overlap."""
    found = [one for phrase in repeated(reading) for one in _intruding(phrase)]
    kept: list[Intrusion] = []
    for one in sorted(found, key=lambda one: (-one.gain, one)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept))


def _intruding(one: Repeated) -> list[Intrusion]:
    if not _out_of_place(one):
        return []
    swapped = one.phrase.words >= LEAST_SWAPPED
    found = []
    for span, gain, swap, shorter in zip(one.spans, one.gains, one.swaps, one.shorter, strict=True):
        better = swapped and swap >= LEAST_SWAP and swap - PLAIN_SWAP > gain - PLAIN_GAIN
        if better or gain >= LEAST_GAIN:
            found.append(Intrusion(*span, *((swap, shorter) if better else (gain, ""))))
    return found


def _out_of_place(one: Repeated) -> bool:
    from detector.keyphrase import LOOSE

    needed = PLAIN_PLACES.get(one.phrase.words, PLAIN_PLACES_LONG)
    words = [word for word in content(one.phrase.text.split()) if len(word) > 1]
    searched = one.phrase.loose > LOOSE and len(words) >= LOOSE_WORDS
    return (searched and _plain(one, LOOSE_GAIN) >= LOOSE_PLACES) or _plain(
        one, PLAIN_GAIN
    ) >= needed


def _plain(one: Repeated, least: float) -> int:
    """Return at how many places, with other words around each, the phrase is plainly wrong."""
    swapped = one.phrase.words >= LEAST_SWAPPED
    places = zip(one.gains, one.swaps, one.neighbours, strict=True)
    plain = [
        around for gain, swap, around in places if gain >= least or (swapped and swap >= PLAIN_SWAP)
    ]
    return min((len(set(side)) for side in zip(*plain, strict=True)), default=0)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every place of a keyphrase that reads much better without it."""
    for one in intrusions(reading):
        text = " ".join(reading.article.text[one.start : one.end].split())
        how = f"with “{one.fits}” in place of “{text}”" if one.fits else f"without “{text}”"
        yield CODE.between(
            reading.article.text,
            one.start,
            one.end,
            f"The sentence reads better {how}: its seams are {_times(one.gain)} likelier.",
            expected=(one.fits,) if one.fits else (),
            strength=min(0.95, 0.4 + one.gain / (12 if one.fits else 8)),
        )


def _times(gain: float) -> str:
    exponent = min(gain, MOST_GAIN)
    return f"{10**exponent:,.0f} times" if gain <= MOST_GAIN else "more than a million times"


def measure(reading: Reading) -> dict[str, float]:
    """Return four features of the keyphrases of two and more words; all at least 0.

    ``stf201_places`` counts intrusions, ``stf201_gain`` is the mean gain of the phrase with the
    largest, in log10, ``stf201_sum`` the largest sum of the gains of one phrase and ``stf201_swap``
    the largest sum of what shorter words would gain in its places, above what they gain in honest
    ones.
    """
    long = [one for one in repeated(reading) if one.phrase.words > 2]
    gains = [[one.gains[place] for place in one.different] for one in long]
    swaps = [[one.swaps[place] for place in one.different] for one in long]
    return {
        "stf201_places": float(len(intrusions(reading))),
        "stf201_gain": max([0.0, *(sum(some) / len(some) for some in gains if some)]),
        "stf201_sum": max([0.0, *map(sum, gains)]),
        "stf201_swap": max(
            [0.0, *(sum(max(0.0, s - HONEST_SWAP) for s in some) for some in swaps)]
        ),
    }
