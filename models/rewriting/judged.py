"""Held-out pages for judging a model: honest ones by register, spun ones by family and rate."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorpusError
from corpus.external import external_families, pairs
from corpus.spinners import Spun, load
from models.rewriting import spinning, texts, tokens

LENGTHS = ((80, 200), (200, 500), (500, 800))
RATES = (0.1, 0.25, 0.5)
Predict = Callable[[list[list[str]]], list[NDArray[np.float32]]]


@dataclass(frozen=True)
class Judged:
    """A page with its tokens, its word labels, where it comes from, and its text as it was."""

    words: list[str]
    labels: NDArray[np.int8]
    kind: str  # "honest" or the family
    register: str
    rate: float
    source: str = ""
    text: str = ""

    @property
    def size(self) -> int:
        """Number of judged words."""
        return int((self.labels >= 0).sum())


def honest(pages: Iterable[texts.Page]) -> list[Judged]:
    """Honest pages, every word labelled 0."""
    made = []
    for page in pages:
        words, labels = tokens.clean(page.text)
        made.append(Judged(words, labels, "honest", page.register, 0.0, page.source, page.text))
    return made


def spun(pages: Sequence[texts.Page], names: Iterable[str], seed: int) -> list[Judged]:
    """Each page spun once by each family, at the rates of RATES in turn."""
    made = []
    for name in names:
        rng = random.Random(f"{seed}|{name}")
        for number, page in enumerate(pages):
            rate = RATES[number % len(RATES)]
            try:
                result = load(name).spin(page.text, rate, rng)
            except CorpusError:
                continue
            if result.edits:
                made.append(_judged(result, name, page.register, rate))
    return made


def _judged(result: Spun, name: str, register: str, rate: float) -> Judged:
    words, labels = tokens.spun(result)
    return Judged(words, labels, name, register, rate, text=result.text)


def external(limit: int, least: int = 80) -> list[Judged]:
    """Pages that other people's rewriters made; they have no word labels of ours (all 1)."""
    made = []
    for name in external_families():
        found = 0
        for pair in pairs(name):
            words, labels = tokens.clean(pair.spun)
            if (labels >= 0).sum() < least:
                continue
            marks = np.where(labels >= 0, 1, -1).astype(np.int8)
            made.append(Judged(words, marks, name, "external", 0.0, text=pair.spun))
            original, plain = tokens.clean(pair.original)
            register = f"{name}-original"
            made.append(Judged(original, plain, "honest", register, 0.0, name, pair.original))
            found += 1
            if found >= limit:
                break
    return made


def texthumanized(pages: Sequence[texts.Page]) -> list[Judged]:
    """Pages spun by an offline spinner of a public package, which no training ever sees.

    Words are labelled by aligning the two token sequences. Empty without `texthumanize`.
    """
    try:
        from texthumanize import spin
    except ImportError:
        return []
    made = []
    for number, page in enumerate(pages):
        rate = RATES[number % len(RATES)]
        before, _ = tokens.clean(page.text)
        text = spin(page.text, lang="en", intensity=rate, seed=number)
        words, labels = tokens.clean(text)
        for tag, _, _, start, end in SequenceMatcher(None, before, words, False).get_opcodes():
            if tag != "equal":
                labels[start:end] = np.where(labels[start:end] >= 0, 1, -1)
        made.append(Judged(words, labels, "texthumanize-spin", page.register, rate, text=text))
    return made


def usable() -> tuple[str, ...]:
    """Name the families that can spin on this machine."""
    return spinning.usable()


def stored(path: Path, honest_pages: int = 2_500, spun_pages: int = 60) -> list[Judged]:
    """Return the judged pages of the dev split, made once and kept in the work folder."""
    if not path.is_file():
        pool = texts.pages("dev", words=(80, 800), per_source=150, seed=7)
        made = honest(texts.sample(pool, honest_pages, seed=1))
        # Spun pages come from ordinary prose: nobody spins minutes of a podcast.
        plain = {name: found for name, found in pool.items() if name in texts.PLAIN}
        made += spun(texts.sample(plain, spun_pages, seed=2), usable(), seed=3)
        made += external(limit=spun_pages)
        made += texthumanized(texts.sample(plain, spun_pages, seed=4))
        rows = [{**asdict(page), "labels": page.labels.tolist()} for page in made]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Judged(**{**row, "labels": np.array(row["labels"], dtype=np.int8)}) for row in rows]
