"""List the words that honest English all but never capitalises in mid-sentence.

    python -m benchmarks.lower_case_words --mirror DIR

Counts, over the train part of edited and learner sets, how often a word stands in lower case and
how often with a capital between lower-case words, and rewrites ``lower_case_words.csv`` (words and
shares only) for SPN301.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

from benchmarks.fixed_terms import write
from corpus.sources import add_mirror_argument, documents
from detector.signals.spn301_capitals import CAPITAL

LOWER = re.compile(r"\b[a-z]{4,}\b")
REGISTERS = {
    *("consumer-health", "news", "guideline", "blog"),
    *("graded-excerpt", "encyclopedia", "native-essay", "learner"),
}
SIZE, LEAST, SHARE = 6000, 40, 0.004
SOURCE = "counted"


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add_mirror_argument(parser)
    parser.parse_args()
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for document in documents(registers=REGISTERS, split="train"):
        lower.update(LOWER.findall(document.text))
        capital.update({match["word"].lower() for match in CAPITAL.finditer(document.text)})
    shares = {word: capital[word] / (capital[word] + n) for word, n in lower.items()}
    chosen = sorted(word for word, n in lower.items() if n >= LEAST and shares[word] < SHARE)
    chosen = sorted(sorted(chosen, key=lambda word: -lower[word])[:SIZE])
    lines = ((word, f"{1 - shares[word]:.5f}", SOURCE) for word in chosen)
    write("lower_case_words.csv", ("word", "lower_share", "source"), lines)
    print(f"{len(chosen):,} words, the rarest {min(lower[word] for word in chosen):,} times")


if __name__ == "__main__":
    main()
