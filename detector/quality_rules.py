"""The page rules of the C4, Gopher and FineWeb corpus filters, with their published thresholds.

C4: Raffel et al. 2020 (JMLR 21), §2.2. Gopher: Rae et al. 2021, table A1. FineWeb: Penedo et al.
2024, §3. The counting follows datatrove's ``c4_filters``, ``gopher_quality_filter`` and
``fineweb_quality_filter``, with typographic quotation marks beside the plain ones and stop words in
capitals beside those without. They choose training text for language models; they are no verdict on
a page. Lines begin with "- " or "•" if they are list items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detector.repetition import Rule, duplicates

GOPHER_STOP_WORDS = frozenset({"the", "be", "to", "of", "and", "that", "have", "with"})
BULLETS = ("•", "-")
ELLIPSES = ("...", "…")
C4_ENDS = (".", "!", "?", '"', "”", "'", "’")
C4_DROPS = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
FINEWEB_ENDS = (".", "!", "?", "…", "。", "؟", '"', "”", "'", "’")


def c4_keeps(line: str) -> bool:
    """Whether C4 keeps a line: three words or more, a sentence mark, no site boilerplate."""
    if not line.endswith(C4_ENDS) or line.endswith(ELLIPSES) or len(line.split()) < 3:
        return False
    low = line.lower()
    return not any(phrase in low for phrase in C4_DROPS)


def c4(lines: Iterable[tuple[str, int]]) -> Iterator[Rule]:
    """Yield C4's page rules for lines with their numbers of sentences.

    Five sentences in the lines that :func:`c4_keeps`, no placeholder text, no curly bracket there.
    """
    kept = [(line, sentences) for line, sentences in lines if c4_keeps(line)]
    lorem = sum("lorem ipsum" in line.lower() for line, _ in kept)
    yield Rule("C4 sentences in whole lines", sum(n for _, n in kept), 5, at_least=True)
    yield Rule("C4 lines with lorem ipsum", lorem, 0)
    yield Rule("C4 lines with a curly bracket", sum("{" in line for line, _ in kept), 0)


def gopher(lines: Sequence[str], words: Sequence[str], text: str) -> Iterator[Rule]:
    """Yield Gopher's quality rules. ``words`` are tokens, punctuation among them."""
    real = [word for word in words if word[0].isalnum() or any(map(str.isalnum, word))]
    length = sum(map(len, real)) / max(len(real), 1)
    total = max(len(words), 1)
    alphabetic = sum(word[0].isalpha() or any(map(str.isalpha, word)) for word in real)
    yield Rule("Gopher words, at least", len(real), 50, at_least=True)
    yield Rule("Gopher words, at most", len(real), 100_000)
    yield Rule("Gopher mean word length, at least", length, 3, at_least=True)
    yield Rule("Gopher mean word length, at most", length, 10)
    yield Rule("Gopher hashes per word", text.count("#") / total, 0.1)
    yield Rule("Gopher ellipses per word", sum(map(text.count, ELLIPSES)) / total, 0.1)
    yield Rule("Gopher bullet lines", _share(line.startswith(BULLETS) for line in lines), 0.9)
    yield Rule("Gopher ellipsis lines", _share(line.endswith(ELLIPSES) for line in lines), 0.3)
    yield Rule("Gopher words with a letter", alphabetic / total, 0.8, at_least=True)
    common = GOPHER_STOP_WORDS.intersection(map(str.lower, words))
    yield Rule("Gopher stop words", len(common), 2, at_least=True)


def fineweb(lines: Sequence[str], words: Sequence[str]) -> Iterator[Rule]:
    """Yield FineWeb's rules: final punctuation, short lines, repetition, lines per word."""
    ended = _share(line.endswith(FINEWEB_ENDS) for line in lines)
    _, characters, longest = duplicates(lines)
    repeated = characters / max(sum(map(len, lines)), 1)
    newlines = max(len(lines) - 1, 0) / max(len(words), 1)
    yield Rule("FineWeb lines with final punctuation", ended, 0.12, at_least=True)
    yield Rule("FineWeb short lines", _share(len(line) <= 30 for line in lines), 0.67)
    yield Rule("FineWeb characters in duplicate lines", repeated, 0.01, evidence=longest)
    yield Rule("FineWeb newlines per word", newlines, 0.3)


def _share(flags: Iterable[bool]) -> float:
    counted = list(flags)
    return sum(counted) / max(len(counted), 1)
