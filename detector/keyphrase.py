"""Keyphrases: what a page wants to be found for, read off the page itself.

Candidates are word sequences of one to eight words that repeat in the body or stand in one of the
page's other places (title, address, headings, description, keywords, anchors, alt texts) and
in the body too. Variants count together: upper and lower case, plurals, and another order of the
same content words. A phrase never runs over punctuation or the end of a block.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain

from detector.article import Article
from detector.candidates import candidates
from detector.intrusion import gains, looseness, mean_gain
from detector.named_places import named_places, sources, texts_beside
from detector.running import contexts
from detector.surprise import expected_count, information, log_likelihood
from detector.words import TOKEN, Gram, content, fold
from detector.wordstream import Body, everywhere, reordered

KEPT = 5
WEIGHED = 8  # candidates whose seams are looked at
SINGLE = 0.6  # what one word weighs against a phrase: nearly every page repeats its subject
LEAST_SEAMS = 3
LEAST_PROSE = 3  # words
MOST_SEAMS = 6
LOOSE = 0.3
FREE = 0.9  # share of the places of a word up to which it has a life of its own
LEAST_LOOSE = 3  # words; two that do not lead to one another are too common to mean something
AT_HOME = -0.7  # log10; a phrase that its sentences miss that much is a term of the subject


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A phrase with what was counted of it in the body.

    ``text`` is its commonest surface form in lower case, ``words`` its length, ``count`` counts all
    variants and ``surface_count`` that form alone, ``prose`` the contexts of running text in which
    that form stands (``detector.running``), not counted of one or two words, which no signal judges
    by them, and 0. ``positions`` are character spans in the article text. ``sources`` names the
    other places where it stands, besides the body. ``name`` says that the body mostly writes it
    with capitals, ``loose`` how little its words lead to one another
    (``detector.intrusion.looseness``), 0 for English, for two words and for a term that its
    sentences need. ``captive`` says that the body has a content word of it nowhere else: who writes
    of knee braces for joggers has more to say of joggers. ``expected`` is the count of such a
    phrase on an honest page, ``g2`` the log-likelihood ratio of the two (0 where fewer are found).
    """

    text: str
    words: int
    count: int
    surface_count: int
    prose: int
    positions: tuple[tuple[int, int], ...]
    sources: tuple[str, ...]
    name: bool
    loose: float
    captive: bool
    expected: float
    g2: float


def keyphrases(article: Article) -> tuple[Keyphrase, ...]:
    """Return the keyphrases of an article, the most prominent first; none for an empty body.

    At most five; a phrase that only stands inside a longer one of (nearly) the same count is left
    to the longer one.
    """
    body = Body.of(article, texts_beside(article))
    places = named_places(article)
    asked = candidates(body, places["slug"])
    inside = {gram: at[: bisect_left(at, body.inside)] for gram, at in asked.items()}
    where = {gram: sources(gram, at, body, places) for gram, at in asked.items()}
    said = {g: _said(g, len(at), len(asked[g]), len(where[g])) for g, at in inside.items()}
    odd = {gram: _odd(gram, len(at), article.words) for gram, at in inside.items()}
    weight = {gram: said[gram] * odd[gram] for gram in asked}
    gain = _seams(article, body, inside, weight)
    for gram, mean in gain.items():
        weight[gram] *= math.exp(max(-1.0, min(1.5, mean)))
    chosen: dict[Gram, Gram] = {}
    for gram in sorted(weight, key=lambda gram: (-weight[gram], gram)):
        chosen.setdefault(content(gram), gram)
        if len(chosen) == KEPT:
            break
    loose = _loose(article, body, {gram: inside[gram] for gram in chosen.values()}, gain)
    for gram in chosen.values():
        if len(inside[gram]) >= LEAST_SEAMS:
            again = _odd(gram, len(inside[gram]), article.words, loose=loose.get(gram, 0.0) > LOOSE)
            weight[gram] *= again**2 / odd[gram]
        if len(gram) == 1:
            weight[gram] *= SINGLE
    return tuple(
        _keyphrase(article, body, gram, inside[gram], where[gram], loose.get(gram, 0.0))
        for gram in sorted(chosen.values(), key=lambda gram: (-weight[gram], gram))
    )


def keyphrase(article: Article, text: str) -> Keyphrase:
    """Return what is counted of a phrase that the user names; its count may be 0."""
    gram = tuple(fold(match["word"]) for match in TOKEN.finditer(text) if match["word"])
    body = Body.of(article, texts_beside(article))
    every, (loose,) = everywhere(body, gram), looseness([text])
    at = every[: bisect_left(every, body.inside)]
    spans = body.spans(at[:MOST_SEAMS], len(gram))
    loose *= mean_gain(gains(article, spans)) > AT_HOME
    where = sources(gram, every, body, named_places(article))
    return _keyphrase(article, body, gram, at, where, loose, text.lower())


def _loose(
    article: Article, body: Body, chosen: dict[Gram, list[int]], gain: dict[Gram, float]
) -> dict[Gram, float]:
    """Return the looseness of long phrases that no sentence needs, by their first surface forms."""
    long = [g for g in chosen if len(g) >= LEAST_LOOSE and gain.get(g, 0) > AT_HOME]
    forms = []
    for gram in long:
        first = body.spans(chosen[gram][:1], len(gram))
        forms.append(article.text[slice(*first[0])] if first else " ".join(gram))
    return dict(zip(long, looseness(forms), strict=True))


def _said(gram: Gram, count: int, every: int, places: int) -> float:
    """Return the information that a phrase brings into the page; more where it names the page."""
    return (count + every) / 2 * information(gram) * (1 + 0.3 * places)


def _odd(gram: Gram, count: int, page_words: int, *, loose: bool = False) -> float:
    """Return how much more a phrase weighs for standing oftener than honest phrases do."""
    return 1 + log_likelihood(count, expected_count(gram, page_words, loose=loose)) / 5


def _seams(
    article: Article, body: Body, inside: dict[Gram, list[int]], weight: dict[Gram, float]
) -> dict[Gram, float]:
    """Return for the weightiest long phrases how much better sentences read without them."""
    long = [g for g, at in inside.items() if len(g) > 1 and len(at) >= LEAST_SEAMS]
    judged = nlargest(WEIGHED, long, key=lambda gram: (weight[gram], gram))
    spans = [body.spans(inside[gram][:MOST_SEAMS], len(gram)) for gram in judged]
    found = iter(gains(article, list(chain.from_iterable(spans))).tolist())
    return {
        gram: mean_gain([next(found) for _ in some])
        for gram, some in zip(judged, spans, strict=True)
    }


def _keyphrase(
    article: Article,
    body: Body,
    gram: Gram,
    at: Sequence[int],
    where: tuple[str, ...],
    loose: float,
    text: str = "",
) -> Keyphrase:
    spans = body.spans(at, len(gram))
    said = [article.text[start:end] for start, end in spans]
    forms = {form: " ".join(form.lower().split()) for form in set(said)}
    surfaces = Counter([forms[form] for form in said])
    surface = max(surfaces, key=surfaces.__getitem__, default=text or " ".join(gram))
    exact = [span for span, form in zip(spans, said, strict=True) if forms[form] == surface]
    prose = contexts(article, exact) if len(gram) >= LEAST_PROSE else 0
    other = list(apart(reordered(body, gram), spans))
    written = Counter([*said, *(article.text[start:end] for start, end in other)])
    spans = sorted([*spans, *other])
    capitals = sum(many for form, many in written.items() if _is_name(form))
    name = 2 * capitals > len(spans)
    expected = expected_count(gram, article.words, name=name, loose=loose > LOOSE)
    return Keyphrase(
        surface,
        len(gram),
        len(spans),
        len(exact),
        prose,
        tuple(spans),
        where,
        name,
        loose,
        _captive(body, gram, len(spans)),
        expected,
        log_likelihood(len(spans), expected),
    )


def _captive(body: Body, gram: Gram, count: int) -> bool:
    """Whether a content word of a phrase (nearly) always stands in it."""
    known = [body.number[word] for word in set(content(gram)) if word in body.number]
    return any(count > FREE * int(body.counts[number]) for number in known)


def _is_name(surface: str) -> bool:
    """Whether every word with four letters or more has a capital, as in the name of an office."""
    return all(word[0].isupper() for word in surface.split() if len(word) > 3)


def apart(
    spans: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the spans that overlap none of the others, which are in order."""
    starts = [start for start, _ in others]
    for start, end in spans:
        before = bisect_left(starts, end)
        if not before or others[before - 1][1] <= start:
            yield start, end
