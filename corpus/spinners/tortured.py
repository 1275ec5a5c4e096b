"""Family `tortured`: the tortured-phrase list turned round."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.inflect import right
from corpus.spinners.commercial import packed_text
from corpus.stopwords import STOP
from corpus.tables import expansions
from corpus.thesaurus import Match, Thesaurus, like, merged, swaps

SET = "spun/tortured-phrases"


class Tortured:
    """Imitates the paraphrasers behind tortured phrases in papers ("bosom peril").

    The expected phrase is replaced by one of its tortured forms; pairs of equal length also teach
    a word table ("breast" → "bosom"), used where a word occurs at least twice in the list.
    Sources: Problematic Paper Screener list of the mirror (`spun/tortured-phrases`, CC BY 4.0,
    Cabanac, Labbé and Magazinov), our own `data/expansions.txt`.
    """

    name = "tortured"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Expected phrase or word → tortured ones; raises ResourceMissingError."""
        raw = json.loads(packed_text(SET, "pps_2026-03-06.json"))
        rows = (
            raw if isinstance(raw, list) else next(v for v in raw.values() if isinstance(v, list))
        )
        pairs = [(str(row["correct"]).lower(), str(row["tortured"]).lower()) for row in rows]
        entries = merged((good, [bad]) for good, bad in pairs if good.isascii() and "*" not in bad)
        words = _word_table(pairs)
        return Thesaurus({**words, **expansions().entries, **entries})

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Torture phrases first, then words, until `rate` of the words is touched."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    return like(old, right(new, match.tag))


def _word_table(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Word → words that stood in its place, repeated by how often (at most eight)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for good, bad in pairs:
        left, other = good.split(), bad.split()
        if len(left) == len(other):
            for word, new in zip(left, other, strict=True):
                if word != new and word.isalpha() and new.isalpha() and word not in STOP:
                    counts[word][new] += 1
    return {
        word: [new for new, times in seen.most_common(8) for _ in range(min(times, 4))]
        for word, seen in counts.items()
        if seen.total() > 1
    }
