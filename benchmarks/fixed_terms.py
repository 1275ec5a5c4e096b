"""Measure the fixed terms on honest text and write the figures into the signals' data files.

    python -m benchmarks.fixed_terms --mirror DIR

Reads the train and dev parts of the honest sets, counts every term and every generated variant by
documents, and rewrites ``attested`` (terms), ``honest_share`` (synonyms) and ``honest_terms.csv``.
What survives is then measured on the test part, which played no role.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.sources import Document, add_mirror_argument, documents
from detector.signals import variants
from detector.signals.swaps import broken, synonyms
from detector.signals.tables import rows
from detector.signals.variants import Variants, variants_of

DATA = Path(variants.__file__).parent / "data"
TERMS = ("fixed_terms.csv", "idioms.csv")
MACHINE = {"ocr", "roundtrip-mt", "machine-translated", "llm"}
SOURCE = "counted in honest text"


def honest(*splits: str) -> Iterator[Document]:
    """Yield the documents that people wrote in good faith, learners included."""
    for split in splits:
        for document in documents(uses={"clean", "negative-hard"}, split=split):
            if document.register not in MACHINE:
                yield document


def count(phrases: Iterable[str], texts: Iterable[str]) -> tuple[Counter[str], int]:
    """Count in how many texts each phrase occurs (longest match first), and all words."""
    table = {tuple(phrase.split()): ((phrase,), 1.0) for phrase in phrases}
    finder, hits, words = Variants.of(table), Counter[str](), 0
    for text in texts:
        words += len(text.split())
        hits.update({match.expected[0] for match in finder.find(text)})
    return hits, words


def write(name: str, header: Iterable[str], lines: Iterable[Iterable[object]]) -> None:
    """Write one data file of the signals."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(lines)


def honest_shares(hits: Counter[str], known: set[str]) -> dict[tuple[str, str], float]:
    """For each synonym: in what share of the terms that it replaces a word of, it is honest."""
    tried: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for variant in broken(sorted(known)):
        if variant.phrase not in known and len(variant.swaps) == 1:
            tried[variant.swaps[0]] += 1
            found[variant.swaps[0]] += hits[variant.phrase] > 0
    return {swap: found[swap] / tried[swap] for swap in tried}


def rewrite() -> None:
    """Count on the train and dev parts and write what was counted."""
    tables = {name: list(rows(name)) for name in TERMS}
    known = {row["term"] for table in tables.values() for row in table}
    generated = {variant.phrase for variant in broken(sorted(known))} - known
    texts = [document.text for document in honest("train", "dev")]
    attested, words = count(known, texts)
    hits, _ = count(generated, texts)
    print(f"{words:,} words, {len(generated):,} variants, {len(hits):,} of them honest")
    for name, table in tables.items():
        lines = ((r["term"], attested[r["term"]], r["source"]) for r in table)
        write(name, ("term", "attested", "source"), lines)
    shares = honest_shares(hits, known)
    used = [
        (r["word"], r["replacement"], f"{shares[swap]:.2f}", r["near"], r["source"])
        for r in rows("head_synonyms.csv")
        if (swap := (r["word"], r["replacement"])) in shares
    ]
    header = ("word", "replacement", "honest_share", "near", "source")
    write("head_synonyms.csv", header, used)
    by_hand = {row["phrase"] for row in rows("honest_terms.csv") if row["source"] == "curated"}
    lines = [(phrase, hits[phrase], SOURCE) for phrase in hits]
    lines += [(phrase, 0, "curated") for phrase in by_hand - set(hits)]
    write("honest_terms.csv", ("phrase", "documents", "source"), sorted(lines))


def report() -> None:
    """Print the rate of surviving variants on the held-out test part."""
    variants_of.cache_clear()
    synonyms.cache_clear()
    held_out = [document.text for document in honest("test")]
    for name in TERMS:
        table = variants_of(name).table
        hits, words = count((" ".join(key) for key in table), held_out)
        rate = 1000 * hits.total() / words
        print(f"{name}: {len(table):,} variants, {rate:.4f} per 1,000 of {words:,} words")
        print("  ", hits.most_common(25))


def main() -> None:
    """Rewrite the figures, unless only the report is wanted, and print what is left held out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add_mirror_argument(parser)
    parser.add_argument("--report", action="store_true", help="leave the data files as they are")
    if not parser.parse_args().report:
        rewrite()
    report()


if __name__ == "__main__":
    main()
