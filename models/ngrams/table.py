"""Making the run-time table: n-grams of an ARPA file, hashed and packed by peeling."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detector.ngram_table import (
    CELLS,
    Cells,
    Floats,
    Hashes,
    Shape,
    extend,
    fingerprints,
    finish,
    places,
    quantised,
)

END = "</s>"
IDLE = 0.5  # log10 units
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Arpa:
    """The parts of an ARPA model: words with their unigram values, and all longer n-grams.

    `hashes`, `probabilities` and `backoffs` are aligned; n-grams that hold the end mark are left
    out, because a page is scored as a stream without ends.
    """

    order: int
    words: list[str]
    unigrams: Floats  # (2, words): log10-probability and back-off
    hashes: Hashes
    probabilities: Floats
    backoffs: Floats


def word_codes(count: int, seed: int) -> Hashes:
    """One random 64-bit code a word."""
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.integers(0, 2**64, size=count, dtype=np.uint64)


def read_arpa(path: Path, seed: int) -> Arpa:
    """Read a model that lmplz wrote."""
    words: list[str] = []
    unigrams: list[tuple[float, float]] = []
    with path.open(encoding="utf-8") as file:
        sections = _sections(file)
        for _, fields in next(sections):
            if fields[1] != END:
                words.append(fields[1])
                unigrams.append((float(fields[0]), _backoff(fields)))
        ids = {word: index for index, word in enumerate(words)}
        codes = word_codes(len(words), seed)
        table = np.array(unigrams, np.float32).T.copy()
        vocabulary = _Vocabulary(ids, codes, table)
        parts = [_longer(rows, vocabulary) for rows in sections]
    hashes, probabilities, backoffs = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    return Arpa(len(parts) + 1, words, table, hashes, probabilities, backoffs)


def _sections(file: Iterator[str]) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """Yield the n-gram sections of an ARPA file, each as its order and fields a line."""
    for line in file:
        if line.startswith("\\") and line.rstrip().endswith("-grams:"):
            yield _rows(file, int(line[1 : line.index("-")]))


def _rows(file: Iterator[str], order: int) -> Iterator[tuple[int, list[str]]]:
    for line in file:
        if len(line) < 2:
            return
        yield order, line.rstrip("\n").split("\t")


def _backoff(fields: list[str]) -> float:
    return float(fields[2]) if len(fields) > 2 else 0.0


@dataclass(frozen=True)
class _Vocabulary:
    ids: dict[str, int]
    codes: Hashes
    unigrams: Floats


def _longer(
    rows: Iterator[tuple[int, list[str]]], vocabulary: _Vocabulary
) -> tuple[Hashes, Floats, Floats]:
    """Hashes and values of one section."""
    grams: list[list[int]] = []
    values: list[tuple[float, float]] = []
    parts: list[tuple[Hashes, Floats]] = []
    for _, fields in rows:
        gram = [vocabulary.ids.get(word, -1) for word in fields[1].split(" ")]
        if -1 in gram:
            continue
        grams.append(gram)
        values.append((float(fields[0]), _backoff(fields)))
        if len(grams) == 1 << 20:
            parts.append(_packed(grams, values, vocabulary))
            grams, values = [], []
    parts.append(_packed(grams, values, vocabulary))
    numbers = np.concatenate([part[1] for part in parts])
    return np.concatenate([part[0] for part in parts]), numbers[:, 0], numbers[:, 1]


def _packed(
    grams: list[list[int]], values: list[tuple[float, float]], vocabulary: _Vocabulary
) -> tuple[Hashes, Floats]:
    words, numbers = np.array(grams, np.int64), np.array(values, np.float32)
    if words.shape[-1] == 2:
        kept = ~_idle(words, numbers, vocabulary.unigrams)
        words, numbers = words[kept], numbers[kept]
    table = vocabulary.codes[words]
    hashes = table[:, -1]
    for column in range(table.shape[1] - 2, -1, -1):
        hashes = extend(hashes, table[:, column])
    return hashes, numbers


def _idle(words: Indices, numbers: Floats, unigrams: Floats) -> NDArray[np.bool_]:
    """Which bigrams lead to no longer n-gram and say little more than their words apart."""
    apart = unigrams[1][words[:, 0]] + unigrams[0][words[:, 1]]
    idle: NDArray[np.bool_] = (numbers[:, 1] == 0) & (np.abs(numbers[:, 0] - apart) < IDLE)
    return idle


def fuse(arpa: Arpa) -> tuple[Cells, Shape]:
    """Cells of a table that gives back every n-gram; raises ValueError if peeling fails."""
    mixed = finish(arpa.hashes)
    size = len(mixed)
    bits = max(6, round(math.log(size) / math.log(3.33) + 2.25))
    wanted = math.ceil(size * max(1.125, 0.875 + 0.25 * math.log(1e6) / math.log(size)))
    shape = Shape(max(1, math.ceil(wanted / (1 << bits)) - CELLS + 1), bits)
    cells_of = places(mixed, shape)
    layers = _peel(cells_of, shape.cells)
    values = fingerprints(mixed) | quantised(arpa.probabilities, arpa.backoffs)
    cells = np.zeros(shape.cells, np.uint32)
    for keys, slots in reversed(layers):
        # The slot still holds 0, so the sum over all three cells is that of the other two.
        first, second, third = cells_of[:, keys]
        cells[slots] = values[keys] ^ cells[first] ^ cells[second] ^ cells[third]
    return cells, shape


def _peel(cells_of: Indices, count: int) -> list[tuple[Indices, Indices]]:
    """Layers of (keys, cells): each key owns a cell that no key of a later layer uses."""
    size = cells_of.shape[1]
    left = np.bincount(cells_of.ravel(), minlength=count)
    keys_in = np.zeros(count, np.int64)
    for row in cells_of:
        np.bitwise_xor.at(keys_in, row, np.arange(size))
    layers: list[tuple[Indices, Indices]] = []
    done = 0
    single = np.flatnonzero(left == 1)
    while len(single):
        keys, first = np.unique(keys_in[single], return_index=True)
        layers.append((keys, single[first]))
        done += len(keys)
        touched = cells_of[:, keys]
        np.subtract.at(left, touched.ravel(), 1)
        np.bitwise_xor.at(keys_in, touched.ravel(), np.tile(keys, CELLS))
        around = np.unique(touched)
        single = around[left[around] == 1]
    if done < size:
        raise ValueError("The table could not be packed: two n-grams collide; change the seed.")
    return layers
