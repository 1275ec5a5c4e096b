"""Near-duplicate removal over the whole corpus with MinHash LSH (rensa).

    python -m corpus.dedupe --mirror DIR      rewrite duplicates.txt (names and ids, no text)

The list is committed, so that reading the corpus costs nothing and every builder drops the same
documents. Of two near-copies the first in manifest order stays.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from corpus.manifest import manifest
from corpus.sources import DUPLICATES, add_mirror_argument, mirror, records
from corpus.text import clean

if TYPE_CHECKING:
    from rensa import RMinHash

THRESHOLD = 0.7
_PERMUTATIONS = 128
_WORD = re.compile(r"\w+")


def shingles(text: str, size: int = 5) -> list[str]:
    """Overlapping runs of `size` lower-case words; one run for a shorter text."""
    words = _WORD.findall(text.lower())
    last = max(1, len(words) - size + 1)
    return [" ".join(words[start : start + size]) for start in range(last)]


def near_duplicates(
    texts: Iterable[tuple[str, str]], threshold: float = THRESHOLD
) -> Iterator[tuple[str, str]]:
    """Yield `(later id, earlier id)` for every text that nearly repeats an earlier, kept one.

    Texts come as `(id, text)`; near means an estimated word-5-gram Jaccard similarity of at least
    `threshold`.
    """
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=16)
    kept: list[tuple[str, RMinHash]] = []
    for name, text in texts:
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update(shingles(text))
        twin = _twin(sketch, index.query(sketch), kept, threshold)
        if twin is not None:
            yield name, twin
            continue
        index.insert(len(kept), sketch)
        kept.append((name, sketch))


def _twin(
    sketch: RMinHash,
    candidates: Iterable[int],
    kept: Sequence[tuple[str, RMinHash]],
    threshold: float,
) -> str | None:
    for position in candidates:
        name, other = kept[position]
        if sketch.jaccard(other) >= threshold:
            return name
    return None


def corpus_texts() -> Iterator[tuple[str, str]]:
    """`set<TAB>id` and text of every usable document."""
    folder = mirror()
    for source in manifest().values():
        if source.split in {"dropped", "none"}:
            continue
        for record in records(source, folder):
            text = clean(record["text"], source.flags)
            if len(text.split()) >= 20:
                yield f"{source.name}\t{record['id']}", text


def main() -> None:
    """Rewrite duplicates.txt and say how many documents it names."""
    parser = argparse.ArgumentParser(description="Rewrite the list of near-duplicate documents.")
    add_mirror_argument(parser)
    parser.parse_args()
    found = sorted(name for name, _ in near_duplicates(corpus_texts()))
    DUPLICATES.write_text("".join(f"{name}\n" for name in found), encoding="utf-8")
    click.echo(f"{len(found)} near-duplicates listed in {DUPLICATES.name}")


if __name__ == "__main__":
    main()
