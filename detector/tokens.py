"""The tokens of the n-gram model: one tokeniser for training and for scoring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

BREAK = "<s>"
NUMBER = "<num>"
UNKNOWN = "<unk>"

# Alternatives in order: a word with its contractions, a number, an ellipsis, a mark, a line break.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<dots>\.\.\.|…)|(?P<mark>[.,;:?!()\[\]\"“”„«»'‘’%/&+=$€£–—-])|(?P<line>\n)"
)
_MARKS = str.maketrans("“”„«»‘’–—[]", '"""""\'\'--()')


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text in order, with the character span `text[starts[i]:ends[i]]` of each."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str) -> Tokens:
    """Cut a text into lower-case words, marks, `<num>` for numbers and `<s>` for line breaks.

    Hyphens stand apart ("long-term" is three tokens), contractions do not ("don't" is one);
    characters that are none of these, such as bullets, are left out.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        word = _normal(found.lastgroup, found.group())
        if word == BREAK and (not words or words[-1] == BREAK):
            continue
        words.append(word)
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(words, starts, ends)


def first_words(text: str, most: int) -> list[str]:
    """Return the first tokens of a text, ``most`` of them or fewer, without cutting the rest."""
    if "\n" in text:
        return tokenise(text).words[:most]
    return [_normal(m.lastgroup, m.group()) for m in islice(_TOKEN.finditer(text), most)]


def last_words(text: str, most: int) -> list[str]:
    """Return the last tokens of a text, ``most`` of them or fewer."""
    if "\n" in text:
        return tokenise(text).words[-most:]
    return [_normal(m.lastgroup, m.group()) for m in [*_TOKEN.finditer(text)][-most:]]


def _normal(kind: str | None, token: str) -> str:
    if kind == "word":
        return token.lower().replace("’", "'")
    if kind == "number":
        return NUMBER
    if kind == "dots":
        return "..."
    return BREAK if kind == "line" else token.translate(_MARKS)
