"""Shards: drawn pages, clean and spun, tokenised and stored as arrays for the trainers.

`python -m models.rewriting.shards --count 4` draws new ones; nothing is drawn twice, since every
shard has its own seed. A shard holds each page clean and spun, so that no topic tells the classes
apart, and texts never leave the work folder.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.sources import add_mirror_argument
from models.rewriting import spinning, texts, tokens

WORK = Path(__file__).parents[1] / "work" / "rewriting"
PAGES = 1_500


@dataclass(frozen=True)
class Shard:
    """Pages one after the other: `ids` into `words`, labels (1, 0, -1), and where pages begin."""

    words: list[str]
    ids: NDArray[np.int32]
    labels: NDArray[np.int8]
    starts: NDArray[np.int64]
    spun: NDArray[np.bool_]
    hard: NDArray[np.bool_]
    families: NDArray[np.int64]  # a bit for each family of SHARE that spun the page

    def save(self, path: Path) -> None:
        """Write atomically, so that a trainer never reads half a shard."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part.npz")
        np.savez(
            partial,
            words=np.array("\x00".join(self.words)),
            ids=self.ids, labels=self.labels, starts=self.starts, spun=self.spun, hard=self.hard,
            families=self.families,
        )  # fmt: skip
        partial.rename(path)


def read(path: Path) -> Shard:
    """Read a stored shard."""
    with np.load(path) as stored:
        return Shard(
            str(stored["words"]).split("\x00"),
            *(stored[name] for name in ("ids", "labels", "starts", "spun", "hard", "families")),
        )


def bits(chosen: Sequence[str]) -> int:
    """Return the set of families as bits of one number."""
    order = list(spinning.SHARE)
    return sum(1 << order.index(name) for name in chosen)


def make(pages: Sequence[texts.Page], names: Sequence[str], seed: int) -> Shard:
    """Each page as it is and spun; hard registers are spun half as often."""
    rng = random.Random(seed)
    vocabulary: dict[str, int] = {}
    ids: list[NDArray[np.int32]] = []
    labels: list[NDArray[np.int8]] = []
    spun: list[bool] = []
    hard: list[bool] = []
    families: list[int] = []

    def add(labelled: tokens.Labelled, chosen: Sequence[str], is_hard: bool) -> None:
        words, target = labelled
        found = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
        ids.append(np.array(found, dtype=np.int32))
        labels.append(target)
        spun.append(bool(chosen))
        hard.append(is_hard)
        families.append(bits(chosen))

    for page in pages:
        is_hard = page.register in texts.HARD
        add(tokens.clean(page.text), (), is_hard)
        if not is_hard or rng.random() < 0.5:
            chosen = spinning.choose(names, rng)
            add(tokens.spun(spinning.spin(page.text, chosen, rng)), chosen, is_hard)
    starts = np.cumsum([0, *(len(part) for part in ids)])
    return Shard(
        list(vocabulary), np.concatenate(ids), np.concatenate(labels), starts,
        np.array(spun), np.array(hard),
        np.array(families, dtype=np.int64),
    )  # fmt: skip


def main() -> None:
    """Draw shards of the training split."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--count", type=int, default=4)
    parser.add_argument("--first", type=int, default=0, help="number of the first shard")
    parser.add_argument("--without", default="", help="families to leave out, comma-separated")
    parser.add_argument("--folder", type=Path, default=WORK / "shards")
    arguments = parser.parse_args()
    left_out = set(arguments.without.split(","))
    names = [name for name in spinning.usable() if name not in left_out]
    print("families:", ", ".join(names), flush=True)
    pool = texts.stored("train", WORK / "pages-train.jsonl")
    print({register: len(found) for register, found in pool.items()}, flush=True)
    for number in range(arguments.first, arguments.first + arguments.count):
        drawn = islice(texts.draw(pool, random.Random(number)), PAGES)
        shard = make(list(drawn), names, number)
        shard.save(arguments.folder / f"{number:04d}.npz")
        print(number, len(shard.ids), "tokens", flush=True)


if __name__ == "__main__":
    main()
