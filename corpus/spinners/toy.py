"""Family `toy`: the crude lists that come with spinner scripts."""

from __future__ import annotations

import random
import re
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.inflect import glued
from corpus.spinners.commercial import packed_text
from corpus.thesaurus import Match, Thesaurus, merged, swaps

SET = "spun/thesauri"


class Toy:
    """Imitates home-made spinner scripts: short lists of single words, ends glued on, all lower.

    Every word found is swapped the same way, the capital at the start of a sentence is lost.
    Source: two public toy thesauri of the mirror (`spun/thesauri`, no licence, never committed).
    """

    name = "toy"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Both lists as one; raises ResourceMissingError without the mirror."""
        pairs = []
        for line in packed_text(SET, "word-spinner_synonyms-simplified.txt").splitlines():
            head, _, rest = line.partition(":")
            pairs.append((head.strip(), rest.strip().split(",")))
        for line in packed_text(SET, "stylish-plagiarism_thesaurus.txt").splitlines():
            words = re.split(r"\s{2,}", line.strip())
            pairs.append((words[0], words[1:]))
        return Thesaurus(merged(pairs))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap `rate` of the words by the lists."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    return glued(new, match.tag)
