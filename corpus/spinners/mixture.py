"""Family `mixture`: two or three families, one after the other."""

from __future__ import annotations

import random
from collections.abc import Sequence

from corpus.edits import Spun, compose

# These need nothing installed, so that a mixture is the same on every machine.
PARTS = ("handmade", "expansion", "function", "reorder", "insertion", "roundtrip", "keyphrase")


class Mixture:
    """Imitates pages that went through more than one tool.

    Two or three of `parts` rewrite the text in turn and share the rate by chance. For
    leave-one-family-out training pass parts without the family that is left out.
    """

    name = "mixture"

    def __init__(self, parts: Sequence[str] = PARTS) -> None:
        self.parts = tuple(parts)

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Spin with two or three families; their edits become one list against the source."""
        from corpus.spinners import load

        count = min(rng.choice((2, 2, 3)), len(self.parts))
        weights = [rng.uniform(0.3, 1.0) for _ in range(count)]
        result = Spun(text, (), self.name, rate)
        for name, weight in zip(rng.sample(self.parts, count), weights, strict=True):
            step = load(name).spin(result.text, rate * weight / sum(weights), rng)
            result = compose(result, step, self.name, rate)
        return result
