"""Family `gloss`: words replaced by what a dictionary says of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.inflect import right
from corpus.thesaurus import Match, Thesaurus, like, merged, swaps
from corpus.wordnet import installed

_ASIDE = re.compile(r"\([^)]*\)")
_ARTICLE = re.compile(r"^(?:an?|the|any|some|to) ")
_CUT = re.compile(
    r"[;:,\"]| (?:that|which|who|whose|where|when|so|or|as|because|especially|usually) "
)
_LONGEST = 5  # words


class Gloss:
    """Imitates tools that explain words instead of replacing them.

    "fever" → "rise in the temperature of the body", "swelling" → "abnormal protuberance", of any
    sense of the word: a phrase of a dictionary in the middle of a plain sentence. Source: the
    glosses of WordNet 3.0, as in family `wordnet`.
    """

    name = "gloss"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Heads and short glosses of their senses. Raises ResourceMissingError without WordNet."""
        return Thesaurus(merged(_glosses(), most=5))

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Replace words by glosses until `rate` of the words is new."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _glosses() -> Iterator[tuple[str, list[str]]]:
    for synset in installed().values():
        said = _ARTICLE.sub("", _CUT.split(_ASIDE.sub("", synset.gloss).strip(), maxsplit=1)[0])
        words = said.split()
        if not 2 <= len(words) <= _LONGEST or not said.islower():
            continue
        for member in synset.members:
            if member.islower() and " " not in member and member not in words:
                yield member, [" ".join(words)]


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    return like(old, right(new, match.tag) if match.tag.startswith("VB") else new)
