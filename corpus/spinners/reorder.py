"""Family `reorder`: words stay, their order does not."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from corpus.edits import Patch, Spun, apply
from corpus.inflect import forms, is_noun, kinds, right
from corpus.moves import Move, settle, tokens
from corpus.text import placed

_CLAUSE = re.compile(
    r",? (because|when|if|although|while|after|before|since|so that|unless|even though) "
    r"([^,.;:()]{12,120})(?=[.!?])"
)
_FRONTED = re.compile(r"(If|When|Although|While|After|Before|Because) ([^,.;:]{8,90}), (?=\w)")
_PREPOSITION = re.compile(
    r" (in|for|with|after|during|from|without|over|through) ((?:[a-z][\w'-]* ?){1,5})(?=[.!?])"
)
_PAIR = re.compile(r"(?<![-\w])([a-z][\w'-]{2,}) (and|or) ([a-z][\w'-]{2,})\b")
_OF = re.compile(r"\b(the) ([a-z]{3,}) of (?:the |a )?([a-z]{3,})\b")
_ADVERB = re.compile(
    r" (often|usually|also|always|sometimes|never|only|mainly|probably|[a-z]{3,}ly)(?= [a-z])"
)
_ACTIVE = re.compile(r"\b([a-z]{3,}) ([a-z]{4,}s) (?:the |your |their )?([a-z]{3,})\b")
_SEAM = re.compile(r"(?<=[a-z])([.!?]) (?=[A-Z][a-z])")


class Reorder:
    """Imitates sentence rewriters that shuffle instead of swapping.

    Clauses to the front or the end, moved adverbs and phrases, pairs turned round, of-phrases made
    compounds, passive-like shuffles ("the joint is strengthened by exercise"), neighbours
    exchanged, and sentences spliced with a comma or glued without a space. Every moved word is
    marked where it now stands. Needs no data. Source: sentence-level modes of spinners described
    by Wahle et al. (2022) and in DSpin (2014); patterns our own.
    """

    name = "reorder"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Shuffle until `rate` of the words has moved, as far as the text has places for it."""
        words = tokens(text)
        moves: list[Move] = list(_seams(text, rng))
        for at, sentence in placed(text):
            moves += [_at(move, at) for move in _moves(sentence, rng)]
        rng.shuffle(moves)
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _at(move: Move, offset: int) -> Move:
    return tuple(Patch(p.start + offset, p.end + offset, p.new) for p in move)


def _moves(sentence: str, rng: random.Random) -> Iterator[Move]:
    yield from _clauses(sentence)
    yield from _adverbs(sentence, rng)
    for match in _PAIR.finditer(sentence):
        yield (_whole(match, f"{match[3]} {match[2]} {match[1]}"),)
    for match in _OF.finditer(sentence):
        yield (_whole(match, f"the {match[3]} {match[2]}"),)
    for match in _ACTIVE.finditer(sentence):
        yield from _passive(match)
    yield from _neighbours(sentence, rng)


def _whole(match: re.Match[str], new: str) -> Patch:
    return Patch(match.start(), match.end(), new)


def _front(sentence: str, start: int, end: int, words: str) -> Move:
    """Take `sentence[start:end]` out and put `words` in front of the lower-cased rest."""
    first = sentence[0] if re.match(r"I\b|[A-Z]{2}", sentence) else sentence[0].lower()
    return (Patch(0, 1, f"{words[:1].upper()}{words[1:]}, {first}"), Patch(start, end, ""))


def _clauses(sentence: str) -> Iterator[Move]:
    for pattern in (_CLAUSE, _PREPOSITION):
        match = pattern.search(sentence)
        if match and match.start() > 8:
            yield _front(sentence, match.start(), match.end(), f"{match[1]} {match[2].strip()}")
    match = _FRONTED.match(sentence)
    ending = re.search(r"[.!?]", sentence[match.end() :]) if match else None
    if match and ending:
        stop = match.end() + ending.start()
        capital = sentence[match.end()].upper()
        clause = f" {match[1].lower()} {match[2]}"
        yield (Patch(0, match.end() + 1, capital), Patch(stop, stop, clause))


def _adverbs(sentence: str, rng: random.Random) -> Iterator[Move]:
    for match in _ADVERB.finditer(sentence):
        ending = re.search(r"[.!?;,]", sentence[match.end() :])
        if ending is None or match[1] in {"family", "supply", "apply", "early", "daily", "rely"}:
            continue
        stop = match.end() + ending.start()
        if rng.random() < 0.4 and sentence[0].isupper():
            yield _front(sentence, match.start(), match.end(), match[1])
        elif stop > match.end():
            yield (Patch(match.start(), match.end(), ""), Patch(stop, stop, f" {match[1]}"))


def _passive(match: re.Match[str]) -> Iterator[Move]:
    """Turn "exercise strengthens the muscles" into "the muscles are strengthened by exercise"."""
    verb = next((form.lemma for form in forms(match[2]) if form.tag == "VBZ"), "")
    if verb and is_noun(match[1]) and is_noun(match[3]):
        be = "are" if match[3].endswith("s") else "is"
        done = right(verb, "VBN")
        yield (_whole(match, f"the {match[3]} {be} {done} by {match[1]}"),)


def _neighbours(sentence: str, rng: random.Random) -> Iterator[Move]:
    """Exchange an adjective and its noun, or a helping verb and what follows, now and then."""
    for match in re.finditer(r"(?<![-\w])([a-z]{4,}) ([a-z]{4,})(?![-\w])", sentence):
        if rng.random() < 0.25 and ("ADJ" in kinds(match[1]) or "ADV" in kinds(match[2])):
            yield (_whole(match, f"{match[2]} {match[1]}"),)


def _seams(text: str, rng: random.Random) -> Iterator[Move]:
    for match in _SEAM.finditer(text):
        at, capital = match.start(), text[match.end()]
        kind = rng.choice(("glued", "comma", "and", "none"))
        if kind == "glued":
            yield (Patch(at + 1, at + 2, ""),)
        else:
            seam = {"comma": ", ", "and": " and ", "none": " "}[kind]
            yield (Patch(at, match.end() + 1, seam + capital.lower()),)
