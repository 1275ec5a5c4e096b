"""Count the words of clean English text: the background frequencies of the keyphrase signals.

``python -m models.unigrams --mirror DIR`` writes ``models/artefacts/unigrams.tsv``: one word and
its frequency per million a line, most frequent first. Every register weighs the same, so that a
register with many texts does not decide what is common English. A word is kept only if it stands
in many texts of several sets; the table holds counts, never text.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from corpus.sources import Document, add_mirror_argument, documents
from detector.words import fold_words

TABLE = Path(__file__).with_name("artefacts") / "unigrams.tsv"
REGISTERS = (
    "blog",
    "consumer-health",
    "forum",
    "gov",
    "graded-excerpt",
    "guideline",
    "news",
    "textbook",
)
SIZE = 20_000
LEAST_TEXTS = 8
LEAST_SETS = 3


def frequencies(texts: Iterable[Document]) -> dict[str, float]:
    """Return occurrences per million words, averaged over registers, of the words worth keeping."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    in_texts: Counter[str] = Counter()
    in_sets: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        words = Counter(fold_words(text.text))
        counts[text.register].update(words)
        in_texts.update(words.keys())
        for word in words:
            in_sets[word].add(text.source)
    rates: Counter[str] = Counter()
    for words in counts.values():
        scale = 1e6 / words.total() / len(counts)
        for word, count in words.items():
            rates[word] += count * scale  # type: ignore[assignment]
    kept = (w for w in rates if in_texts[w] >= LEAST_TEXTS and len(in_sets[w]) >= LEAST_SETS)
    ranked = sorted(kept, key=lambda word: (-rates[word], word))
    return {word: float(rates[word]) for word in ranked[:SIZE]}


def main() -> None:
    """Read the training split of the mirror and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--limit", type=int, default=30_000, help="texts to read in all")
    arguments = parser.parse_args()
    found = documents(
        registers=REGISTERS, uses={"clean"}, split="train", limit=arguments.limit, seed=1
    )
    table = frequencies(found)
    TABLE.parent.mkdir(exist_ok=True)
    lines = (f"{word}\t{rate:.3g}\n" for word, rate in table.items())
    TABLE.write_text("".join(lines), encoding="utf-8")
    print(f"{len(table)} words in {TABLE.name}")


if __name__ == "__main__":
    main()
