"""The tokens of the n-gram model: one tokeniser for training and for scoring."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    """Return the first tokens of a text, ``most`` of them or fewer; the rest is seldom cut."""
    parts = text.split(None, most)
    return _tokens(text, parts[:most], most if len(parts) > most else 0)[:most]


def last_words(text: str, most: int) -> list[str]:
    """Return the last tokens of a text, ``most`` of them or fewer."""
    parts = text.rsplit(None, most)
    return _tokens(text, parts[-most:], most if len(parts) > most else 0)[-most:]


def _tokens(text: str, parts: list[str], least: int) -> list[str]:
    """Return the tokens of parts of a text, or of all of it where those are fewer than ``least``.

    Parts are what stands between spaces, which no token runs over.
    """
    if "\n" in text:
        return tokenise(text).words
    words: list[str] = []
    for part in parts:
        if part.isalpha():
            words.append(part.lower())
        else:
            words += [_normal(m.lastgroup, m.group()) for m in _TOKEN.finditer(part)]
    return words if len(words) >= least else tokenise(text).words


def _normal(kind: str | None, token: str) -> str:
    if kind == "word":
        return token.lower().replace("’", "'")
    if kind == "number":
        return NUMBER
    if kind == "dots":
        return "..."
    return BREAK if kind == "line" else token.translate(_MARKS)
