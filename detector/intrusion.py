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
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detector.article import Article
from detector.ngrams import BREAK, UNKNOWN, NgramModel, tokenise
from detector.tokens import first_words, last_words
from detector.words import STOPWORDS

REACH = 3  # words that a 4-gram model can see across a seam
FIRM = 1.5  # log10, how much likelier a word makes the next in nine of ten honest phrases
TOLD = -9.5  # log10; two words rarer than that, multiplied, may well stand together unseen
NEAR = 45  # characters that hold them
PRONOUNS = ("it", "this", "them")

Span = tuple[int, int]
Words = tuple[int, ...]  # their ids
Gains = NDArray[np.float64]
Ids = NDArray[np.int64]


def gains(article: Article, spans: Sequence[Span]) -> Gains:
    """Return for each span how much likelier (log10) its two seams get when it is taken out.

    Spans lie in the body of the article. NaN where a span fills its block and has no seam.
    """
    found: Gains = _compared(article, spans, [])[0]
    return found


def substitutes(
    article: Article, spans: Sequence[Span], shorter: Sequence[str]
) -> tuple[Gains, Gains, list[str]]:
    """Return the gains, and how much likelier (log10) the seams get with something shorter there.

    That is a pronoun or the words of ``shorter``, one text a span; the third result says which.
    All are tried in one pass. NaN as in :func:`gains`.
    """
    options = [[word] * len(spans) for word in PRONOUNS] + [list(shorter)]
    found = _compared(article, spans, options)
    best = found[1:].argmax(0) if spans else []
    return found[0], found[1:].max(0), [options[which][i] for i, which in enumerate(best)]


def core(phrase: str) -> str:
    """Return the last two words of the longest run of content words: "knee brace" and the like."""
    runs = ("".join(f"{w} " if w not in STOPWORDS else "|" for w in phrase.split())).split("|")
    return " ".join(max(map(str.split, runs), key=len)[-2:]) or phrase


def _compared(article: Article, spans: Sequence[Span], options: Sequence[Sequence[str]]) -> Gains:
    """Return how much likelier seams get without a span (first row), and with each option there.

    Each option gives one text a span. NaN where a span fills its block.
    """
    if not spans:
        return np.zeros((1 + len(options), 0))
    model = NgramModel.load()
    ids, unknown = model.ids, model.ids[UNKNOWN]
    encode = cache(lambda text: tuple([ids.get(word, unknown) for word in tokenise(text).words]))
    phrases = [encode(article.text[start:end].lower()) for start, end in spans]
    tried = phrases + [encode(text) for texts in options for text in texts]
    sides = zip(*_around(article, spans), strict=True)
    before, behind = ([tuple([ids.get(w, unknown) for w in words]) for words in s] for s in sides)
    without, fits = _fits(model, before, tried, behind)
    found: Gains = np.concatenate((without[None], fits[1:])) - fits[0]
    found[:, [not left and not right for left, right in zip(before, behind, strict=True)]] = np.nan
    return found


def _around(article: Article, spans: Sequence[Span]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words before and behind each span, REACH at a side; its block is a hard edge."""
    text, starts = article.text, [block.start for block in article.body]
    for start, end in spans:
        block = article.body[bisect_right(starts, start) - 1]
        before = last_words(text[max(block.start, start - NEAR) : start], REACH)
        yield before, first_words(text[end : min(block.end, end + NEAR)], REACH)


def _fits(
    model: NgramModel, before: Sequence[Words], tried: Sequence[Words], behind: Sequence[Words]
) -> tuple[Gains, Gains]:
    """Return how well places read with nothing in them, and how well phrases fit there.

    A phrase fits by what it gains from the left, and gives to the right. ``tried`` are one phrase a
    place, then another a place, and so on; each is a row of the second result. At the left edge of
    a block nothing is gained or lost. What the words of a phrase cost without a context falls out.
    """
    line, places, every = model.ids[BREAK], len(before), len(tried)
    heads = [words[:REACH] for words in tried]
    tails = [(*before[i % places], *words)[-REACH:] for i, words in enumerate(tried)]
    number = {head: i for i, head in enumerate(dict.fromkeys(heads))}
    which = [number[head] for head in heads]
    left, right = _padded(before, line, right=True), _padded(behind, line)
    alone = _padded(list(number), line)
    rows = np.full((places + 2 * every + len(alone), 2 * REACH), line, np.int64)
    bare, followed, begun, lone = np.split(rows, np.cumsum([places, every, every]))
    bare[:, :REACH], bare[:, REACH:] = left, right
    followed[:, :REACH] = _padded(tails, line, right=True)
    followed.reshape(-1, places, 2 * REACH)[..., REACH:] = right
    begun.reshape(-1, places, 2 * REACH)[..., :REACH] = left
    begun[:, REACH:], lone[:, :REACH] = alone[which], alone
    logprob = model.rows(rows)[0].astype(np.float64)
    alike = logprob[-len(alone) :, :REACH].sum(1)[which]
    behind_it = logprob[:, REACH:].sum(1)
    without, follows, begins, _ = np.split(behind_it, np.cumsum([places, every, every]))
    gained = (begins - alike).reshape(-1, places)
    return without, follows.reshape(-1, places) + np.where(left[:, -1] == line, 0.0, gained)


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


def _padded(rows: Sequence[Words], fill: int, *, right: bool = False) -> Ids:
    """Rows of at most REACH ids as one array, filled up at the left if they stand at the right."""
    pads = [(fill,) * (REACH - len(ids)) for ids in rows]
    pairs = zip(rows, pads, strict=True)
    return np.array([(*pad, *ids) if right else (*ids, *pad) for ids, pad in pairs], np.int64)
