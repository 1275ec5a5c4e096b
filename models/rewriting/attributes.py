"""Words as spaCy's tok2vec sees them: hashed norm, prefix, suffix and shape (Honnibal 2017)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab
from thinc.api import NumpyOps

ROWS = (24_000, 500, 6_000, 2_000)
SEED = 8

Ids = NDArray[np.uint64]


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
