"""Tokens as the model sees them: spaCy's words and marks, and one break for the end of a block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc

from corpus.edits import Spun, labels
from detector.glance import BREAK
from detector.rewriting_words import sequence

Labelled = tuple[list[str], NDArray[np.int8]]


@cache
def _tokenizer() -> spacy.language.Language:
    return spacy.blank("en")


def read(text: str) -> Doc:
    """Tokenise with the tokenizer of the product's own pipeline."""
    return _tokenizer().make_doc(text)


def clean(text: str) -> Labelled:
    """Tokens and labels of an honest text: 0 for words, -1 for everything that is no word."""
    return _labelled(read(text), None)


def spun(result: Spun) -> Labelled:
    """Tokens and labels of a spun text: 1 for words that an edit touches."""
    doc = read(result.text)
    spans = [(token.idx, token.idx + len(token)) for token in doc]
    return _labelled(doc, labels(result, spans))


def _labelled(doc: Doc, touched: Sequence[bool] | None) -> Labelled:
    words, target = [], []
    for index in sequence(doc).tolist():
        text = BREAK if index < 0 else doc[index].text
        words.append(text)
        if not any(map(str.isalpha, text)):
            target.append(-1)
        else:
            target.append(int(touched is not None and touched[index]))
    return words, np.array(target, dtype=np.int8)
