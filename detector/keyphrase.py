"""Keyphrases: what a page wants to be found for, read off the page itself.

Candidates are word sequences of one to eight words that repeat in the body or stand in one of the
page's other places (title, address, headings, description, keywords, anchors, alt texts) and
in the body too. Variants count together: upper and lower case, plurals, and another order of the
same content words. A phrase never runs over punctuation or the end of a block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest

from detector.article import Article, Kind
from detector.surprise import expected_count, information, log_likelihood
from detector.words import STOPWORDS, fold
from detector.wordstream import (
    LONGEST,
    TOKEN,
    Body,
    Gram,
    content,
    find,
    opens,
    reordered,
    repeated,
)

KEPT = 5
RANKED = 40
NEARBY = ("near", "me")


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


def keyphrases(article: Article) -> tuple[Keyphrase, ...]:
    """Return the keyphrases of an article, the most prominent first; none for an empty body.

    At most five; a phrase that only stands inside a longer one of (nearly) the same count is left
    to the longer one.
    """
    body = Body.of(article)
    names = _names(article)
    found = repeated(body)
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
    body = Body.of(article)
    return _keyphrase(article, body, gram, find(body, gram), _names(article), text.lower())


def _named(body: Body, names: dict[str, str]) -> Iterator[tuple[Gram, list[int]]]:
    """Yield the word sequences of title and address that stand in the body, be it once."""
    for place in ("title", "slug"):
        words = names[place].split()
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + LONGEST) + 1):
                gram = tuple(words[start:end])
                if opens(gram) and (at := find(body, gram)):
                    yield gram, at


def _covered(found: dict[Gram, list[int]]) -> Counter[Gram]:
    """Return for every sequence how often the commonest phrase that contains it stands.

    ``found`` holds the sequences by length, the shortest first.
    """
    covered: Counter[Gram] = Counter()
    for gram in reversed(found):
        count = max(covered[gram], len(found[gram]) if _is_phrase(gram) else 0)
        tail = gram[1:]
        while tail and not opens(tail):
            tail = tail[1:]
        for part in (gram[:-1], tail):
            if count > covered[part]:
                covered[part] = count
    return covered


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
    body: Body,
    gram: Gram,
    at: list[int],
    names: dict[str, str],
    text: str = "",
) -> Keyphrase:
    spans = {(body.spans[i][0], body.spans[i + len(gram) - 1][1]) for i in at}
    surfaces = Counter(" ".join(article.text[s:e].lower().split()) for s, e in sorted(spans))
    surface, exact = surfaces.most_common(1)[0] if surfaces else (text, 0)
    spans |= {span for span in reordered(body, gram) if not any(_overlap(span, s) for s in spans)}
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


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
