"""Keyphrase density: the page repeats a search phrase far oftener than pages about it do.

What it finds
    The page's own keyphrases, found without being told. Of those with three words or more, the
    ones that stand oftener than an honest page of that length holds a phrase of that length and
    kind: names may stand oftener, words that do not lead to one another, as people type them into a
    search box, a tenth as often. Variants count: plurals, capitals, another order of the words. The
    finding names the count, what was expected, the log-likelihood ratio of the two and the density
    in percent.

Why it matters
    "Best knee brace for joggers" twelve times in 800 words is written for a search engine. People
    say it once and go on with "the brace" or "it".

When it is wrong
    Names of offices, programmes and rare diseases repeat in full; written with capitals they are
    allowed three times as much. Pages that list forms, products or table rows repeat by nature.
    One or two words are never judged: an article about asthma says asthma.

Example:
    "Want cheap arthritis cream online? Our cheap arthritis cream online is strong." and so on.

Sources
    Dunning 1993, Accurate methods for the statistics of surprise and coincidence (Computational
    Linguistics 19:1). Yoast SEO calls a keyphrase density of 0.5 to 3 % good: a bare percentage,
    whatever the words. The honest rates were fitted on pages about one subject each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.signal import Code
from detector.surprise import log_likelihood
from detector.words import content

if TYPE_CHECKING:
    from detector.keyphrase import Keyphrase

CODE = Code(
    "STF101",
    "keyphrase density",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Dunning 1993, Accurate methods for the statistics of surprise and coincidence (CL 19:1)",
        "Yoast SEO, keyphrase density assessment, 0.5–3 %",
    ),
)
LEAST_WORDS = 3
LEAST_COUNT = 4
LEAST_G2 = 10.0


def judged(reading: Reading) -> list[Keyphrase]:
    """Return the keyphrases of the page that are long enough to be judged, loudest first."""
    long = [p for p in reading.keyphrases if p.words >= LEAST_WORDS and _varied(p)]
    return sorted(long, key=lambda phrase: -phrase.g2)


def _varied(phrase: Keyphrase) -> bool:
    """Whether no content word stands twice in the phrase, as in rows of "yes yes yes"."""
    words = content(phrase.text.split())
    return len(set(words)) == len(words) > 1


def density(phrase: Keyphrase, reading: Reading) -> float:
    """Return the share of the body's words that stand in the phrase, 0…1."""
    return min(1.0, phrase.count * phrase.words / max(reading.article.words, 1))


def find(reading: Reading) -> Iterator[Finding]:
    """Yield one finding at the second occurrence of each phrase that stands too often."""
    for phrase in judged(reading):
        if phrase.g2 < LEAST_G2 or phrase.count < LEAST_COUNT:
            return
        start, end = phrase.positions[1]
        yield CODE.between(
            reading.article.text,
            start,
            end,
            f"“{phrase.text}” stands {phrase.count} times ({density(phrase, reading):.1%} of the "
            f"words); an honest page of this length holds such a phrase {phrase.expected:.1f} "
            f"times (G² {phrase.g2:.0f}).",
            strength=min(0.95, 0.4 + phrase.g2 / 60),
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return four features of the long phrases, 0 for a page without a phrase of three words.

    ``stf101_g2``, ``stf101_density`` and ``stf101_phrase_words`` are those of the loudest,
    ``stf101_prose`` is the largest G² of what stands in running text alone; both G² at most 100.
    """
    long = judged(reading)
    phrase = next(iter(long), None)
    prose = (log_likelihood(p.prose, p.expected) for p in long)
    return {
        "stf101_prose": min(100.0, max(prose, default=0.0)),
        "stf101_g2": min(100.0, phrase.g2) if phrase else 0.0,
        "stf101_density": density(phrase, reading) if phrase else 0.0,
        "stf101_phrase_words": float(phrase.words) if phrase else 0.0,
    }
