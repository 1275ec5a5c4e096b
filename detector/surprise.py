"""How often honest pages hold a phrase, and how surprising it is to find it oftener."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from detector.words import STOPWORDS, rate

# How often the leading phrase of two, three … six words stands in 1,000 words of an honest page:
# Poisson regression on 2,431 pages of 15 honest sets (one word: about the median; never judged).
# DISPERSION (variance = mean + mean² / DISPERSION) and the two factors below were chosen by the
# recall of injected phrases at 1 % of those pages, not fitted.
HONEST_RATES = (30.0, 9.2, 3.9, 2.5, 1.5, 1.5)
DISPERSION = 2.0
LEAST_PAGE = 300
# Honest pages seldom repeat words that do not lead to one another, as in a search box, and often
# the names of offices and programmes.
LOOSE_FACTOR = 0.1
NAME_FACTOR = 3.0


def expected_count(
    gram: Sequence[str], page_words: int, *, name: bool = False, loose: bool = False
) -> float:
    """Return how often an honest page holds a phrase, given the lengths of both and its kind.

    ``name`` says that the page writes it with capitals, as the name of an office or a law;
    ``loose`` that its words do not lead to one another (``detector.intrusion.looseness``).
    """
    rate_here = HONEST_RATES[min(len(gram), len(HONEST_RATES)) - 1]
    if len(gram) > 2 and loose:
        rate_here *= LOOSE_FACTOR
    elif name:
        rate_here *= NAME_FACTOR
    return max(page_words, LEAST_PAGE) / 1000 * rate_here


def log_likelihood(count: float, expected: float) -> float:
    """Return the log-likelihood ratio G² of a count against its expectation; 0 below it.

    Dunning 1993, Accurate methods for the statistics of surprise and coincidence; for counts that
    vary more than a Poisson variable does, by the negative binomial likelihood.
    """
    if count <= expected:
        return 0.0
    spread = math.log((count + DISPERSION) / (expected + DISPERSION))
    return 2 * (count * math.log(count / expected) - (count + DISPERSION) * spread)


def information(gram: Iterable[str]) -> float:
    """Return how many bits the content words of a phrase carry, each by its own frequency."""
    return sum(map(bits, gram))


@lru_cache(maxsize=65_536)
def bits(word: str) -> float:
    """Return how many bits a folded word carries by its frequency in English, a little word 0."""
    return 0.0 if word in STOPWORDS else -math.log2(rate(word) / 1e6)
