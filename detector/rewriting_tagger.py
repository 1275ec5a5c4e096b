"""The network of the rewriting model: spaCy's tok2vec layout over our own token sequence.

Hash embeddings of norm, prefix, suffix and shape, a mixing layer, and residual maxout convolutions
over a window of three words (Honnibal 2017, as in `spacy.HashEmbedCNN`), with one logit a word.
It reads lexical attributes only, so that a word costs one table look-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.vocab import Vocab
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    NumpyOps,
    chain,
    clone,
    concatenate,
    expand_window,
    residual,
    set_current_ops,
)
from threadpoolctl import ThreadpoolController

from detector.errors import ModelError

WIDTH, DEPTH, PIECES = 128, 6, 2
ROWS = (24_000, 500, 6_000, 2_000)
SEED = 8
MOST_WORDS = 150_000  # that are remembered with their attributes

Ids = NDArray[np.uint64]
Floats = NDArray[np.float32]
Network = Model[Any, Any]  # thinc has array types of its own, which numpy's do not match


def attributes(vocab: Vocab, words: list[str]) -> Ids:
    """Attribute ids of words, shape (words, 4): what a word is, apart from its context."""
    lexemes = [vocab[word] for word in words]
    found = [(lex.norm, lex.prefix, lex.suffix, lex.shape) for lex in lexemes]
    return np.array(found, dtype=np.uint64).reshape(-1, len(ROWS))


def hashed_rows(ids: Ids) -> NDArray[np.int64]:
    """Return the table rows of attribute ids as `HashEmbed` does, shape (words, 4, 4)."""
    ops = NumpyOps(use_blis=False)
    columns = [
        ops.hash(np.ascontiguousarray(ids[:, column]), SEED + column) % rows
        for column, rows in enumerate(ROWS)
    ]
    return np.stack(columns, axis=1).astype(np.int64)


def untrained() -> Network:
    """Build the network before training: attribute ids (distinct words, 4) to vectors, to logits.

    Its two layers are the words apart from context, shape (words, 128), and what context makes of
    them, shape (tokens, 1); `logits` joins the two.
    """
    ops = NumpyOps(use_blis=False)  # generic BLIS kernels are slower than OpenBLAS on many CPUs
    set_current_ops(ops)
    tables: list[Network] = [
        HashEmbed(WIDTH, rows, column=column, seed=SEED + column)
        for column, rows in enumerate(ROWS)
    ]
    words: Network = chain(
        concatenate(*tables), Maxout(WIDTH, WIDTH * len(ROWS), nP=PIECES, normalize=True)
    )
    layer: Network = chain(expand_window(1), Maxout(WIDTH, WIDTH * 3, nP=PIECES, normalize=True))
    context: Network = chain(clone(residual(layer), DEPTH), Linear(1, WIDTH))
    words.initialize(X=np.zeros((1, len(ROWS)), dtype=np.uint64))
    context.initialize(X=np.zeros((1, WIDTH), dtype=np.float32))
    return chain(words, context)


def word_logits(net: Network, words: Sequence[str]) -> Floats:
    """Logits of a sequence of words and breaks, shape (len(words),).

    A word's part before context is computed once a page, however often it stands there.
    """
    numbers: dict[str, int] = {}
    places = [numbers.setdefault(word, len(numbers)) for word in words]
    alone, context = net.layers
    if len(_vocab()) > MOST_WORDS:
        _vocab.cache_clear()
    # One thread: on matrices this small a second one costs more than it gives, and crawls are
    # spread over processes.
    with _threads().limit(limits=1, user_api="blas"):
        vectors = alone.predict(attributes(_vocab(), list(numbers)))
        found: Floats = context.predict(np.ascontiguousarray(vectors[places]))[:, 0]
    return found


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def sigmoid(values: Floats) -> Floats:
    """Turn logits into probabilities."""
    found: Floats = (1 / (1 + np.exp(-values.clip(-30, 30)))).astype(np.float32)
    return found


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab


def store(net: Network, path: Path) -> None:
    """Write the weights as half-precision numbers with their names (npz, no pickle)."""
    arrays = {
        f"{index}.{name}": node.get_param(name).astype("float16")
        for index, node in enumerate(net.walk())
        for name in node.param_names
        if node.has_param(name)
    }
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> Network:
    """Read a stored network. Raises ModelError when the file is missing or of another layout."""
    if not path.is_file():
        raise ModelError(
            f"The rewriting model {path.name} is missing: reinstall detector, or train it with "
            "python -m models.rewriting.train."
        )
    net = untrained()
    nodes = list(net.walk())
    try:
        with np.load(path, allow_pickle=False) as stored:
            for key in stored.files:
                index, _, name = key.partition(".")
                nodes[int(index)].set_param(name, stored[key].astype(np.float32))
    except (ValueError, KeyError, IndexError, OSError) as error:
        raise ModelError(
            f"The rewriting model {path.name} is damaged or of another version: reinstall detector."
        ) from error
    return net
