"""Two pages as a reader compares them: pieces that are the same, and pieces that differ."""

from __future__ import annotations

from typing import NamedTuple

from detector.audit.families.align import MOST_TOKENS, Vocabulary, align
from detector.audit.fingerprint import plain, spans


class Piece(NamedTuple):
    """A piece of the seed and what stands there in the member; `same` when the words are."""

    seed: str
    member: str
    same: bool


def side_by_side(seed: str, member: str) -> list[Piece]:
    """Cut two texts into pieces that align; the pieces of each side joined are its text.

    Only the first MOST_TOKENS tokens are aligned, what follows is one piece that differs. Letters
    that only look Latin are shown as Latin ones.
    """
    seed, member = plain(seed), plain(member)
    words = Vocabulary()
    found = align(words.encode(seed), words.encode(member))
    starts = [0, 0]
    pieces = list[Piece]()
    places = (spans(seed)[:MOST_TOKENS], spans(member)[:MOST_TOKENS])
    for run in found.runs:
        begins = (places[0][run.seed][0], places[1][run.member][0])
        ends = (places[0][run.seed + run.size - 1][1], places[1][run.member + run.size - 1][1])
        if begins != (starts[0], starts[1]):
            pieces.append(Piece(seed[starts[0] : begins[0]], member[starts[1] : begins[1]], False))
        pieces.append(Piece(seed[begins[0] : ends[0]], member[begins[1] : ends[1]], True))
        starts = [*ends]
    rest = (seed[starts[0] :], member[starts[1] :])
    return [*pieces, Piece(*rest, False)] if any(rest) else pieces
