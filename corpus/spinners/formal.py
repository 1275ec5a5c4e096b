"""Family `formal`: a paraphrasing tool without an ear for register."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from corpus.edits import Patch
from corpus.habits import Habits
from corpus.inflect import kinds, right
from corpus.moves import Move, Token
from corpus.phrasebook import Phrasebook
from corpus.tables import phrasebook

_TO = re.compile(r"\b(to|can|may|should|will) ([a-z]{4,})(?= (?:the|your|a|his|her|their|this)\b)")
_FRAMES = (
    "{} undertake the {} of", "{} engage in the {} of", "{} effectuate the {} of",
    "{} bring about the {} of", "{} perform the {} of",
)  # fmt: skip


class Formal(Phrasebook):
    """Imitates paraphrasing sites whose "formal" and "casual" modes know no measure.

    A page goes up ("utilize", "ambulate", "a plethora of", "undertake the removing of"), down
    ("kiddos", "doc", "kick off"), or both in one breath. Needs no data. Sources: `data/formal.txt`
    and `data/casual.txt`, written for this package.
    """

    name = "formal"
    file = "formal.txt"
    filler = "linknet.txt"

    def moves(
        self, text: str, words: Sequence[Token], habits: Habits, rng: random.Random
    ) -> Iterator[Move]:
        """Nominalise verbs, and drop into the casual register on two pages of three."""
        del words
        if rng.random() < 0.65:
            share = rng.choice((0.3, 1.0))
            for match in phrasebook("casual.txt").matches(text):
                if habits.knows(match.key) and rng.random() < share:
                    yield self.swap(text, match, habits, rng)
        for found in _TO.finditer(text):
            if "VERB" in kinds(found[2]) and found[2] != "have":
                frame = rng.choice(_FRAMES).format(found[1], right(found[2], "VBG"))
                yield (Patch(found.start(), found.end(), frame),)
