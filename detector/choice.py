"""What is weighed in choosing likely originals: places, their candidates, and the features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.ngram_table import Floats
from detector.ngrams import BREAK, Ids, Slots

REACH = 4  # tokens on either side of a place that an n-gram model can see


class Place(NamedTuple):
    """Tokens that a rewriter may have put somewhere, and those around them."""

    before: tuple[str, ...]
    words: tuple[str, ...]
    after: tuple[str, ...]

    @staticmethod
    def of(tokens: Sequence[str], span: range) -> Place:
        """Cut a place out of the tokens of a page."""
        before, after = max(0, span.start - REACH), span.stop + REACH
        words = tokens[span.start : span.stop]
        return Place(
            tuple(tokens[before : span.start]), tuple(words), tuple(tokens[span.stop : after])
        )

    def with_words(self, words: Iterable[str]) -> Place:
        """Return the place with other words in it."""
        return self._replace(words=tuple(words))


class Joined(NamedTuple):
    """Places one behind another, breaks between them, so that all are looked up at once."""

    tokens: list[str]
    spans: list[range]

    @staticmethod
    def of(places: Iterable[Place]) -> Joined:
        """Join places."""
        tokens, spans = list[str](), list[range]()
        for place in places:
            tokens += place.before
            spans.append(range(len(tokens), len(tokens) + len(place.words)))
            tokens += [*place.words, *place.after, *[BREAK] * REACH]
        return Joined(tokens, spans)

    def owners(self) -> Ids:
        """Return for each token the number of the place that it stands in, else -1."""
        found = np.full(len(self.tokens), -1, np.int64)
        for number, span in enumerate(self.spans):
            found[span.start : span.stop] = number
        return found


class Choice(NamedTuple):
    """Candidates for places: whose each is, where it goes, and what speaks for it; one a row."""

    owner: Ids
    slots: Slots
    features: Floats

    def pick(self, row: int, joined: Joined, words: Sequence[str]) -> str:
        """Tokens of the whole place with one candidate put in, joined by spaces."""
        tokens, span = joined.tokens, joined.spans[int(self.owner[row])]
        start, stop = int(self.slots.start[row]), int(self.slots.stop[row])
        new = [words[word] for word in self.slots.words[row].tolist() if word >= 0]
        return " ".join([*tokens[span.start : start], *new, *tokens[stop : span.stop]])


def whole(slots: Slots, owner: Ids, spans: Sequence[range]) -> NDArray[np.bool_]:
    """Tell which candidates go in the stead of all of their place."""
    sizes = np.array([len(span) for span in spans], np.int64)
    found: NDArray[np.bool_] = slots.stop - slots.start == sizes[owner]
    return found


def best(values: Floats, count: int) -> Ids:
    """Find the columns of the highest values of each row, in no order."""
    if values.shape[1] <= count:
        return np.tile(np.arange(values.shape[1]), (len(values), 1))
    return np.argpartition(-values, count, axis=1)[:, :count]


def features(
    slots: Slots, all_of_it: NDArray[np.bool_], known: NDArray[np.bool_], prior: Floats,
    gains: Floats, near: Floats, rarest: Floats,
) -> Floats:  # fmt: skip
    """List what is weighed, shape (candidates, features).

    Whether the table lists it, and its prior there; gain, bounded gain and loss; cosine, cosine of
    one that is listed, squared cosine; frequency of its rarest word; words added and removed;
    whether it replaces the whole place.
    """
    longer = (slots.words >= 0).sum(1) - (slots.stop - slots.start)
    columns = (
        known, prior, gains, np.tanh(gains / 2), np.minimum(gains, 0), near, near * known,
        np.maximum(near, 0) ** 2, rarest, np.maximum(longer, 0), np.maximum(-longer, 0), all_of_it,
    )  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)
