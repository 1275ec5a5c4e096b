"""The likely original: what probably stood where a rewriter put something else.

Candidates are what the table of originals lists for the words of a place, and words of the language
that fit it (`detector.fillers`). A conditional logit (McFadden 1974) over all candidates and "none
of these" says how probable each is. How it was learned and what it recovers:
`models/cards/ngrams.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from operator import itemgetter

import numpy as np

from detector.artefacts import artefact
from detector.choice import Choice, Joined, Place, features, whole
from detector.fillers import Fillers
from detector.ngram_table import Floats
from detector.ngrams import Ids, NgramModel, Slots
from detector.originals import Options, Originals, readable
from detector.word_vectors import WordVectors, unit

MOST = 3  # suggestions
FITTING = 60  # words of the language that are weighed beside what the table lists
AT_ONCE = 16  # places: more would hold tens of MiB for a moment
_BEAM = 3
_WORTH = math.log(1000)


@dataclass(frozen=True, eq=False)
class Recovery:
    """Sources of candidates, and what was learned: a weight a feature, the score of "none"."""

    table: Originals
    fillers: Fillers
    weights: Floats
    none: float
    least: float

    @staticmethod
    def load() -> Recovery:
        """Return the shipped model; the first call reads it.

        Raises ModelError when a file is missing.
        """
        return _load()

    @property
    def model(self) -> NgramModel:
        """The n-gram model."""
        return self.table.model

    def suggest(self, tokens: Sequence[str], *spans: range) -> list[list[tuple[str, float]]]:
        """Up to three likely originals of each place of a page, with probabilities, best first.

        None of a place where the best is less likely than the threshold: a wrong suggestion is
        worse than none. `tokens` are those of `detector.ngrams.tokenise`.
        """
        ranked = self.ranked(tokens, *spans)
        return [[one for one in some[:MOST] if one[1] >= self.least] for some in ranked]

    def ranked(self, tokens: Sequence[str], *spans: range) -> list[list[tuple[str, float]]]:
        """Candidates for each whole place with their probability, best first, none held back.

        Those are left out that are a thousand times less likely than the best alternative. In a
        place of several words one part or two parts may be replaced.
        """
        places = [Place.of(tokens, span) for span in spans]
        parts = [places[start : start + AT_ONCE] for start in range(0, len(places), AT_ONCE)]
        return [ranking for part in parts for ranking in self._ranked(part)]

    def _ranked(self, places: list[Place]) -> Iterator[list[tuple[str, float]]]:
        found = self._scored(places, FITTING)
        again = [
            (number, text, score)
            for number, place in enumerate(places)
            if len(place.words) > 1
            for text, score in nlargest(_BEAM, found[number][0].items(), key=itemgetter(1))
        ]
        other = [places[number].with_words(text.split(" ")) for number, text, _ in again]
        for (number, _, score), (more, _) in zip(again, self._scored(other, 0), strict=True):
            texts, total = found[number]
            new = {text: min(score, its) for text, its in more.items() if text not in texts}
            found[number] = texts | new, total + sum(map(math.exp, new.values()))
        for place, (texts, total) in zip(places, found, strict=True):
            texts.pop(" ".join(place.words), None)
            ranking = sorted(texts.items(), key=lambda item: -item[1])
            yield [(readable(text.split(" ")), math.exp(score) / total) for text, score in ranking]

    def _scored(
        self, places: Sequence[Place], fitting: int
    ) -> list[tuple[dict[str, float], float]]:
        """Texts of each place with one part replaced, their scores, and the odds of all in sum.

        The score of "none of these" is 0.
        """
        joined = Joined.of(places)
        choice = self.choice(joined, fitting)
        scores = (choice.features @ self.weights).astype(np.float64) - self.none
        highest, total = np.zeros(len(places)), np.ones(len(places))
        np.maximum.at(highest, choice.owner, scores)
        np.add.at(total, choice.owner, np.exp(scores))
        found: list[dict[str, float]] = [{} for _ in places]
        for row in np.flatnonzero(scores > highest[choice.owner] - _WORTH).tolist():
            texts, text = found[choice.owner[row]], choice.pick(row, joined, self.model.words)
            texts[text] = max(texts.get(text, -math.inf), float(scores[row]))
        return list(zip(found, total.tolist(), strict=True))

    def choice(self, joined: Joined, fitting: int = FITTING) -> Choice:
        """Gather the candidates of all places with their features.

        `fitting` is how many words that the table does not list are taken for each.
        """
        ids = self.model.encode(joined.tokens)
        listed, owner = self._listed(joined)
        others, theirs = self.fillers.fitting(ids, joined.spans, listed.slots, owner, fitting)
        slots = Slots(*map(np.concatenate, zip(listed.slots, others, strict=True)))
        owner = np.concatenate((owner, theirs))
        known = np.arange(len(owner)) < len(listed.prior)
        prior = np.concatenate((listed.prior, np.zeros(len(theirs), np.float32)))
        gains = self.model.gains(ids, slots)
        near = (self._meaning(slots.words) * self._replaced(ids, slots)).sum(1)
        rarest = self.model.unigrams[0][slots.words].min(1, where=slots.words >= 0, initial=0)
        all_of_it = whole(slots, owner, joined.spans)
        return Choice(owner, slots, features(slots, all_of_it, known, prior, gains, near, rarest))

    def _listed(self, joined: Joined) -> tuple[Options, Ids]:
        """Return what the table lists inside the places, and whose each candidate is."""
        owners = joined.owners()
        options = self.table.options(joined.tokens, range(len(joined.tokens)))
        first, last = owners[options.slots.start], owners[options.slots.stop - 1]
        inside = (first == last) & (first >= 0)
        return options.pick(inside), first[inside]

    def _meaning(self, words: Ids) -> Floats:
        """Return unit vectors of candidates of one to three words."""
        each = self.fillers.vectors.of(np.maximum(words, 0)) * (words >= 0)[..., None]
        return unit(each.sum(1))

    def _replaced(self, ids: Ids, slots: Slots) -> Floats:
        """Return unit vectors of what stands where each candidate would go."""
        sums = np.cumsum(self.fillers.vectors.of(ids), axis=0)
        sums = np.concatenate((np.zeros_like(sums[:1]), sums))
        return unit(sums[slots.stop] - sums[slots.start])


@cache
def _load() -> Recovery:
    card = json.loads(artefact("recovery.json").read_text(encoding="utf-8"))
    weights = np.array(card["weights"], np.float32)
    return assembled(Originals.load(), WordVectors.load(), weights, card["none"], card["least"])


def assembled(
    table: Originals, vectors: WordVectors, weights: Floats, none: float, least: float
) -> Recovery:
    """Put a model together from what was learned."""
    return Recovery(table, Fillers.of(table.model, vectors), weights, none, least)
