"""Exact edits: what a spinner changed, where, and how to take it back."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:['’\-\u200b-\u200d\u2060\u00ad][^\W\d_]+)*")


@dataclass(frozen=True)
class Edit:
    """What stands at `start:end` of the spun text replaced `original`; an empty span deleted it."""

    start: int
    end: int
    original: str


@dataclass(frozen=True)
class Spun:
    """A spun text with every edit in order of position, its family and the wished rate."""

    text: str
    edits: tuple[Edit, ...]
    family: str
    rate: float


class Patch(NamedTuple):
    """A wished change of a source text: put `new` in place of `source[start:end]`."""

    start: int
    end: int
    new: str


def apply(text: str, patches: Iterable[Patch], family: str, rate: float) -> Spun:
    """Carry out patches; one that overlaps an earlier one, or changes nothing, is left out."""
    pieces: list[str] = []
    edits: list[Edit] = []
    done = length = 0
    for start, end, new in sorted(patches):
        if start < done or text[start:end] == new:
            continue
        pieces += (text[done:start], new)
        length += start - done
        edits.append(Edit(length, length + len(new), text[start:end]))
        length += len(new)
        done = end
    pieces.append(text[done:])
    return Spun("".join(pieces), tuple(edits), family, rate)


def undo(spun: Spun) -> str:
    """Return the source text, character by character."""
    pieces: list[str] = []
    done = 0
    for edit in spun.edits:
        pieces += (spun.text[done : edit.start], edit.original)
        done = edit.end
    return "".join([*pieces, spun.text[done:]])


def labels(spun: Spun, spans: Iterable[tuple[int, int]]) -> list[bool]:
    """Say for each span of the spun text, in order of position, whether an edit touches it.

    A deletion touches the span that begins next, where a reader stumbles.
    """
    marks = [(edit.start, edit.end) for edit in spun.edits]
    found: list[bool] = []
    at = 0
    for start, end in spans:
        touched = False
        while at < len(marks) and marks[at][0] < end:
            low, high = marks[at]
            touched = touched or high > start or low == high
            if high > end:
                break
            at += 1
        found.append(touched)
    return found


def touched_share(spun: Spun) -> float:
    """Share of the spun text's words that an edit touches, 0 for a text without words."""
    words = [match.span() for match in WORD.finditer(spun.text)]
    return sum(labels(spun, words)) / len(words) if words else 0.0


def compose(first: Spun, second: Spun, family: str, rate: float) -> Spun:
    """Join two steps, where `second` was made from `first.text`, into one spun text.

    The edits of the result lead from the very first text to the last one.
    """
    backward = deque(Patch(edit.start, edit.end, edit.original) for edit in first.edits)
    forward = deque(_patches(second))
    edits: list[Edit] = []
    shift = 0
    for start, end in _merged([*backward, *forward]):
        old = _put(first.text, start, end, backward)
        new = _put(first.text, start, end, forward)
        if old != new:
            edits.append(Edit(start + shift, start + shift + len(new), old))
        shift += len(new) - (end - start)
    return Spun(second.text, tuple(edits), family, rate)


def _patches(spun: Spun) -> Iterator[Patch]:
    """Give the edits as patches of the source text."""
    shift = 0
    for edit in spun.edits:
        start = edit.start - shift
        yield Patch(start, start + len(edit.original), spun.text[edit.start : edit.end])
        shift += edit.end - edit.start - len(edit.original)


def _merged(patches: list[Patch]) -> list[tuple[int, int]]:
    """Spans that cover all patches; touching ones become one."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in sorted(patches):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _put(text: str, start: int, end: int, patches: deque[Patch]) -> str:
    """`text[start:end]` with the patches that lie in it carried out and consumed."""
    pieces: list[str] = []
    while patches and patches[0].end <= end:
        patch = patches.popleft()
        pieces += (text[start : patch.start], patch.new)
        start = patch.end
    return "".join([*pieces, text[start:end]])
