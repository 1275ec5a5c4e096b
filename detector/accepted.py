"""Accepted terms: a brand, a procedure, the name of a clinic is neither stuffing nor broken.

Case, possessives and plurals are folded, as everywhere where phrases are counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from detector.finding import Finding
from detector.words import STOPWORDS, fold_words


def accepts(terms: Iterable[str], finding: Finding) -> bool:
    """Whether a finding is about an accepted term.

    A keyphrase is accepted if it holds all content words of a term, in whatever order; any other
    evidence if it stands within a term.
    """
    if finding.code.startswith("STF"):
        return holds(finding.found, terms)
    found = fold_words(finding.found)
    return bool(found) and any(_within(found, fold_words(term)) for term in terms)


def holds(phrase: str, terms: Iterable[str]) -> bool:
    """Whether a phrase holds all content words of one of the terms."""
    words = set(fold_words(phrase))
    wanted = ({w for w in fold_words(term) if w not in STOPWORDS} for term in terms)
    return any(term and term <= words for term in wanted)


def _within(part: list[str], whole: list[str]) -> bool:
    size = len(part)
    return any(whole[i : i + size] == part for i in range(len(whole) - size + 1))
