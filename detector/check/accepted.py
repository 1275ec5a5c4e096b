"""Accepted terms: a brand, a procedure, the name of a clinic is neither stuffing nor broken."""

from __future__ import annotations

from collections.abc import Iterable

from detector.finding import Finding
from detector.words import STOPWORDS, fold_words


def accepted(finding: Finding, terms: Iterable[str]) -> bool:
    """Whether a finding is about an accepted term.

    A keyphrase is accepted if it holds all content words of a term, in whatever order; any other
    evidence if it stands within a term. Case, possessives and plurals are folded.
    """
    found = fold_words(finding.found)
    for term in terms:
        words = fold_words(term)
        if finding.code.startswith("STF"):
            wanted = {word for word in words if word not in STOPWORDS}
            if wanted and wanted <= set(found):
                return True
        elif found and _within(found, words):
            return True
    return False


def _within(part: list[str], whole: list[str]) -> bool:
    size = len(part)
    return any(whole[i : i + size] == part for i in range(len(whole) - size + 1))
