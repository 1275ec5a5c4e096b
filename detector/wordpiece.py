"""WordPiece of uncased BERT for single words: what the second reader of the model is fed with.

The published algorithm (Wu et al. 2016; Devlin et al. 2019): fold case and accents, part marks,
then take the longest piece of the vocabulary again and again. The library that does this brings
forty megabytes and a client for downloads with it; here are the lines that a word needs, and a test
compares the two.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN = "[UNK]"
LONGEST = 100  # characters of a word; longer ones are unknown
CJK = re.compile(
    "([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b81f"
    "\U0002b820-\U0002ceaf\U0002f800-\U0002fa1f])"
)


class WordPiece:
    """A vocabulary and the pieces of words by it."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    @classmethod
    def read(cls, path: Path) -> WordPiece:
        """Read a ``tokenizer.json``; ValueError or KeyError if it holds no WordPiece vocabulary."""
        facts = json.loads(path.read_text("utf-8"))
        return cls(facts["model"]["vocab"])

    def pieces(self, word: str) -> list[int]:
        """Return the numbers of the pieces of a word; none for one of control marks alone."""
        return [piece for part in _parts(word) for piece in self._pieces(part)]

    def _pieces(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            ends = range(len(part), start, -1)
            end = next((e for e in ends if prefix + part[start:e] in self._vocabulary), None)
            if end is None or len(part) > LONGEST:
                return [self._vocabulary[UNKNOWN]]
            found.append(self._vocabulary[prefix + part[start:end]])
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    """Yield the runs of letters and the single marks of a word, folded."""
    kept = "".join(" " if char.isspace() else char for char in word if not _control(char))
    spaced = CJK.sub(r" \1 ", kept)
    bare = "".join(
        c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn"
    )
    run = ""
    for char in f"{bare.lower()} ":
        if char.isspace() or _mark(char):
            if run:
                yield run
            run = ""
            if not char.isspace():
                yield char
        else:
            run += char


def _control(char: str) -> bool:
    if char in "\t\n\r":
        return False
    return char in "\0\ufffd" or unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co"}


def _mark(char: str) -> bool:
    ascii_mark = char < "\x7f" and not char.isalnum() and not char.isspace()
    return ascii_mark or unicodedata.category(char).startswith("P")
