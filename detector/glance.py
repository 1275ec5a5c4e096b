"""A glance at a page: the quick forecast of what the rewriting model would say of its words.

A small network over the words themselves, in plain numpy: hashed vectors of each word, its ending
and its shape, three residual layers over a word and its neighbours, one logit a word. It learned
from the same texts as the rewriting model (``models/rewriting/glance.py``) and costs a hundredth:
the vectors of a word are looked up once a process. Of a page only its peaks and means are used, to
tell the pages that are clearly clean from those that deserve to be read; no finding rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detector.artefacts import artefact
from detector.errors import ModelError

Floats = NDArray[np.float32]

ARTEFACT = "glance.npz"
WIDTH, DEPTH = 48, 3
WORDS, ENDINGS, SHAPES = 40_000, 4_000, 8
WINDOW = 40
MOST_KNOWN = 40_000  # tokens
BREAK = "\n"
FEATURES = (
    "glance_mean", "glance_top10", "glance_top3", "glance_window", "glance_share",
)  # fmt: skip
# As spaCy cuts English: clitics apart, every mark alone, a line break as a word of its own. The
# first look ahead spares most words the slow search for an end before "n't".
TOKEN = re.compile(
    r"\n+|(?=[^\W\d_]++['’]t\b)[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+|[^\w\s]",
    re.IGNORECASE,
)


def rows(word: str) -> tuple[int, int, int]:
    """Return the places of a word in the three tables: the word, its ending, its shape."""
    low = word.lower().encode()
    shape = 0
    if word[:1].isalpha():
        shape = 1 + 2 * word[:1].isupper() + (len(word) > 1 and word.isupper())
    elif word[:1].isdigit():
        shape = 5
    elif word[:1] == BREAK:
        shape = 6
    return crc32(low) % WORDS, crc32(low[-3:]) % ENDINGS, shape


@dataclass(frozen=True)
class Glance:
    """The weights: three tables of vectors, the layers, and the line that makes a logit.

    Shapes: (WORDS, WIDTH), (ENDINGS, WIDTH), (SHAPES, WIDTH); (DEPTH, 3 * WIDTH, WIDTH) with
    (DEPTH, WIDTH); (WIDTH + 1,), the last being the bias.
    """

    words: Floats
    endings: Floats
    shapes: Floats
    kernels: Floats
    biases: Floats
    line: Floats

    def logits(self, tokens: Sequence[str]) -> Floats:
        """Return the log-odds of each token, shape (len(tokens),)."""
        state = self._vectors(tokens)
        # The same two arrays for all layers, since new ones would cost as much as the sums.
        beside = np.zeros((len(state), 3 * WIDTH), np.float32)
        found = np.empty_like(state)
        for kernel, bias in zip(self.kernels, self.biases, strict=True):
            beside[1:, :WIDTH] = state[:-1]
            beside[:, WIDTH : 2 * WIDTH] = state
            beside[:-1, 2 * WIDTH :] = state[1:]
            np.matmul(beside, kernel, out=found)
            found += bias
            np.maximum(found, 0, out=found)
            state += found
        logits: Floats = state @ self.line[:-1] + self.line[-1]
        return logits

    def _vectors(self, tokens: Sequence[str]) -> Floats:
        if len(_known) > MOST_KNOWN:
            _known.clear()
        found = b"".join([_known.get(token) or self._vector(token) for token in tokens])
        return np.frombuffer(found, np.float32).reshape(-1, WIDTH).copy()

    def _vector(self, token: str) -> bytes:
        word, ending, shape = rows(token)
        vector: Floats = self.words[word] + self.endings[ending] + self.shapes[shape]
        found = _known[token] = vector.tobytes()
        return found


# The bytes of the vector of a token, which is the same on every page.
_known: dict[str, bytes] = {}


def words_of(text: str) -> list[str]:
    """Cut a text into words and marks, with one ``BREAK`` between blocks."""
    return [BREAK if one[0] == BREAK else one for one in TOKEN.findall(text)]


@lru_cache(maxsize=1)  # a page that is skimmed after a glance is asked for again
def glanced(text: str) -> tuple[list[str], Floats]:
    """Return the words of a text and the log-odds of each, shape (words,)."""
    words = words_of(text)
    return words, load().logits(words)


def sigmoid(values: Floats) -> Floats:
    """Turn log-odds into probabilities; NaN stays NaN."""
    found: Floats = (1 / (1 + np.exp(-values.clip(-30, 30)))).astype(np.float32)
    return found


def features(text: str) -> dict[str, float]:
    """Describe a text by its words' probabilities; all 0 for a text without words.

    - ``glance_mean``, ``glance_top10``, ``glance_top3``: mean of all words, of the highest tenth,
      of the highest thirtieth
    - ``glance_window``: highest mean of any 40 neighbouring words
    - ``glance_share``: share of words above .5

    Raises:
        ModelError: the artefact is missing or damaged.
    """
    tokens, logits = glanced(text)
    judged = np.fromiter((one[0].isalpha() for one in tokens), bool, len(tokens))
    if not judged.any():
        return dict.fromkeys(FEATURES, 0.0)
    values = sigmoid(logits[judged]).astype(np.float64)
    ranked = np.sort(values)[::-1]
    size = min(WINDOW, len(values))
    sums = np.cumsum(np.concatenate([[0.0], values]))
    found = (
        values.mean(),
        ranked[: max(1, len(ranked) // 10)].mean(),
        ranked[: max(1, len(ranked) // 30)].mean(),
        (sums[size:] - sums[:-size]).max() / size,
        (values > 0.5).mean(),
    )
    return dict(zip(FEATURES, map(float, found), strict=True))


@cache
def load() -> Glance:
    """Return the shipped network, read once."""
    return read(artefact(ARTEFACT))


def read(path: Path) -> Glance:
    """Read a stored network. Raises ModelError when the file is damaged or of another layout."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            found = {name: stored[name].astype(np.float32) for name in stored.files}
        if found["words"].shape != (WORDS, WIDTH) or len(found["kernels"]) != DEPTH:
            raise ValueError("its layout is another one")
        # Tables are stored as bytes with one scale each.
        scales = found.pop("scales")
        for name, scale in zip(("words", "endings", "shapes"), scales, strict=True):
            found[name] *= scale
        return Glance(**found)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"{path.name} is damaged ({error}); install detector again.") from error
