"""Labelled pages: honest ones of every register, spun ones, stuffed ones, and both at once."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from corpus.sources import Document, documents, select
from corpus.spinners import families, ready
from corpus.split import unit
from corpus.stuffing import STYLES, Draft, stuff
from corpus.text import chunks
from detector.article import Article, Kind, Part, assemble

WORK = Path(__file__).parents[1] / "work"
MOST = 100
RATES = (0.05, 0.1, 0.15, 0.25, 0.4, 0.6)
WORDS = (80, 900)
# Not rewriting of the kind we look for, or nothing that the spun axis should answer for.
NOT_SPUN = frozenset({"keyphrase"})
SELF_CONTAINED = (
    "expansion", "function", "handmade", "homoglyph", "insertion", "reorder", "roundtrip",
    "spintax",
)  # fmt: skip
HONEST = frozenset({"clean", "negative-hard", "lowquality"})


@dataclass(frozen=True)
class Labelled:
    """One page with its labels; ``family`` and ``style`` are empty where nothing was done.

    ``rate`` is that of the rewriting, else the dose of the stuffing.
    """

    article: Article
    register: str
    source: str
    group: str
    family: str = ""
    style: str = ""
    rate: float = 0.0

    @property
    def spun(self) -> bool:
        """Whether a spinner went over the page."""
        return bool(self.family)

    @property
    def stuffed(self) -> bool:
        """Whether a phrase was stuffed into the page."""
        return bool(self.style)

    @property
    def honest(self) -> bool:
        """Whether the page is as its author wrote it."""
        return not (self.family or self.style)


def labelled(split: str, *, per_source: int, seed: int = 0) -> Iterator[Labelled]:
    """Yield honest pages of a split, each followed by what our rewriters make of it.

    Every source gives at most ``per_source`` pages. Every third honest page of a clean register
    is also spun, every fourth stuffed, some both; so topic and register say nothing.
    """
    yield from rewritten(drafts(split, per_source=per_source, seed=seed), f"{split}-{seed}")


def from_seeds(split: str | None = None, turns: int = 4) -> Iterator[Labelled]:
    """Yield the same from the texts that the repository holds, with families that need no data."""
    from corpus.seeds import seeds

    documents = [seed for seed in seeds() if split in (None, seed.split)]
    pieces = [(seed, _draft(seed, seed.text)) for seed in documents]
    for turn in range(turns):
        yield from rewritten(iter(pieces), f"{split}-{turn}", turn, SELF_CONTAINED)


def rewritten(
    pieces: Iterator[tuple[Document, Draft]],
    seed: str,
    turn: int = 0,
    spinners: Sequence[str] | None = None,
) -> Iterator[Labelled]:
    """Yield each draft as an honest page, and some of them spun, stuffed, or both."""
    rng = random.Random(seed)
    spinners = spinners or [n for n in families() if n not in NOT_SPUN and ready(n) is None]
    for count, (document, draft) in enumerate(pieces, start=turn):
        yield _page(draft, document)
        if count % 2 == 0:
            family = spinners[count // 2 % len(spinners)]
            yield _spun(draft, document, family, rng)
        if count % 4 == 1:
            style = list(STYLES)[count // 4 % len(STYLES)]
            # Dice of its own: what is stuffed must not change what is spun.
            stuffed = stuff(draft, style, random.Random(f"{seed}-{count}"))
            yield _page(stuffed, document, style=style, rate=stuffed.dose)
            if rng.random() < 0.3:
                yield _spun(stuffed, document, rng.choice(spinners), rng, style=style)


def drafts(split: str, *, per_source: int, seed: int = 0) -> Iterator[tuple[Document, Draft]]:
    """Yield honest drafts: a chunk of a document, with its title where it has one.

    At most ``per_source`` of each source, up to MOST. Reading the whole corpus takes minutes, so
    the chosen chunks are kept under ``models/work``.
    """
    path = WORK / f"drafts-{MOST}-{seed}.jsonl"
    if not path.is_file():
        WORK.mkdir(exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as file:
            for document in _chunks(MOST, seed):
                file.write(json.dumps(asdict(document)) + "\n")
        partial.rename(path)
    given: Counter[str] = Counter()
    with path.open(encoding="utf-8") as file:
        for line in file:
            document = Document(**json.loads(line))
            if document.split == split and given[document.source] < per_source:
                given[document.source] += 1
                yield document, _draft(document, document.text)


def page_of(document: Document, text: str) -> Labelled:
    """Return a piece of a document as an honest page."""
    return _page(_draft(document, text), document)


def _chunks(per_source: int, seed: int) -> Iterator[Document]:
    for source in select(uses=HONEST):
        rng = random.Random(f"{source.name}-{seed}")
        left = dict.fromkeys(("train", "dev", "test"), per_source)
        ranked = sorted(documents([source.name]), key=lambda d: unit(f"{seed}|{d.id}"))
        for document in ranked:
            if not left[document.split]:
                continue
            for text in chunks(document.text, WORDS, rng)[: min(2, left[document.split])]:
                left[document.split] -= 1
                yield replace(document, text=text)


def _draft(document: Document, text: str) -> Draft:
    paragraphs = [p for p in re.split(r"\n\s*\n", text) if p.strip()]
    parts = tuple((_kind(p), p) for p in paragraphs)
    return Draft(document.title or document.topic, parts)


def _kind(paragraph: str) -> str:
    short = len(paragraph.split()) <= 8 and not re.search(r"[.!?:;]\W*$", paragraph)
    return "heading" if short else "paragraph"


def _spun(
    draft: Draft, document: Document, family: str, rng: random.Random, style: str = ""
) -> Labelled:
    rate = rng.choice(RATES)
    spun = families()[family].spin("\n\n".join(t for _, t in draft.parts), rate, rng)
    paragraphs = [p for p in re.split(r"\n\s*\n", spun.text) if p.strip()]
    kinds = [kind for kind, _ in draft.parts]
    if len(kinds) != len(paragraphs):
        kinds = [_kind(p) for p in paragraphs]
    respun = replace(draft, parts=tuple(zip(kinds, paragraphs, strict=True)))
    return _page(respun, document, family=family, rate=rate, style=style)


def _page(
    draft: Draft, document: Document, *, family: str = "", style: str = "", rate: float = 0.0
) -> Labelled:
    article = article_of(draft)
    group = f"{document.source}/{document.id}"
    return Labelled(article, document.register, document.source, group, family, style, rate)


def article_of(draft: Draft) -> Article:
    """Return a draft as the Article of a page."""
    parts = [Part(Kind(kind), text, level=2 * (kind == "heading")) for kind, text in draft.parts]
    if draft.title:
        parts.insert(0, Part(Kind.HEADING, draft.title, level=1))
    return assemble(parts, title=draft.title or None, links=draft.links, alt_texts=draft.alt_texts)
