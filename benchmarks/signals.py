"""Measure every signal: hits per 1,000 words and share of documents hit, by register and spinner.

    python -m benchmarks.signals --mirror DIR [--documents 150] [--codes SPN2 SPN3] [--split test]

Honest registers come from the held-out part of the manifest; spun text is the held-out consumer
health text through every spinner that is ready on this machine.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import process_time

from corpus.manifest import manifest
from corpus.sources import add_mirror_argument, documents
from corpus.spinners import families, load, ready
from detector.article import Kind, Part, assemble
from detector.reading import Reading
from detector.signals import Signal, signals

RATES = (0.15, 0.3, 0.45)
CLEAN = "consumer-health"


@dataclass
class Tally:
    """What the signals found in one group of texts, and how long they took in seconds."""

    words: int = 0
    texts: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    hit_texts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, chosen: Iterable[Signal]) -> None:
        """Run the chosen signals over one text."""
        paragraphs = (part for part in text.split("\n") if part.strip())
        reading = Reading.of(assemble(Part(Kind.PARAGRAPH, part) for part in paragraphs))
        self.words += reading.article.words
        self.texts += 1
        for signal in chosen:
            begin = process_time()
            found = len(list(signal.find(reading)))
            self.seconds[signal.code.code] += process_time() - begin
            self.hits[signal.code.code] += found
            self.hit_texts[signal.code.code] += found > 0

    def row(self, name: str, codes: Iterable[str]) -> str:
        """Format one line: per code hits per 1,000 words and per cent of the texts hit."""
        words, texts = max(self.words, 1), max(self.texts, 1)
        cells = (
            f"{1000 * self.hits[c] / words:7.3f} {self.hit_texts[c] / texts:5.1%}" for c in codes
        )
        return f"{name:22}{self.texts:6}{self.words:9,} " + " ".join(cells)


def texts_of(register: str, split: str, limit: int) -> list[str]:
    """Return texts of a register of at least 60 words, cut to 6,000 characters."""
    found = documents(registers={register}, split=split, limit=limit)
    return [d.text[:6000] for d in found if len(d.text.split()) >= 60]


def main() -> None:
    """Print the table and the cost of every code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add_mirror_argument(parser)
    parser.add_argument("--documents", type=int, default=150, help="texts per register")
    parser.add_argument("--codes", nargs="*", default=[""], help="prefixes of the codes to run")
    parser.add_argument("--split", default="test", choices=["train", "dev", "test"])
    options = parser.parse_args()
    chosen = [s for c, s in signals().items() if c.startswith(tuple(options.codes))]
    codes = [signal.code.code for signal in chosen]
    print(f"{'':22}{'texts':>6}{'words':>9} " + " ".join(f"{code:>13}" for code in codes))
    total = Tally()
    registers = {s.register for s in manifest().values() if s.split not in ("dropped", "none")}
    for register in sorted(registers):
        tally = Tally()
        for text in texts_of(register, options.split, options.documents):
            tally.add(text, chosen)
        total.seconds.update(tally.seconds)
        total.words += tally.words
        print(tally.row(register, codes), flush=True)
    clean = texts_of(CLEAN, options.split, 2 * options.documents)
    for family in families():
        if ready(family):
            print(f"{family:22} {ready(family)}")
            continue
        tally, rng = Tally(), random.Random(1)
        for text in clean:
            tally.add(load(family).spin(text, rng.choice(RATES), rng).text, chosen)
        print(tally.row("spun: " + family, codes), flush=True)
    cost = {code: 1e6 * total.seconds[code] / total.words for code in codes}
    print(
        "ms per 1,000 words:",
        {c: round(ms, 3) for c, ms in cost.items()},
        round(sum(cost.values()), 2),
    )


if __name__ == "__main__":
    main()
