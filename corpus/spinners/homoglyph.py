"""Family `homoglyph`: look-alike letters and invisible characters."""

from __future__ import annotations

import random

from corpus.edits import Patch, Spun, apply
from corpus.moves import Move, settle, tokens

CYRILLIC = dict(zip("acehijopsxyABCEHIKMOPTX", "асеһіјорѕхуАВСЕНІКМОРТХ", strict=True))
GREEK = dict(zip("ovuiaABEHIKMNOPTXYZ", "ονυιαΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
ACCENTS = dict(zip("aeioucny", "ạėіọụçпỵ", strict=True))
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad")


class Homoglyph:
    """Imitates "unique content" tools that change the bytes and not what a person sees.

    One text gets one or two of: Cyrillic or Greek look-alikes, dotted letters, zero-width
    characters and soft hyphens inside words. Needs no data. Source: Unicode Technical Standard 39
    (confusables), a hand-picked part.
    """

    name = "homoglyph"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Damage the letters of `rate` of the words."""
        tables = rng.sample((CYRILLIC, GREEK, ACCENTS, None), rng.choice((1, 1, 2)))
        moves: list[Move] = []
        words = tokens(text)
        for token in words:
            new = _damaged(token.text, rng.choice(tables), rng)
            if len(token.text) > 2 and new != token.text:
                moves.append((Patch(token.start, token.end, new),))
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _damaged(word: str, table: dict[str, str] | None, rng: random.Random) -> str:
    if table is None:
        at = rng.randrange(1, len(word)) if len(word) > 1 else 1
        return word[:at] + rng.choice(INVISIBLE) + word[at:]
    most = rng.choice((1, 2, len(word)))
    letters = [at for at, letter in enumerate(word) if letter in table]
    chosen = set(rng.sample(letters, min(most, len(letters))))
    return "".join(table[c] if at in chosen else c for at, c in enumerate(word))
