"""Family `spintax`: a text turned into nested {a|b|c}, one variant drawn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from corpus.edits import Patch, Spun, apply
from corpus.inflect import forms, right
from corpus.moves import Move, Token, settle, single_space, tokens
from corpus.spintax import choose, parse, write
from corpus.tables import household
from corpus.thesaurus import like

# Frames of generated prose, each with slots that were filled without a look at the neighbours.
FRAMES: dict[str, tuple[str, ...]] = {
    "causes": ("is {responsible|liable} {for|with|of}", "leads {to|in|on}", "results {in|on}"),
    "cause": ("are {responsible|liable} {for|with|of}", "lead {to|on}", "bring {about|out}"),
    "helps": ("{plays|takes} a {key|vital} role {in|on|for} helping", "assists {in|to|with}"),
    "affect": ("have {an impact|an influence|a bearing} {on|in|to|at}", "interfere {with|on|in}"),
    "reduces": ("{contributes|leads} {to|in} {lower|reduced|a drop of}", "cuts {down|out} {on|of}"),
    "include": ("{consist|are composed} {of|in|by}", "range {from|of|in}"),
    "includes": ("{consists|is composed} {of|in|by}", "is {made up|inclusive} {of|with}"),
    "important": ("{essential|crucial|pivotal} {to|for|in}", "of {great|utmost} {value|import}"),
    "many": ("{a wide|a broad|a} {range|variety|array} {of|from|in}", "{plenty|lots} {of|from}"),
    "most": ("{a majority|the bulk|a large part} {of|from|in}",),
    "several": ("{a number|a variety|a handful} {of|from|in}",),
    "depends": ("{relies|is based|is dependent} {on|of|from|in}",),
    "need": ("are in {need|want} {of|for|to}", "{require|call for|ask}"),
    "see": ("{reach out|turn|get in touch} {to|with|at}", "{consult|seek advice} {with|of|from}"),
    "use": ("make use {of|from|with}", "take advantage {of|from|on}"),
    "treat": ("{deal|cope} {with|of|on}", "take care {of|for|on}"),
    "prevent": ("{protect|guard} {against|from|of}", "keep {away|off} {from|of|to}"),
}  # fmt: skip
PREPOSITIONS = {
    "of": "{of|for|from|in}",
    "for": "{for|of|to|with}",
    "in": "{in|on|at|within|{inside|into} of}",
    "on": "{on|in|at|upon}",
    "with": "{with|by|of|{along|together} with}",
    "from": "{from|of|by}",
    "to": "{to|for|towards}",
    "by": "{by|with|through}",
}


class Spintax:
    """Imitates newer spam: fluent text made into spintax, whose slots do not fit their neighbours.

    "is responsible with", "role on": the group was written for another sentence. Content words get
    nested groups from our small thesaurus. Needs no data. Source: the spintax format of
    commercial spinners; frames our own.
    """

    name = "spintax"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Write groups for `rate` of the words and draw one variant."""
        words = tokens(text)
        patches = settle(text, list(_groups(text, words, rng)), rate, rng, len(words))
        return apply(text, patches, self.name, rate)


def _groups(text: str, words: list[Token], rng: random.Random) -> Iterator[Move]:
    for token, after in pairwise(words):
        group = None
        if token.low in FRAMES and single_space(text, token, after):
            group = write(FRAMES[token.low])
        elif token.low in PREPOSITIONS:
            group = PREPOSITIONS[token.low]
        elif rng.random() < 0.5:
            group = _synonyms(token.low, rng)
        if group:
            drawn = like(token.text, choose(parse(group), rng))
            yield (Patch(token.start, token.end, drawn),)


def _synonyms(word: str, rng: random.Random) -> str | None:
    """Write a group of alternatives, one of them a group: "{ache|{soreness|discomfort}}"."""
    entry = household().known(word)
    if entry is None:
        return None
    options = [right(new, entry[1]) for new in entry[0]]
    nested = [right(new, entry[1]) for new in _further(options[0], entry[1])]
    if nested and rng.random() < 0.4:
        options[0] = write([options[0], *nested])
    return write(options)


def _further(word: str, tag: str) -> list[str]:
    lemma = next((form.lemma for form in forms(word) if form.tag == tag), word)
    return list(household().entries.get(lemma, ()))[:2]
