"""Whether a phrase belongs where it stands: the sentence with it against the sentence without it.

For every occurrence two seams are judged by the n-gram model. Left: do the words before it make
the phrase likelier than it is alone? Right: are the words behind it likelier after the phrase than
after the words before it? A phrase that the sentence was built around gains at both seams, however
rare its own words are, since their cost falls out of the comparison. A phrase pushed into a
finished sentence loses: what it parted belongs together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detector.article import Article
from detector.ngrams import BREAK, UNKNOWN, NgramModel, tokenise
from detector.words import STOPWORDS

REACH = 3  # words that a 4-gram model can see across a seam
FIRM = 1.5  # log10, how much likelier a word makes the next in nine of ten honest phrases
TOLD = -9.5  # log10; two words rarer than that, multiplied, may well stand together unseen
NEAR = 45  # characters that hold them
PRONOUNS = ("it", "this", "them")

Span = tuple[int, int]
Gains = NDArray[np.float64]
Ids = NDArray[np.int64]


def gains(article: Article, spans: Sequence[Span]) -> Gains:
    """Return for each span how much likelier (log10) its two seams get when it is taken out.

    Spans lie in the body of the article. NaN where a span fills its block and has no seam.
    """
    if not spans:
        return np.zeros(0)
    model = NgramModel.load()
    before, phrases, behind = zip(*_around(article, spans, model), strict=True)
    seams = _Seams.between(before, behind, model)
    found: Gains = seams.joined() - seams.fit(phrases)
    found[seams.bare] = np.nan
    return found


def substitutes(
    article: Article, spans: Sequence[Span], shorter: Sequence[str]
) -> tuple[Gains, list[str]]:
    """Return for each span how much likelier (log10) its seams get with something shorter there.

    That is a pronoun or the words of ``shorter``, one text a span; the second result says which.
    All are tried in one pass. NaN as in :func:`gains`.
    """
    if not spans:
        return np.zeros(0), []
    model = NgramModel.load()
    before, phrases, behind = zip(*_around(article, spans, model), strict=True)
    encode = cache(lambda text: tuple(model.encode(tokenise(text).words).tolist()))
    options = [[word] * len(spans) for word in PRONOUNS] + [list(shorter)]
    tried = [encode(word) for words in options for word in words]
    times = len(options) + 1
    seams = _Seams.between(before * times, behind * times, model)
    fits = seams.fit([*phrases, *tried]).reshape(times, len(spans))
    found: Gains = fits[1:].max(0) - fits[0]
    found[seams.bare[: len(spans)]] = np.nan
    return found, [options[best][i] for i, best in enumerate(fits[1:].argmax(0))]


def core(phrase: str) -> str:
    """Return the last two words of the longest run of content words: "knee brace" and the like."""
    runs = ("".join(f"{w} " if w not in STOPWORDS else "|" for w in phrase.split())).split("|")
    return " ".join(max(map(str.split, runs), key=len)[-2:]) or phrase


@dataclass(frozen=True)
class _Seams:
    """What stands before and behind some places, padded to REACH words, shape (places, REACH)."""

    model: NgramModel
    before: Sequence[tuple[int, ...]]
    left: Ids
    right: Ids

    @classmethod
    def between(
        cls,
        before: Sequence[tuple[int, ...]],
        behind: Sequence[tuple[int, ...]],
        model: NgramModel,
    ) -> _Seams:
        line = model.ids[BREAK]
        return cls(model, before, _padded(before, line, right=True), _padded(behind, line))

    @property
    def bare(self) -> NDArray[np.bool_]:
        """Whether a place has nothing on either side."""
        line = self.model.ids[BREAK]
        alone: NDArray[np.bool_] = (self.left[:, -1] == line) & (self.right[:, 0] == line)
        return alone

    def joined(self) -> Gains:
        """Log-probability of what is behind, straight after what is before."""
        return _ends(self.model, self.left, self.right)

    def fit(self, phrases: Sequence[tuple[int, ...]]) -> Gains:
        """How well a phrase fits each place: what it gains from the left, and gives to the right.

        At the left edge of a block nothing is gained or lost.
        """
        line = self.model.ids[BREAK]
        head = _padded([ids[:REACH] for ids in phrases], line)
        whole = [(*b, *p)[-REACH:] for b, p in zip(self.before, phrases, strict=True)]
        tail = _padded(whole, line, right=True)
        context = np.concatenate((self.left, tail), 0), np.concatenate((head, self.right), 0)
        begun, followed = _ends(self.model, *context).reshape(2, -1)
        gained = begun - _ends(self.model, head[:, :0], head)
        fitting: Gains = followed + np.where(self.left[:, -1] == line, 0.0, gained)
        return fitting


def _around(
    article: Article, spans: Sequence[Span], model: NgramModel
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    """Yield the ids before, in and behind each span; a span's block is a hard edge."""
    starts = [block.start for block in article.body]
    encode = cache(lambda text: tuple(model.encode(tokenise(text).words).tolist()))
    for start, end in spans:
        block = article.body[bisect_right(starts, start) - 1]
        before = encode(article.text[max(block.start, start - NEAR) : start])[-REACH:]
        behind = encode(article.text[end : min(block.end, end + NEAR)])[:REACH]
        yield before, encode(article.text[start:end].lower()), behind


def looseness(phrases: Sequence[str]) -> list[float]:
    """Return for each phrase how far its words are from leading to one another; mostly 0.

    "Hip surgeon leeds reviews" is no English but a list of words for a search box: somewhere in it
    a word is less likely after those before it than anywhere. For such a phrase the result says by
    how much (log10 a word) it is looser than nine in ten phrases that honest pages repeat.
    """
    if not phrases:
        return []
    model = NgramModel.load()
    encoded = [model.encode(tokenise(phrase).words) for phrase in phrases]
    ids = np.full((len(encoded), max(map(len, encoded))), model.ids[BREAK], np.int64)
    for row, words in zip(ids, encoded, strict=True):
        row[: len(words)] = words
    logprob, _ = model.rows(ids)
    alone = model.unigrams[0][ids]
    unknown = ids == model.ids[UNKNOWN]
    led = (logprob - alone)[:, 1:]
    told = (alone[:, 1:] + alone[:, :-1] > TOLD) & ~unknown[:, 1:] & ~unknown[:, :-1]
    lengths = (len(words) - 1 for words in encoded)
    return [_loose(led[i, :n], told[i, :n]) for i, n in enumerate(lengths)]


def _loose(led: Gains, told: NDArray[np.bool_]) -> float:
    """Return how loose the seams of a phrase are; bad ones count where the model can tell."""
    if not (led[told] < 0).any():
        return 0.0
    return max(0.0, FIRM - float(led[told | (led > 0)].mean()))


def mean_gain(found: Iterable[float]) -> float:
    """Return the mean of the gains that are known; 0 where there are none."""
    known = [gain for gain in found if gain == gain]
    return sum(known) / len(known) if known else 0.0


def _padded(rows: Sequence[tuple[int, ...]], fill: int, *, right: bool = False) -> Ids:
    """Rows of at most REACH ids as one array, filled up at the left if they stand at the right."""
    pads = [(fill,) * (REACH - len(ids)) for ids in rows]
    pairs = zip(rows, pads, strict=True)
    return np.array([(*pad, *ids) if right else (*ids, *pad) for ids, pad in pairs], np.int64)


def _ends(model: NgramModel, context: Ids, ids: Ids) -> Gains:
    """Log-probability of each row of ids after its context."""
    logprob, _ = model.rows(np.concatenate((context, ids), 1))
    total: Gains = logprob[:, context.shape[1] :].sum(1, dtype=np.float64)
    return total
