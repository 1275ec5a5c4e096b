"""The search for families over the pages of an audit: sketches, alignment, families, their seeds.

Memory: LENGTH · 8 bytes of fingerprint a page, about 150 of its names, and about as much as a page
has text for those pages alone that share values of their fingerprints with another one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from detector.audit.families import store
from detector.audit.families.align import Alignment, Vocabulary, align
from detector.audit.families.candidates import candidates
from detector.audit.families.cluster import cluster
from detector.audit.families.relation import Relation, relation
from detector.audit.fingerprint import LENGTH, disguised, fingerprint
from detector.errors import UsageError

LEAST_TOKENS: Final = 40  # a shorter page says too little to be told from chance
MOST_EQUAL: Final = 50  # pages of equal score that are read for the best one
SEED: Final = "seed"


@dataclass(frozen=True)
class Reference:
    """A known original that pages of the crawl may have been spun from."""

    target: str
    text: str


@dataclass(frozen=True)
class Member:
    """A page of a family, by its row in the crawl, and how it lies against the seed."""

    page: int
    relation: Relation
    alignment: Alignment


@dataclass
class Crawl:
    """What is held of the pages: `names` of all, the encoded texts of those with candidates."""

    names: list[dict[str, Any]]
    references: int
    words: Vocabulary
    codes: dict[int, str]
    disguised: set[int]

    def compare(self, seed: int, member: int) -> Member | None:
        """Align a page with a seed, None when they are of no family."""
        if seed not in self.codes or member not in self.codes:
            return None
        found = align(self.codes[seed], self.codes[member])
        host = self.names[seed]["host"]
        named = relation(
            found,
            self.words,
            same_host=host is not None and host == self.names[member]["host"],
            disguised=seed in self.disguised or member in self.disguised,
        )
        return Member(member, named, found) if named else None

    def related(self, seed: int, member: int) -> bool:
        """Whether two pages are of one family."""
        return self.compare(seed, member) is not None

    def is_reference(self, page: int) -> bool:
        """Whether a page is a known original."""
        return page >= len(self.names) - self.references

    def rank(self, page: int) -> tuple[Any, ...]:
        """Sort pages as seeds: references, then the least spun, then the earliest."""
        name = self.names[page]
        spun = 2.0 if name["spun"] is None else name["spun"]
        place = (name["target"], name["source"] or "", name["position"] or 0)
        return not self.is_reference(page), spun, name["fetched"] or "~", *place


def find(folder: Path, references: Sequence[Reference] = ()) -> pa.Table:
    """Return the families of an audit's folder as a table of FAMILIES; the same ones every time.

    Raises:
        UsageError: the folder holds no audit, one without texts, or one of another version.
    """
    files = store.shards(folder)
    table = store.pages(files)
    known = [fingerprint(reference.text) for reference in references]
    own = np.array(known, np.uint64).reshape(-1, LENGTH)
    prints = store.fingerprints(files, table.num_rows)
    pairs = candidates(np.concatenate((prints, own)))
    del prints
    crawl = _crawl(files, table, references, pairs)
    order = sorted({*pairs.ravel().tolist()}, key=crawl.rank)
    families = (_settled(crawl, family) for family in cluster(pairs, order, crawl.related))
    rows = [row for family in families for row in _rows(crawl, family)]
    found = pa.Table.from_pylist(rows, schema=store.FAMILIES)
    return found.replace_schema_metadata({store.SEARCHED: str(table.num_rows)})


def _crawl(
    files: list[Path], table: pa.Table, references: Sequence[Reference], pairs: NDArray[np.int64]
) -> Crawl:
    empty = dict.fromkeys(store.COLUMNS)
    wanted = np.zeros(table.num_rows + len(references), np.bool_)
    wanted[pairs.ravel()] = True
    # Names of pages without candidates are never looked at.
    names = [empty] * len(wanted)
    rows = np.flatnonzero(wanted[: table.num_rows])
    for row, name in zip(rows.tolist(), table.take(pa.array(rows)).to_pylist(), strict=True):
        names[row] = name
    for row, reference in enumerate(references, table.num_rows):
        names[row] = empty | {"target": reference.target}
    crawl = Crawl(names, len(references), Vocabulary(), {}, set())
    own = enumerate((r.text for r in references), table.num_rows)
    _encode(crawl, store.texts(files, wanted))
    _encode(crawl, ((row, text) for row, text in own if wanted[row]))
    return crawl


def _encode(crawl: Crawl, texts: Iterable[tuple[int, str | None]]) -> None:
    for row, text in texts:
        if text is None:
            raise UsageError(
                "The audit was run with --no-text, and families are confirmed by comparing texts; "
                "run it again without --no-text."
            )
        code = crawl.words.encode(text)
        if len(code) >= LEAST_TOKENS:
            crawl.codes[row] = code
            if disguised(text):
                crawl.disguised.add(row)


def _settled(crawl: Crawl, family: Sequence[int]) -> list[Member]:
    """Choose the seed and compare all others with it; the seed comes first."""
    seed = _seed(crawl, family)
    same = crawl.codes[seed]
    rest = filter(None, map(partial(crawl.compare, seed), sorted(set(family) - {seed})))
    return [Member(seed, Relation.COPY, align(same, same)), *rest]


def _seed(crawl: Crawl, family: Sequence[int]) -> int:
    """Return the least spun page; of equal ones that whose words fit best, else the earliest."""
    best = crawl.rank(family[0])[:2]
    equal = [page for page in family if crawl.rank(page)[:2] == best][:MOST_EQUAL]
    if len(equal) == 1:
        return equal[0]
    from detector.ngrams import NgramModel

    model = NgramModel.load()

    def fit(page: int) -> float:
        words = crawl.words.decode(crawl.codes[page][:1000])
        return round(float(model.surprise(words).mean()), 3)

    return min(equal, key=lambda page: (-fit(page), *crawl.rank(page)))


def _rows(crawl: Crawl, family: Sequence[Member]) -> list[dict[str, Any]]:
    """Return the rows of a family in the order of their targets, none for a page left alone."""
    if len(family) < 2 or all(crawl.is_reference(member.page) for member in family):
        return []
    swaps = [list(_substitutions(member.alignment, crawl.words)) for member in family]
    counts = Counter(swap for found in swaps for swap in found)
    name = _identity(crawl.names[family[0].page])
    rows = []
    for number, (member, found) in enumerate(zip(family, swaps, strict=True)):
        shown = sorted(set(found), key=lambda swap: (-counts[swap], swap))
        rows.append(
            {key: crawl.names[member.page][key] for key in ("target", "host", "source", "position")}
            | {
                "family": name,
                "relation": str(member.relation) if number else SEED,
                "is_seed": not number,
                "is_reference": crawl.is_reference(member.page),
                "alignment": round(member.alignment.ratio, 4),
                "substitutions": [
                    {"seed": seed, "member": other, "count": counts[seed, other]}
                    for seed, other in shown[: store.MOST_SUBSTITUTIONS]
                ],
            }
        )
    return rows


def _substitutions(found: Alignment, words: Vocabulary) -> Iterable[tuple[str, str]]:
    for here, there in found.sites():
        seed, member = _spoken(words.decode(here)), _spoken(words.decode(there))
        if seed and member and seed != member:
            yield seed, member


def _spoken(words: Iterable[str]) -> str:
    return " ".join(word for word in words if word[0].isalnum())


def _identity(name: dict[str, Any]) -> str:
    said = "\n".join(str(name[key]) for key in ("target", "source", "position"))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
