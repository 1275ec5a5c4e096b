"""The second reader of the rewriting model: a small transformer over windows of a page.

MiniLM (Wang et al. 2020) with a few layers, fine-tuned per word and per window and stored as an
int8 ONNX graph. It knows more English than the tagger and costs several times as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detector.errors import ModelError
from detector.rewriting_windows import cuts
from detector.rewriting_words import BREAK

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from detector.wordpiece import WordPiece

Floats = NDArray[np.float32]

MOST_PIECES = 6
CLS, SEP, PAD, UNKNOWN = 101, 102, 0, 100
BATCH = 8


@dataclass(frozen=True)
class Window:
    """Words `start` … `end` of a page as pieces, and the place of each word's first piece."""

    start: int
    end: int
    pieces: list[int]
    firsts: list[int]


@dataclass(frozen=True)
class Read:
    """Logits of the words of a window, and of the window as a whole."""

    words: Floats
    window: float


class Judge:
    """The graph and its tokenizer; ModelError if a file is missing or damaged."""

    def __init__(self, path: Path) -> None:
        vocabulary = path.with_suffix(".tokenizer.json")
        for file in (path, vocabulary):
            if not file.is_file():
                raise ModelError(f"The model file {file.name} is missing; install detector again.")
        try:
            self._session, self._tokenizer = _open(path, vocabulary)
        except Exception as error:  # onnxruntime raises types of its own
            raise ModelError(
                f"The model file {path.name} cannot be read ({error}); install detector again."
            ) from error
        self._pieces: dict[str, list[int]] = {BREAK: [SEP]}

    def windows(self, words: Sequence[str]) -> list[Window]:
        """Cut a page into windows that fit, each word whole, at the ends of blocks if possible."""
        encoded = self._encoded(words)
        return [
            _window(start, encoded[start:end])
            for start, end in cuts(words, [len(mine) for mine in encoded])
        ]

    def logits(self, windows: Sequence[Window]) -> list[Read]:
        """Logits of each window and its words, in the order of the windows."""
        found: dict[int, Read] = {}
        # Windows of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces))
        for at in range(0, len(order), BATCH):
            group = order[at : at + BATCH]
            values = self._run([windows[i].pieces for i in group])
            for row, index in enumerate(group):
                found[index] = Read(values[row][windows[index].firsts], float(values[row][0]))
        return [found[index] for index in range(len(windows))]

    def _run(self, rows: list[list[int]]) -> Floats:
        size = max(map(len, rows))
        pieces = np.full((len(rows), size), PAD, dtype=np.int64)
        for number, row in enumerate(rows):
            pieces[number, : len(row)] = row
        given = {"pieces": pieces, "mask": (pieces != PAD).astype(np.int64)}
        values: Floats = self._session.run(["logits"], given)[0]
        return values

    def _encoded(self, words: Sequence[str]) -> list[list[int]]:
        new = [word for word in dict.fromkeys(words) if word not in self._pieces]
        if len(self._pieces) > 100_000:
            self._pieces = {BREAK: [SEP]}
            new = list(dict.fromkeys(words))
        for word in new:
            self._pieces[word] = self._tokenizer.pieces(word)[:MOST_PIECES] or [UNKNOWN]
        self._pieces[BREAK] = [SEP]
        return [self._pieces[word] for word in words]


def _window(start: int, encoded: Sequence[Sequence[int]]) -> Window:
    pieces, firsts = [CLS], list[int]()
    for mine in encoded:
        firsts.append(len(pieces))
        pieces += mine
    return Window(start, start + len(encoded), [*pieces, SEP], firsts)


def _open(path: Path, vocabulary: Path) -> tuple[InferenceSession, WordPiece]:
    import onnxruntime

    from detector.wordpiece import WordPiece

    options = onnxruntime.SessionOptions()
    # One thread: the batch engine runs a process on every core.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session, WordPiece.read(vocabulary)


@cache
def judge(path: Path) -> Judge:
    """Return the judge of a path, read once."""
    return Judge(path)
