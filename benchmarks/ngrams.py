"""Speed of the n-gram model: a page's scores, and all replacements of its content words.

    python -m benchmarks.ngrams [--words 800] [--kenlm MODEL.bin]

With `--kenlm`, a KenLM binary of the same ARPA file does the same work through its Python module
in the same run, and the two are compared value by value. Times are CPU milliseconds of one page,
the median of many runs.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from functools import cache, partial
from statistics import median
from typing import Any

import numpy as np

from detector.ngram_table import Floats
from detector.ngrams import BREAK, NgramModel, Slots, tokenise
from detector.originals import Originals
from detector.recovery import Recovery
from detector.words import STOPWORDS

SENTENCES = """Regular exercise lowers the risk of heart disease and helps people to sleep well.
Ask your doctor before you stop taking a medicine, even when you feel better.
The infection spreads through close contact, and symptoms appear within ten days.
Physical therapy after knee surgery restores strength and keeps the joint moving.
Many patients with diabetes also have high blood pressure and should have it checked every year.
A balanced diet contains vegetables, whole grains, beans, nuts and a little oil.
Side effects of the treatment include nausea, headache and a dry mouth; they are usually mild.
Children under two years should not be given this syrup without medical advice."""


def page(words: int) -> str:
    """Make a page of about `words` words of health English."""
    rng = random.Random(1)
    lines = [line.strip() for line in SENTENCES.splitlines()]
    found: list[str] = []
    while sum(line.count(" ") + 1 for line in found) < words:
        found.append(rng.choice(lines))
    return "\n".join(" ".join(found[at : at + 5]) for at in range(0, len(found), 5))


def candidates(model: NgramModel, tokens: list[str], low: int, high: int) -> Slots:
    """Between `low` and `high` random common words for every content word."""
    rng = random.Random(2)
    places = [i for i, word in enumerate(tokens) if word.isalpha() and word not in STOPWORDS]
    common = [word for word in list(model.ids)[3:] if word.isalpha() and len(word) > 3]
    start: list[int] = []
    words: list[int] = []
    for place in places:
        for _ in range(rng.randint(low, high)):
            start.append(place)
            words.append(model.ids[rng.choice(common)])
    at = np.array(start, np.int64)
    return Slots(at, at + 1, np.array(words, np.int64)[:, None])


def milliseconds(work: Callable[[], Any], runs: int = 40) -> float:
    """Median CPU time of a call, after three warm-up calls."""
    times = []
    for run in range(runs + 3):
        begun = time.process_time()
        work()
        if run >= 3:
            times.append((time.process_time() - begun) * 1000)
    return median(times)


def by_kenlm(path: str, tokens: list[str], slots: Slots, names: list[str]) -> Floats:
    """Find the same gains with KenLM's states: left state shared, only the window scored again."""
    import kenlm

    model = kenlm_model(path)
    base, before = model.BaseScore, kenlm.State()
    model.BeginSentenceWrite(before)
    states, scores = [before], []
    for token in tokens:
        after = kenlm.State()
        if token == BREAK:
            model.BeginSentenceWrite(after)
        scores.append(0.0 if token == BREAK else base(states[-1], token, after))
        states.append(after)
    gains = np.empty(len(slots.start), np.float32)
    one, two = kenlm.State(), kenlm.State()
    for row, start in enumerate(slots.start.tolist()):
        gain = base(states[start], names[slots.words[row, 0]], one) - scores[start]
        for at in range(start + 1, min(start + model.order, len(tokens))):
            if tokens[at] == BREAK:
                break
            gain += base(one, tokens[at], two) - scores[at]
            one, two = two, one
        gains[row] = gain
    return gains


@cache
def kenlm_model(path: str) -> Any:  # noqa: ANN401 (KenLM ships no types)
    """Load a KenLM binary once."""
    import kenlm

    return kenlm.Model(path)


def main() -> None:
    """Print the table of times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--kenlm", help="binary that KenLM's build_binary made of the same model")
    given = parser.parse_args()
    begun = time.process_time()
    model = NgramModel.load()
    show("load the model", (time.process_time() - begun) * 1000)
    text = page(given.words)
    tokens = tokenise(text).words
    ids = model.encode(tokens)
    show(f"tokenise {given.words} words", milliseconds(lambda: tokenise(text)))
    show(f"score {len(tokens)} tokens", milliseconds(lambda: model.scores(tokens)))
    table = Originals.load()
    show("misfit of every word", milliseconds(lambda: table.misfit(tokens)))
    recovery = Recovery.load()
    places = [range(at, at + 1) for at in range(3, len(tokens), 40)]
    work = partial(recovery.suggest, tokens, *places)
    show(f"likely originals of {len(places)} words", milliseconds(work))
    for low, high in ((5, 5), (5, 12), (12, 12)):
        slots = candidates(model, tokens, low, high)
        work = partial(model.gains, ids, slots)
        show(f"{low}-{high} candidates ({len(slots.start)})", milliseconds(work))
        if given.kenlm:
            other = partial(by_kenlm, given.kenlm, tokens, slots, model.words)
            show("  the same by KenLM", milliseconds(other, 10))
            apart = np.abs(other() - work())
            print(f"  apart: median {np.median(apart):.3f}, most {apart.max():.3f} (log10)")


def show(what: str, took: float) -> None:
    """Print one line of the table."""
    print(f"{what:28} {took:8.2f} ms")


if __name__ == "__main__":
    main()
