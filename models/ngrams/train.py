"""Train the n-gram model: corpus → tokens → lmplz → run-time table → artefacts with a card.

    python -m models.ngrams.train --mirror DIR --lmplz PATH/lmplz [--work DIR]

`lmplz` comes with the source package `kenlm` of the Python registry, the packages cmake, g++,
libboost-program-options-dev, libboost-system-dev, libboost-thread-dev, libboost-test-dev,
libeigen3-dev, zlib1g-dev, libbz2-dev and liblzma-dev of Debian are needed to build it:

    pip download --no-deps --no-binary :all: kenlm==0.3.0 && tar xf kenlm-0.3.0.tar.gz
    cmake -S kenlm-0.3.0 -B build/kenlm -DCMAKE_BUILD_TYPE=Release
    cmake --build build/kenlm --target lmplz build_binary
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from detector.ngrams import BREAK, UNKNOWN, VERSION
from models.ngrams.table import Arpa, fuse, read_arpa, word_codes
from models.ngrams.text import text_file, training_sets, write

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
WORK = Path(__file__).parents[1] / "work" / "ngrams"
SEED = 20


@dataclass(frozen=True)
class Settings:
    """What is tried: n-gram order, pruning counts a length, least count of a word, caps.

    `share` is the most words, in millions, that a set outside health may give.
    """

    order: int = 4
    prune: tuple[int, ...] = (0, 0, 1, 2)
    least: int = 5
    share: float = 1.0

    @property
    def name(self) -> str:
        """A name for files, from the values."""
        return f"o{self.order}-p{''.join(map(str, self.prune))}-v{self.least}-s{self.share:g}"


def joined(work: Path, settings: Settings) -> tuple[Path, Counter[str]]:
    """One training file of all sets, and the number of tokens of each register.

    A health set comes whole, any other up to `share` million tokens.
    """
    path, totals = work / f"train-{settings.share:g}.txt", work / f"train-{settings.share:g}.json"
    counts: Counter[str] = Counter()
    if totals.is_file():
        return path, Counter(json.loads(totals.read_text(encoding="utf-8")))
    with path.open("w", encoding="utf-8") as out:
        for source in training_sets():
            cap = 10**9 if source.name.startswith("health/") else settings.share * 1e6
            with text_file(work, "train", source).open(encoding="utf-8") as lines:
                used = 0
                for line in lines:
                    if used >= cap:
                        break
                    used += line.count(" ") + 1
                    out.write(line)
            counts[source.register] += used
    totals.write_text(json.dumps(counts), encoding="utf-8")
    return path, counts


def vocabulary(text: Path, least: int) -> list[str]:
    """List the words that stand at least `least` times in the training text."""
    counts: Counter[str] = Counter()
    with text.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    return sorted(word for word, count in counts.items() if count >= least)


def run_lmplz(lmplz: str, text: Path, settings: Settings, work: Path) -> Path:
    """Estimate the model; returns the ARPA file."""
    words = work / f"words-{settings.share:g}-{settings.least}.txt"
    if not words.is_file():
        words.write_text("\n".join(vocabulary(text, settings.least)), encoding="utf-8")
    arpa = work / f"{settings.name}.arpa"
    if arpa.is_file():
        return arpa
    part = arpa.with_suffix(".part")
    command = [lmplz, "-o", str(settings.order), "-S", "3G", "-T", str(work / "tmp")]
    command += ["--limit_vocab_file", str(words), "--text", str(text), "--arpa", str(part)]
    command += ["--prune", *map(str, settings.prune)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    part.rename(arpa)
    return arpa


def save(arpa: Arpa, folder: Path, card: dict[str, Any]) -> None:
    """Write table, vocabulary and card."""
    folder.mkdir(parents=True, exist_ok=True)
    cells, shape = fuse(arpa)
    np.save(folder / "ngrams.table.npy", cells)
    words = np.frombuffer("\n".join(arpa.words).encode("utf-8"), np.uint8)
    codes = word_codes(len(arpa.words), SEED)
    np.savez(folder / "ngrams.vocabulary.npz", words=words, codes=codes, unigrams=arpa.unigrams)
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("ngrams.table.npy", "ngrams.vocabulary.npz")
    }
    facts = {"version": VERSION, "order": arpa.order, "shape": asdict(shape)}
    facts |= {"words": len(arpa.words), "ngrams": len(arpa.hashes), "sha256": files} | card
    (folder / "ngrams.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train with the chosen settings and write the artefacts."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--lmplz", default="lmplz", help="the program that estimates the model")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for working files")
    parser.add_argument("--out", type=Path, default=ARTEFACTS, help="folder for the artefacts")
    parser.add_argument("--order", type=int, default=Settings.order)
    parser.add_argument("--prune", type=int, nargs="+", default=list(Settings.prune))
    parser.add_argument("--least", type=int, default=Settings.least)
    parser.add_argument("--share", type=float, default=Settings.share)
    given = parser.parse_args()
    settings = Settings(given.order, tuple(given.prune), given.least, given.share)
    (given.work / "tmp").mkdir(parents=True, exist_ok=True)
    write(given.work)
    text, counts = joined(given.work, settings)
    arpa = read_arpa(run_lmplz(given.lmplz, text, settings, given.work), SEED)
    if BREAK not in arpa.words or UNKNOWN not in arpa.words:
        raise ValueError("The ARPA file lacks <s> or <unk>: train it with lmplz.")
    card = {"settings": asdict(settings), "tokens": dict(counts.most_common())}
    save(arpa, given.out, card | {"manifest": manifest_hash()})
    print(f"{len(arpa.words)} words, {len(arpa.hashes)} n-grams written to {given.out}")


if __name__ == "__main__":
    main()
