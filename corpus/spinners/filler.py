"""Family `filler`: modifiers and empty nouns where nobody needs them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.edits import Patch, Spun, apply
from corpus.inflect import is_noun, kinds
from corpus.moves import Move, Token, settle, single_space, tokens
from corpus.stopwords import STOP

ADJECTIVES = (
    "amazing", "total", "overall", "general", "specific", "certain", "proper", "good", "great",
    "natural", "powerful", "effective", "entire", "typical", "actual", "real", "special", "basic",
    "complete", "simple", "perfect", "correct", "main", "individual", "personal", "daily", "human",
    "vital", "key", "crucial", "normal", "usual", "common", "regular", "precise", "exact", "high",
    "huge", "additional", "extra", "different", "various", "several", "numerous", "potential",
    "possible", "probable", "so-called", "well-known", "top-notch", "high-quality", "modern",
    "particular", "own", "whole", "everyday", "physical", "bodily", "medical", "clinical",
)  # fmt: skip
ADVERBS = (
    "basically", "actually", "generally", "usually", "simply", "just", "really", "even", "also",
    "effectively", "quickly", "easily", "naturally", "typically", "normally", "truly", "totally",
    "completely", "properly", "slowly", "gently", "greatly", "highly", "significantly", "always",
    "often", "sometimes", "eventually", "literally", "virtually", "essentially", "commonly",
    "merely", "surely", "certainly", "definitely", "obviously", "successfully", "constantly",
)  # fmt: skip
HEADS = (
    "level", "levels", "process", "area", "region", "condition", "problem", "issue", "situation",
    "procedure", "system", "method", "activity", "purpose", "matter", "case", "type", "aspect",
    "element", "state", "part", "side", "plan", "regimen", "program", "product", "approach",
)  # fmt: skip
BEHIND = (
    "itself", "at hand", "in question", "of yours", "out there", "and so on", "and the like",
    "in general", "as such", "or similar", "as well", "in particular", "and more", "of any kind",
    "in the body", "in the human body", "from the person", "of the individual", "for you",
    "that you have", "that exist", "that are present", "which is there", "in many ways",
)  # fmt: skip
FRAMES: dict[str, tuple[str, ...]] = {
    "the": ("the use of", "the process of", "the presence of", "the act of", "the kind of"),
    "to": ("to go ahead and", "to try to", "to begin to", "to help to", "to be sure to"),
    "of": ("of such a thing as", "of things like", "of what is called", "of the aforementioned"),
    "in": ("in terms of", "in the area of", "in the course of", "in the case of"),
    "with": ("with things such as", "with the likes of", "together with"),
    "for": ("for the purpose of", "for reasons of", "for the sake of"),
}


class Filler:
    """Imitates padding by template: a page's few modifiers, again and again, where none is needed.

    "knee" → "knee area", "reduces" → "greatly reduces", "diet" → "overall diet regimen", "pain" →
    "pain of any kind". Each page draws a handful from longer lists. Needs no data. Source:
    word-count padding in commissioned web copy; lists our own.
    """

    name = "filler"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Push in modifiers until `rate` of the words is new."""
        words = tokens(text)
        moves = list(_modifiers(text, words, rng))
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _modifiers(text: str, words: Sequence[Token], rng: random.Random) -> Iterator[Move]:
    adjectives, adverbs = rng.sample(ADJECTIVES, 8), rng.sample(ADVERBS, 6)
    heads, behind = rng.sample(HEADS, 5), rng.sample(BEHIND, 4)
    chances = [rng.uniform(0.2, 1.0) for _ in range(5)]
    for token, after in pairwise(words):
        if not single_space(text, token, after):
            continue
        if token.low in FRAMES and rng.random() < chances[0]:
            padded = rng.choice(FRAMES[token.low]).partition(" ")[2]
            yield (Patch(token.end, token.end, " " + padded),)
        elif after.low not in STOP and after.text.islower():
            kind = kinds(after.low)
            if is_noun(after.low):
                if rng.random() < chances[1]:
                    yield (Patch(after.start, after.start, rng.choice(adjectives) + " "),)
                elif rng.random() < chances[2]:
                    yield (Patch(after.end, after.end, " " + rng.choice(heads)),)
                elif rng.random() < chances[3] / 2:
                    yield (Patch(after.end, after.end, " " + rng.choice(behind)),)
            elif "VERB" in kind and rng.random() < chances[4]:
                yield (Patch(after.start, after.start, rng.choice(adverbs) + " "),)
