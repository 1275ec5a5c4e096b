"""Keyphrases: what a page wants to be found for, read off the page itself.

Candidates are word sequences of one to eight words that repeat in the body or stand in one of the
page's other places (title, address, headings, description, keywords, anchors, alt texts) and
in the body too. Variants count together: upper and lower case, plurals, and another order of the
same content words. A phrase never runs over punctuation or the end of a block.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest

from detector.article import Article, Kind
from detector.words import STOPWORDS, fold, rate

LONGEST = 8
KEPT = 5
RANKED = 40

# How often a phrase of two, three … six words that leads an honest page stands in 1,000 words of
# it, and how much pages differ (variance = mean + mean² / DISPERSION): fitted on 2,431 pages of 15
# honest sets. One word is a topic: nothing can be said about it.
HONEST_RATES = (30.0, 9.2, 3.9, 2.5, 1.5, 1.5)
DISPERSION = 2.0
LEAST_PAGE = 300
# Honest pages hold phrases with a word of a shopper's search ten times more seldom, and repeat the
# names of offices and programmes three times as often.
QUERY_WORDS = frozenset(
    {
        "affordable", "best", "buy", "cheap", "cheapest", "cost", "coupon", "deal", "discount",
        "natural", "naturally", "near", "online", "price", "relief", "remedy", "review", "sale",
        "supplement",
    }
)  # fmt: skip
NEARBY = ("near", "me")
QUERY_FACTOR = 0.1
NAME_FACTOR = 3.0
TOKEN = re.compile(r"(?P<word>[^\W_]+(?:['’\-][^\W_]+)*)|[^\s\w'’\"“”\-]|\n")
OPENERS = frozenset({"how", "what", "where", "which", "why"})


@dataclass(frozen=True, slots=True)
class Keyphrase:
    """A phrase with what was counted of it in the body.

    ``text`` is its commonest surface form in lower case, ``words`` its length, ``count`` counts all
    variants and ``surface_count`` that form alone. ``positions`` are character spans in the article
    text. ``sources`` names the other places where it stands, besides the body. ``name`` says that
    the body mostly writes it with capitals. ``expected`` is the count of such a phrase on an honest
    page, ``g2`` the log-likelihood ratio of the two (0 where fewer are found than expected).
    """

    text: str
    words: int
    count: int
    surface_count: int
    positions: tuple[tuple[int, int], ...]
    sources: tuple[str, ...]
    name: bool
    expected: float
    g2: float


@dataclass(frozen=True)
class _Body:
    """The words of the body in order: folded, "" at every break, with their places in the text."""

    forms: list[str]
    spans: list[tuple[int, int]]

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each single word stands."""
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, form in enumerate(self.forms):
            if form:
                found[form,].append(index)
        return found

    @classmethod
    def of(cls, article: Article) -> _Body:
        forms: list[str] = []
        spans: list[tuple[int, int]] = []
        for block in article.body:
            offset = block.start
            for match in TOKEN.finditer(block.text):
                forms.append(fold(match.group()) if match.lastgroup else "")
                start, end = match.span()
                spans.append((offset + start, offset + end))
            forms.append("")
            spans.append((block.end, block.end))
        return cls(forms, spans)


Gram = tuple[str, ...]


def keyphrases(article: Article) -> tuple[Keyphrase, ...]:
    """Return the keyphrases of an article, the most prominent first; none for an empty body.

    At most five; a phrase that only stands inside a longer one of (nearly) the same count is left
    to the longer one.
    """
    body = _Body.of(article)
    names = _names(article)
    found = _repeated(body)
    covered = _covered(found)
    found |= {gram: at for gram, at in _named(body, names) if gram not in found}
    free = (g for g, at in found.items() if covered[g] < 0.75 * len(at) and _is_phrase(g))
    loudest = nlargest(RANKED, free, key=lambda gram: (len(found[gram]) * information(gram), gram))
    ranked = sorted(
        loudest, key=lambda gram: (-_prominence(gram, len(found[gram]), names, article.words), gram)
    )
    chosen: dict[Gram, Gram] = {}
    for gram in ranked:
        chosen.setdefault(content(gram), gram)
        if len(chosen) == KEPT:
            break
    return tuple(_keyphrase(article, body, gram, found[gram], names) for gram in chosen.values())


def keyphrase(article: Article, text: str) -> Keyphrase:
    """Return what is counted of a phrase that the user names; its count may be 0."""
    gram = tuple(fold(match["word"]) for match in TOKEN.finditer(text) if match["word"])
    body = _Body.of(article)
    return _keyphrase(article, body, gram, _find(body, gram), _names(article), text.lower())


def expected_count(gram: Sequence[str], page_words: int, *, name: bool = False) -> float:
    """Return how often an honest page holds a phrase, given the lengths of both and its words.

    ``name`` says that the page writes it with capitals, as the name of an office or a law.
    """
    rate_here = HONEST_RATES[min(len(gram), len(HONEST_RATES)) - 1]
    if len(gram) > 2 and not QUERY_WORDS.isdisjoint(gram):
        rate_here *= QUERY_FACTOR
    elif name:
        rate_here *= NAME_FACTOR
    return max(page_words, LEAST_PAGE) / 1000 * rate_here


def log_likelihood(count: float, expected: float) -> float:
    """Return the log-likelihood ratio G² of a count against its expectation; 0 below it.

    Dunning 1993, Accurate methods for the statistics of surprise and coincidence; for counts that
    vary more than a Poisson variable does, by the negative binomial likelihood.
    """
    if count <= expected:
        return 0.0
    spread = math.log((count + DISPERSION) / (expected + DISPERSION))
    return 2 * (count * math.log(count / expected) - (count + DISPERSION) * spread)


def content(gram: Iterable[str]) -> Gram:
    """Return the content words of a phrase in alphabetical order: equal for all its variants."""
    return tuple(sorted(word for word in gram if word not in STOPWORDS))


def information(gram: Iterable[str]) -> float:
    """Return how many bits the content words of a phrase carry, each by its own frequency."""
    return sum(map(_bits, gram))


@lru_cache(maxsize=65_536)
def _bits(word: str) -> float:
    return 0.0 if word in STOPWORDS else -math.log2(rate(word) / 1e6)


def _repeated(body: _Body) -> dict[Gram, list[int]]:
    """Return the sequences that stand twice or more and begin like a phrase, with their places."""
    forms = body.forms
    level = {gram: at for gram, at in body.places.items() if len(at) > 1 and _opens(gram)}
    found: dict[Gram, list[int]] = {}
    for length in range(1, LONGEST + 1):
        found |= level
        longer: defaultdict[Gram, list[int]] = defaultdict(list)
        for gram, at in level.items():
            for index in at:
                if following := forms[index + length]:
                    longer[(*gram, following)].append(index)
        level = {gram: at for gram, at in longer.items() if len(at) > 1}
    return found


def _named(body: _Body, names: dict[str, str]) -> Iterator[tuple[Gram, list[int]]]:
    """Yield the word sequences of title and address that stand in the body, be it once."""
    for place in ("title", "slug"):
        words = names[place].split()
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + LONGEST) + 1):
                gram = tuple(words[start:end])
                if _opens(gram) and (at := _find(body, gram)):
                    yield gram, at


def _find(body: _Body, gram: Gram) -> list[int]:
    wanted = list(gram)
    starts = body.places.get(gram[:1], [])
    return [index for index in starts if body.forms[index : index + len(gram)] == wanted]


def _covered(found: dict[Gram, list[int]]) -> Counter[Gram]:
    """Return for every sequence how often the commonest phrase that contains it stands.

    ``found`` holds the sequences by length, the shortest first.
    """
    covered: Counter[Gram] = Counter()
    for gram in reversed(found):
        count = max(covered[gram], len(found[gram]) if _is_phrase(gram) else 0)
        tail = gram[1:]
        while tail and not _opens(tail):
            tail = tail[1:]
        for part in (gram[:-1], tail):
            if count > covered[part]:
                covered[part] = count
    return covered


def _opens(gram: Gram) -> bool:
    return gram[0] not in STOPWORDS or gram[0] in OPENERS


def _is_phrase(gram: Gram) -> bool:
    """Whether a sequence could be typed into a search box: it begins and ends with content."""
    if gram[0] in STOPWORDS and len(gram) < 3:
        return False
    if gram[-1] in STOPWORDS and gram[-2:] != NEARBY:
        return False
    return any(len(word) > 2 and not word.isdigit() for word in gram if word not in STOPWORDS)


def _names(article: Article) -> dict[str, str]:
    """Return the places besides the body as strings of folded words, " | " between two texts."""
    paragraphs = (block.text for block in article.body if block.kind is Kind.PARAGRAPH)
    texts = {
        "title": [article.title or ""],
        "slug": [article.slug],
        "headings": [block.text for block in article.headings],
        "first paragraph": [next(paragraphs, "")],
        "description": [article.metadata.description or ""],
        "keywords": article.metadata.keywords,
        "anchors": [link.text for link in article.links],
        "alt texts": article.alt_texts,
    }
    return {
        place: " | ".join(map(fold_phrase, filter(None, said))) for place, said in texts.items()
    }


def fold_phrase(text: str) -> str:
    """Return a text as folded words with single spaces, every break of it as "|"."""
    return " ".join(fold(match["word"]) if match["word"] else "|" for match in TOKEN.finditer(text))


def _sources(gram: Gram, names: dict[str, str]) -> tuple[str, ...]:
    phrase = f" {' '.join(gram)} "
    return tuple(place for place, said in names.items() if phrase in f" {said} ")


def _prominence(gram: Gram, count: int, names: dict[str, str], page_words: int) -> float:
    """Return the information that a phrase brings into the page.

    It weighs more where it names the page, and where it stands oftener than honest phrases do.
    """
    surprise = log_likelihood(count, expected_count(gram, page_words))
    named = 1 + 0.3 * len(_sources(gram, names))
    return count * information(gram) * named * (1 + surprise / 5)


def _keyphrase(
    article: Article,
    body: _Body,
    gram: Gram,
    at: list[int],
    names: dict[str, str],
    text: str = "",
) -> Keyphrase:
    spans = {(body.spans[i][0], body.spans[i + len(gram) - 1][1]) for i in at}
    surfaces = Counter(" ".join(article.text[s:e].lower().split()) for s, e in sorted(spans))
    surface, exact = surfaces.most_common(1)[0] if surfaces else (text, 0)
    spans |= {span for span in _reordered(body, gram) if not any(_overlap(span, s) for s in spans)}
    capitals = sum(_is_name(article.text[start:end]) for start, end in spans)
    name = 2 * capitals > len(spans)
    expected = expected_count(gram, article.words, name=name)
    return Keyphrase(
        surface,
        len(gram),
        len(spans),
        exact,
        tuple(sorted(spans)),
        _sources(gram, names),
        name,
        expected,
        log_likelihood(len(spans), expected),
    )


def _is_name(surface: str) -> bool:
    """Whether every word with four letters or more has a capital, as in the name of an office."""
    return all(word[0].isupper() for word in surface.split() if len(word) > 3)


def _reordered(body: _Body, gram: Gram) -> Iterator[tuple[int, int]]:
    """Yield the places where the content words of a phrase stand together in another order."""
    wanted = content(gram)
    if len(set(wanted)) < 2:  # a single word, or one said twice, has no other order
        return
    reach = len(gram) + 1
    for index in sorted(i for word in set(wanted) for i in body.places.get((word,), ())):
        window: list[int] = []
        for place in range(index, min(index + reach, len(body.forms))):
            form = body.forms[place]
            if not form:
                break
            if form not in STOPWORDS:
                if form not in wanted:
                    break
                window.append(place)
            if len(window) == len(wanted):
                if tuple(sorted(body.forms[i] for i in window)) == wanted:
                    yield body.spans[index][0], body.spans[place][1]
                break


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
