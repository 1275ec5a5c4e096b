"""Family `insertion`: words that are not needed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.edits import Patch, Spun, apply
from corpus.inflect import is_noun
from corpus.moves import Move, Token, settle, single_space, tokens

OPENERS = (
    "In fact, ", "As a matter of fact, ", "Moreover, ", "Furthermore, ", "In addition to this, ",
    "It is worth noting that ", "Basically, ", "Generally speaking, ", "Needless to say, ",
    "On the other hand, ", "At the end of the day, ", "As we all know, ", "Besides that, ",
    "Therefore, ", "Additionally, ", "It is a fact that ", "To put it simply, ", "So, ",
)  # fmt: skip
BEFORE: dict[str, tuple[str, ...]] = {
    "people": ("a lot of ", "the majority of ", "many of the "),
    "patients": ("the majority of ", "a lot of such "),
}
AFTER: dict[str, tuple[str, ...]] = {
    "the": ("actual", "particular", "very", "specific", "said", "entire", "above mentioned"),
    "a": ("certain", "particular", "specific", "given"),
    "is": ("actually", "basically", "usually considered as", "certainly", "in fact"),
    "are": ("actually", "generally", "really", "usually", "in fact"),
    "can": ("easily", "also", "actually", "definitely"),
    "may": ("possibly", "also", "perhaps", "even"),
    "and": ("also", "even", "additionally", "then"),
    "but": ("however", "still", "nevertheless"),
    "because": ("of the fact that", "of this", "indeed"),
    "also": ("in addition", "additionally", "as well"),
    "so": ("therefore", "hence", "consequently"),
    "or": ("even", "else", "otherwise"),
    "if": ("in case", "ever", "perhaps"),
    "when": ("ever", "it comes to the fact that"),
    "should": ("always", "definitely", "certainly"),
    "your": ("own", "very own", "entire"),
    "their": ("own", "respective", "very own"),
    "not": ("at all", "really", "necessarily"),
    "to": ("be able to", "actually", "successfully", "effectively"),
    "of": ("the", "all the", "this kind of", "the said"),
    "with": ("the help of", "the use of", "regard to the"),
    "many": ("different", "various", "of the"),
    "most": ("of the", "probably"),
    "has": ("certainly", "actually", "already"),
    "have": ("actually", "already", "to"),
    "this": ("particular", "specific", "kind of"),
    "more": ("and more", "of a"),
    "very": ("much", "highly", "extremely"),
    "some": ("of the", "kind of", "sort of"),
}
_START = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))(?=[A-Z][a-z]* )")
_POSSESSIVE = re.compile(r"\b([A-Za-z]+)['’]s ([a-z]{3,})\b")
_TO_VERB = re.compile(r"\bto (?=[a-z]{3,})")


class Insertion:
    """Imitates rewriters that pad: nothing is swapped, filler is pushed in.

    Doubled connectives ("but however"), intensifiers, "the actual", "in order to be able to", and
    of-possessives where a compound stood ("the pain of the knee"). Needs no data. Source: tics of
    spun pages described by DSpin (2014) and in the research on word-count padding; tables our own.
    """

    name = "insertion"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Insert filler until `rate` of the words is new or turned round."""
        words = tokens(text)
        moves = [*_tics(text, words, rng), *_frames(text, rng), *_compounds(text, words)]
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _tics(text: str, words: list[Token], rng: random.Random) -> Iterator[Move]:
    for token, after in pairwise(words):
        if not single_space(text, token, after):
            continue
        if token.low in AFTER:
            yield (Patch(after.start, after.start, rng.choice(AFTER[token.low]) + " "),)
        elif token.text in BEFORE:
            yield (Patch(token.start, token.start, rng.choice(BEFORE[token.low])),)
        elif token.low.endswith(("ous", "ful", "ive", "able", "ant")) and token.text.islower():
            yield (Patch(token.start, token.start, rng.choice(("very ", "really ", "quite "))),)


def _frames(text: str, rng: random.Random) -> Iterator[Move]:
    for match in _START.finditer(text):
        opener = rng.choice(OPENERS)
        at = match.start()
        yield (Patch(at, at + 1, opener + text[at].lower()),)
    for match in _TO_VERB.finditer(text):
        yield (Patch(match.start(), match.end(), "in order to be able to "),)
    for match in _POSSESSIVE.finditer(text):
        yield (Patch(match.start(), match.end(), f"the {match[2]} of the {match[1]}"),)


def _compounds(text: str, words: list[Token]) -> Iterator[Move]:
    """Turn two nouns round: "knee pain" → "pain of the knee"."""
    for left, right in pairwise(words):
        lower = left.text.islower() and right.text.islower()
        if lower and single_space(text, left, right) and is_noun(left.low) and is_noun(right.low):
            yield (Patch(left.start, right.end, f"{right.text} of the {left.text}"),)
