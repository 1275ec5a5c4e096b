"""Which clean texts the rewriting model learns from, and how often each register comes."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from corpus.sources import Document, documents, select
from corpus.text import chunks
from corpus.webpages import webpages
from detector.errors import DetectorError
from detector.extract import article_of
from detector.extract.language_id import identify

# A third of the clean pages are of registers that look odd without being rewritten.
HARD = {
    "learner": 7.0, "forum": 6.0, "transcript": 3.0, "machine-translated": 3.0, "ocr": 1.5,
    "native-essay": 2.0, "review": 2.0, "mixed-web": 3.0, "commercial": 3.0, "low-quality": 3.0,
    "press-release": 1.5, "clinical-note": 1.5, "recipe": 0.7, "legal": 1.0,
}  # fmt: skip
PLAIN = {
    "consumer-health": 16.0, "guideline": 6.0, "abstract": 5.0, "biomedical-fulltext": 2.0,
    "textbook": 7.0, "blog": 6.0, "news": 6.0, "gov": 4.0, "company": 2.0, "graded-excerpt": 4.0,
    "pre-2000": 4.0, "technical": 2.0, "web": 9.0,
}  # fmt: skip
WEIGHTS = {**HARD, **PLAIN}
USES = frozenset({"clean", "negative-hard", "lowquality", "mt"})
PER_SOURCE = 900  # documents of one set, so that no set is its register


@dataclass(frozen=True)
class Page:
    """A page of clean text and where it comes from."""

    text: str
    source: str
    register: str
    document: str


def pages(
    split: str, *, words: tuple[int, int] = (40, 400), per_source: int = PER_SOURCE, seed: int = 0
) -> dict[str, list[Page]]:
    """Pages of a split by register, each set with at most `per_source` documents."""
    found: defaultdict[str, list[Page]] = defaultdict(list)
    rng = random.Random(seed)
    for source in select(registers=WEIGHTS.keys(), uses=USES):
        for document in documents([source.name], split=split, limit=per_source, seed=seed):
            made = _cut(document, words, rng)
            # A book gives many pages; a few of each keep the register wide.
            found[source.register].extend(rng.sample(made, min(len(made), 12)))
    found["web"] = list(_web(split, words, rng))
    return dict(found)


def _web(split: str, words: tuple[int, int], rng: random.Random) -> Iterator[Page]:
    """Honest pages of the open web, as the product's own extraction reads them."""
    for archive, page in webpages(split):
        try:
            text = article_of(page, extractor="fast").text
        except DetectorError:
            continue
        if identify(text[:4000]) != "en":
            continue
        for part in chunks(re.sub(r"\n+", "\n\n", text), words, rng)[:12]:
            yield Page(part, archive, "web", f"{archive}#{page.target}")


def _cut(document: Document, words: tuple[int, int], rng: random.Random) -> list[Page]:
    return [
        Page(text, document.source, document.register, f"{document.source}#{document.id}")
        for text in chunks(document.text, words, rng)
    ]


def stored(split: str, path: Path) -> dict[str, list[Page]]:
    """Return the pages of a split, cut once and kept in a file of the work folder."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = [asdict(page) for found in pages(split).values() for page in found]
        partial = path.with_suffix(".part")
        partial.write_text("".join(json.dumps(page) + "\n" for page in made), encoding="utf-8")
        partial.rename(path)
    found: defaultdict[str, list[Page]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            page = Page(**json.loads(line))
            found[page.register].append(page)
    return dict(found)


def draw(pool: dict[str, list[Page]], rng: random.Random) -> Iterator[Page]:
    """Pages without end: a register by its weight, then a set of it, then a page of the set."""
    by_set: dict[str, dict[str, list[Page]]] = {}
    for register, found in pool.items():
        sets: defaultdict[str, list[Page]] = defaultdict(list)
        for page in found:
            sets[page.source].append(page)
        by_set[register] = dict(sets)
    registers = [name for name in by_set if by_set[name]]
    weights = [WEIGHTS[name] for name in registers]
    # Large sets come more often, but only as the square root of their size.
    sizes = {name: [len(s) ** 0.5 for s in by_set[name].values()] for name in registers}
    while True:
        register = rng.choices(registers, weights)[0]
        chosen = rng.choices(list(by_set[register].values()), sizes[register])[0]
        yield rng.choice(chosen)


def sample(pool: dict[str, list[Page]], count: int, seed: int) -> list[Page]:
    """Draw `count` pages by the weights of their registers."""
    return list(islice(draw(pool, random.Random(seed)), count))
