"""Family `function`: damage to function words, contractions and articles."""

from __future__ import annotations

import random
from collections.abc import Iterator

from corpus.edits import Patch, Spun, apply
from corpus.inflect import forms, right
from corpus.moves import Move, Token, replace, settle, single_space, tokens

SWAPS: dict[str, tuple[str, ...]] = {
    "of": ("for", "from", "in", "with"),
    "for": ("of", "to", "with", "in"),
    "in": ("on", "at", "into", "inside of"),
    "on": ("in", "at", "upon"),
    "at": ("in", "on", "to"),
    "with": ("by", "of", "along with", "together with"),
    "by": ("with", "through", "from"),
    "from": ("of", "by", "out of"),
    "to": ("for", "at", "towards to"),
    "about": ("on", "over of", "regarding to"),
    "into": ("in to", "in", "within"),
    "during": ("in the course", "while", "through"),
    "between": ("among", "in between of"),
    "such": ("this kind of", "these kinds of"),
    "because": ("due to", "as a result of", "since that"),
    "although": ("despite", "even though that"),
    "however": ("but", "nevertheless but"),
    "if": ("in case if", "whether", "when if"),
    "when": ("whilst", "at what time", "as soon"),
    "which": ("what", "that which", "who"),
    "who": ("which", "that who", "whom"),
    "that": ("which", "what"),
    "this": ("these", "the this"),
    "these": ("this", "those kind of"),
    "their": ("there", "its", "theirs"),
    "its": ("it's", "their"),
    "it's": ("its", "it is's"),
    "they": ("it", "them"),
    "is": ("are", "be", "is being"),
    "are": ("is", "be", "are being"),
    "was": ("were", "had been being"),
    "were": ("was", "have been"),
    "has": ("have", "has got"),
    "have": ("has", "having"),
    "been": ("being", "be"),
    "does": ("do", "did"),
    "many": ("much", "lots"),
    "much": ("many", "very much"),
    "more": ("much more", "more of"),
    "than": ("then", "as", "rather than"),
    "and": ("as well as", "and as", "along with"),
    "or": ("as well as", "and/or", "or even"),
    "also": ("too also", "as well"),
    "not": ("no", "not to"),
    "can": ("can to", "may", "could be"),
    "may": ("may to", "may possibly can", "might could"),
    "should": ("should to", "ought", "must to"),
    "will": ("will be", "would to", "is going"),
}
CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "can't": ("cann't", "can not to", "can't not"),
    "don't": ("doesn't", "do n't", "tend not to", "don't not"),
    "doesn't": ("don't", "does n't", "doesn't not"),
    "isn't": ("is't", "is n't", "aren't"),
    "aren't": ("are't", "isn't", "usually are not"),
    "won't": ("willn't", "will't", "won't not"),
    "couldn't": ("could n't", "couldn't to"),
    "you're": ("you happen to be", "your", "you are's"),
    "cannot": ("can't not", "may't"),
}
_BEFORE_NOT = (
    "may",
    "must",
    "might",
    "should",
    "could",
    "would",
    "are",
    "is",
    "was",
    "were",
    "will",
)
_VOWELS = "aeiou"


class Function:
    """Imitates rewriters that work through the little words.

    Wrong prepositions and agreement, impossible contractions ("may't", "doesn't has"), articles
    lost, doubled or before the wrong sound; content words stay. Needs no data. Source: slips of
    this kind in spun text described by Shahid et al. (2017); the tables are our own.
    """

    name = "function"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Damage function words until `rate` of the words is touched."""
        words = tokens(text)
        moves = list(_moves(text, words, rng))
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _moves(text: str, words: list[Token], rng: random.Random) -> Iterator[Move]:
    for at, token in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        if after is not None and not single_space(text, token, after):
            after = None
        low = token.low.replace("’", "'")
        if low in CONTRACTIONS:
            yield replace(token, rng.choice(CONTRACTIONS[low]))
            if after is not None:
                yield from _agreement(low, after)
        elif after is not None and after.low == "not" and low in _BEFORE_NOT:
            yield (Patch(token.start, after.end, token.text + rng.choice(("'t", "'t", "n't not"))),)
        elif low in SWAPS:
            yield replace(token, rng.choice(SWAPS[low]))
        elif low in {"a", "an", "the"} and after is not None:
            yield _article(token, after, low, rng)


def _article(token: Token, after: Token, low: str, rng: random.Random) -> Move:
    """One of: the wrong a/an, no article, two articles, the other article."""
    chance = rng.random()
    if chance < 0.35 and low != "the":
        wrong = "a" if after.low[0] in _VOWELS else "an"
        return replace(token, wrong)
    if chance < 0.7:
        capital = token.text[0].isupper()
        first = after.text[0].upper() if capital else after.text[0]
        return (Patch(token.start, after.start + 1, first),)
    if chance < 0.85:
        return replace(token, f"{low} the" if low != "the" else "the a")
    return replace(token, "the" if low != "the" else "a")


def _agreement(contraction: str, after: Token) -> Iterator[Move]:
    """Break agreement: "doesn't cause" → "doesn't causes", "didn't see" → "didn't saw"."""
    if contraction in {"doesn't", "don't", "can't"} and after.text.islower():
        lemma = forms(after.low)[0].lemma
        made = right(lemma, "VBZ")
        if made != after.low:
            yield (Patch(after.start, after.end, made),)
