"""What the n-gram model is worth: perplexity a register, and telling originals from substitutes.

python -m models.ngrams.evaluate --mirror DIR [--work DIR] [--write]
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.sources import add_mirror_argument
from corpus.spinners import Spun
from detector.ngrams import BREAK, NgramModel, Slots, tokenise
from models.ngrams.pages import pages, spun
from models.ngrams.text import text_file, training_sets
from models.ngrams.train import ARTEFACTS, WORK

MOST_TOKENS = 60_000
SWAPPING = ("wordnet", "moby", "frequency", "commercial", "tortured", "embedding", "toy")


class Perplexity(NamedTuple):
    """Perplexity over known words, and the share of words that are unknown."""

    perplexity: float
    unknown: float


def perplexities(model: NgramModel, work: Path) -> dict[str, Perplexity]:
    """Held-out perplexity of every register, on at most 60,000 tokens of the dev split each."""
    texts: dict[str, list[str]] = defaultdict(list)
    for source in training_sets():
        lines = text_file(work, "dev", source).read_text(encoding="utf-8").splitlines()
        step = max(1, sum(line.count(" ") for line in lines) // (MOST_TOKENS // 3))
        texts[source.register] += lines[::step]
    found = {}
    for register, lines in sorted(texts.items()):
        tokens = " <s> ".join(lines).split()[:MOST_TOKENS]
        scores = model.scores(tokens)
        counted = ~scores.unknown & np.array([token != BREAK for token in tokens])
        mean = float(scores.logprob[counted].mean())
        found[register] = Perplexity(10**-mean, float(scores.unknown.mean()))
    return found


class Swap(NamedTuple):
    """Tokens `start:stop` of a spun page, and the tokens that stood there before."""

    start: int
    stop: int
    original: list[str]


def swaps(page: Spun) -> tuple[list[str], list[Swap]]:
    """Return the tokens of a spun page and its edits as token ranges, if they end with tokens."""
    tokens = tokenise(page.text)
    first = {at: index for index, at in enumerate(tokens.starts)}
    last = {at: index + 1 for index, at in enumerate(tokens.ends)}
    found = []
    for edit in page.edits:
        original = tokenise(edit.original).words
        if edit.start not in first or edit.end not in last or not original:
            continue
        start, stop = first[edit.start], last[edit.end]
        if original != tokens.words[start:stop]:
            found.append(Swap(start, stop, original))
    return tokens.words, found


def preferred(model: NgramModel, texts: Iterable[Spun]) -> tuple[float, int]:
    """How often the original beats the word put in its place, over swaps of one word for one."""
    better = total = 0
    for page in texts:
        tokens, found = swaps(page)
        single = [s for s in found if s.stop - s.start == 1 and len(s.original) == 1]
        if not single:
            continue
        start = np.array([swap.start for swap in single], np.int64)
        words = model.encode(swap.original[0] for swap in single)
        gains = model.gains(model.encode(tokens), Slots(start, start + 1, words[:, None]))
        better += int((gains > 0).sum())
        total += len(gains)
    return better / max(total, 1), total


def report(model: NgramModel, work: Path) -> Iterator[str]:
    """Lines of a Markdown report."""
    yield "| register | perplexity | unknown words |\n|---|---|---|"
    for register, value in perplexities(model, work).items():
        yield f"| {register} | {value.perplexity:.0f} | {value.unknown:.1%} |"
    yield "\n| family | original preferred | swaps |\n|---|---|---|"
    texts = pages("dev", 300, work)
    for family in SWAPPING:
        share, total = preferred(model, spun(family, texts))
        yield f"| {family} | {share:.3f} | {total} |"


def main() -> None:
    """Print the report of the shipped model."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--work", type=Path, default=WORK, help="folder for working files")
    parser.add_argument("--write", action="store_true", help="keep the perplexities in the card")
    given = parser.parse_args()
    for line in report(NgramModel.load(), given.work):
        print(line, flush=True)
    if given.write:
        keep(perplexities(NgramModel.load(), given.work))


def keep(found: dict[str, Perplexity]) -> None:
    """Write the held-out perplexities into the card of the model."""
    path = ARTEFACTS / "ngrams.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["held_out"] = {
        name: {"perplexity": round(value.perplexity, 1), "unknown": round(value.unknown, 4)}
        for name, value in found.items()
    }
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
