"""Spun training pages: one to three families at a drawn rate, on a whole page or a part of it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus.errors import CorpusError
from corpus.spinners import Spun, compose, families, load, ready
from corpus.spinners.keyphrase import Keyphrase
from corpus.text import sentences

# Families that stand for others (`mixture`) or leave the words as they are add little.
SHARE = {
    "wordnet": 1.6, "commercial": 1.8, "frequency": 1.2, "embedding": 1.2, "moby": 1.8,
    "tortured": 1.4, "handmade": 1.0, "expansion": 1.0, "toy": 0.6, "function": 0.8,
    "roundtrip": 1.0, "insertion": 0.7, "reorder": 0.6, "keyphrase": 0.2, "homoglyph": 0.15,
    "spintax": 0.7, "mixture": 0.0, "linknet": 2.0, "senseblind": 1.6, "collocation": 1.8,
    "formal": 1.5, "literal": 1.5, "agreement": 1.0,
    "loose": 2.4, "relatives": 2.0, "secondhand": 2.0, "derived": 1.6, "filler": 1.6,
    "doublet": 1.4, "padding": 1.4, "specifier": 1.4, "borrowed": 1.0, "lightverb": 1.4,
    "calque": 1.6, "apertium": 2.6, "pivot": 2.6, "aiksaurus": 1.4, "gloss": 0.8,
}  # fmt: skip


_INSIDE = re.compile(r"[^\W\d_]{2,}(?= [^\W\d_])")  # a word with another one behind it


@cache
def usable() -> tuple[str, ...]:
    """Name the families that can spin on this machine."""
    return tuple(name for name in families() if SHARE.get(name, 0) > 0 and ready(name) is None)


def draw_rate(rng: random.Random) -> float:
    """Draw a swap rate from 3 to 60 %, mostly 8 to 40 %."""
    return 0.03 * 20 ** rng.betavariate(2.4, 1.6)


def choose(names: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """Choose one to three different families for a page."""
    count = rng.choices((1, 2, 3), (6, 3, 1))[0]
    chosen = rng.choices(names, [SHARE[name] for name in names], k=count)
    return tuple(dict.fromkeys(chosen))


def spin(text: str, chosen: Sequence[str], rng: random.Random) -> Spun:
    """Spin a text with the chosen families in turn; a fifth of the pages is spun in part only.

    A quarter gets a search phrase pushed in as well (labelled as what `keyphrase` puts in), and a
    tenth ends in mid-sentence, as excerpts on such sites do.
    """
    if rng.random() < 0.2:
        result = _spin_part(text, chosen, rng)
    else:
        result = _spin_whole(text, chosen, draw_rate(rng), rng)
    if rng.random() < 0.25:
        phrase = Keyphrase().push(result.text, rng.randint(2, 4), rng)
        result = compose(result, phrase, result.family, result.rate)
    return _broken_off(result, rng) if rng.random() < 0.1 else result


def _spin_whole(text: str, chosen: Sequence[str], rate: float, rng: random.Random) -> Spun:
    result: Spun | None = None
    for name in chosen:
        source = text if result is None else result.text
        try:
            step = load(name).spin(source, rate / len(chosen), rng)
        except CorpusError:
            continue
        result = step if result is None else compose(result, step, name, rate)
    if result is None:
        return Spun(text, (), "none", 0.0)
    return _calm_capitals(result) if rng.random() < 0.5 else result


def _spin_part(text: str, chosen: Sequence[str], rng: random.Random) -> Spun:
    """Spin a run of sentences and leave the rest as it is."""
    parts = [piece for block in text.split("\n\n") for piece in [*sentences(block), "\n\n"]][:-1]
    first = rng.randrange(len(parts))
    last = min(len(parts), first + max(1, round(len(parts) * rng.uniform(0.1, 0.6))))
    head, middle = "".join(parts[:first]), "".join(parts[first:last])
    result = _spin_whole(middle, chosen, draw_rate(rng), rng)
    return _shifted(result, head, "".join(parts[last:]))


def _broken_off(result: Spun, rng: random.Random) -> Spun:
    """Cut the text behind a word inside a sentence of its last two fifths."""
    ends = [match.end() for match in _INSIDE.finditer(result.text, len(result.text) * 3 // 5)]
    if not ends:
        return result
    end = rng.choice(ends)
    edits = tuple(edit for edit in result.edits if edit.end <= end)
    mark = rng.choice(("", "...", " ...", "\u2026", " [\u2026]", "... read more"))
    return Spun(result.text[:end] + mark, edits, result.family, result.rate)


def _shifted(result: Spun, head: str, tail: str) -> Spun:
    edits = tuple(
        replace(edit, start=edit.start + len(head), end=edit.end + len(head))
        for edit in result.edits
    )
    return Spun(head + result.text + tail, edits, result.family, result.rate)


def _calm_capitals(result: Spun) -> Spun:
    """Take mid-sentence capitals off swapped-in words, so that capitals do not give them away."""
    text = list(result.text)
    for edit in result.edits:
        if edit.original[:1].islower() and edit.end > edit.start and edit.start > 1:
            before = result.text[edit.start - 2]
            if before.isalpha() or before in ",;":
                text[edit.start] = text[edit.start].lower()
    joined = "".join(text)
    if len(joined) != len(result.text):
        return result
    return Spun(joined, result.edits, result.family, result.rate)
