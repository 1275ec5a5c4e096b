"""The network of the rewriting model: a small transformer over windows of a page.

MiniLM (Wang et al. 2020) with a few layers, fine-tuned per word and per window and stored as an
int8 ONNX graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detector.errors import ModelError
from detector.glance import BREAK
from detector.rewriting_windows import cuts

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from detector.wordpiece import WordPiece

Floats = NDArray[np.float32]

MOST_PIECES = 6
MOST_KNOWN = 1_000  # windows
MOST_WORDS = 50_000
CLS, SEP, UNKNOWN = 101, 102, 100


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
        self._cut: tuple[Sequence[str], list[Window]] = [], []
        # What a skim has read is read again with the rest of the page, or of a better text of it.
        self._values = lru_cache(maxsize=MOST_KNOWN)(self._run)

    def windows(self, words: Sequence[str]) -> list[Window]:
        """Cut a page into windows that fit, each word whole, at the ends of blocks if possible."""
        before, found = self._cut
        if before is not words:  # looks that read more and more of a page cut the same list
            encoded = self._encoded(words)
            found = [
                _window(start, encoded[start:end])
                for start, end in cuts(words, [len(mine) for mine in encoded])
            ]
            self._cut = words, found
        return found

    def logits(self, windows: Sequence[Window]) -> list[Read]:
        """Logits of each window and its words, in the order of the windows.

        One by one: a batch is no quicker on one core, and the graph scales its bytes to what is in
        the batch, so that what it says of a window would depend on the others.
        """
        return [self._read(window) for window in windows]

    def forget(self) -> None:
        """Forget what was read, so that whoever measures reads every window again."""
        self._values.cache_clear()

    def _read(self, window: Window) -> Read:
        values = self._values(tuple(window.pieces))
        return Read(values[window.firsts], float(values[0]))

    def _run(self, window: tuple[int, ...]) -> Floats:
        pieces = np.array([window], dtype=np.int64)
        given = {"pieces": pieces, "mask": np.ones_like(pieces)}
        values: Floats = self._session.run(["logits"], given)[0][0]
        return values

    def _encoded(self, words: Sequence[str]) -> list[list[int]]:
        new = [word for word in dict.fromkeys(words) if word not in self._pieces]
        if len(self._pieces) > MOST_WORDS:
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
    session = onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # takes four times what it stands for
    )
    return session, WordPiece.read(vocabulary)
