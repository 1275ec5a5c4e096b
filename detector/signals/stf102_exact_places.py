"""Exact match everywhere: one long phrase in title, headings, first paragraph, anchors and more.

What it finds
    A keyphrase of four words or more, found by the tool, that stands word for word in four of seven
    places, or one of three words in five: title or address, two or more headings, first paragraph,
    description, keywords, anchors, alternative texts of pictures. Headings or the first paragraph
    must be among them: the rest is often filled by software from the title.

Why it matters
    Checklists of search engine optimisation ask for exactly this. A writer who is not counting
    words his subject in each place as the place asks.

When it is wrong
    Proper names of products, laws and institutions stand everywhere by right; a phrase that the
    body writes with capitals is let off. Glossary pages repeat their term, and honest sellers
    follow the checklists too: of 167 pages of a mixed crawl, 4 % have the finding, most of them
    price guides and "best of" lists. It weighs little alone.

Example:
    "Natural sciatica remedies" as title, in two headings, the first sentence, the description and
    the texts of three pictures.

Sources
    Google Search Essentials, spam policies, "Keyword stuffing"; Yoast SEO, assessments of keyphrase
    in title, slug, introduction, subheadings, meta description and image alt attributes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector import urls
from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.named_places import fold_phrase
from detector.reading import Reading
from detector.signals.signal import Code
from detector.signals.stf104_variant_list import variant_lists
from detector.surprise import log_likelihood

if TYPE_CHECKING:
    from detector.keyphrase import Keyphrase

CODE = Code(
    "STF102",
    "exact phrase in every place",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Google Search Essentials, spam policies, keyword stuffing",
        "Yoast SEO, assessments of keyphrase in title, slug, introduction, subheadings, alt texts",
    ),
)
LEAST_WORDS = 3
LEAST_COPIES = 3
LEAST_PLACES = {3: 5}  # four for longer phrases
PLACES = ("first paragraph", "description", "keywords", "anchors", "alt texts")


def places(phrase: Keyphrase, reading: Reading) -> list[str]:
    """Return the places that hold the phrase; title and address are one, headings need two."""
    words = f" {fold_phrase(phrase.text)} "
    headings = [f" {fold_phrase(h.text)} " for h in reading.article.headings if h.level != 1]
    found = ["title"] if {"title", "slug"} & set(phrase.sources) else []
    if sum(words in heading for heading in headings) > 1:
        found.append("headings")
    return found + [place for place in PLACES if place in phrase.sources]


@once
def widest(reading: Reading) -> tuple[Keyphrase, list[str]] | None:
    """Return the long phrase that stands in most places, if there is a long phrase."""
    long = [p for p in reading.keyphrases if p.words >= LEAST_WORDS and not p.name]
    if not long:
        return None
    found = [(phrase, places(phrase, reading)) for phrase in long]
    return max(found, key=lambda one: (len(one[1]), one[0].count))


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding if a long phrase stands in most places, the text itself among them."""
    best = widest(reading)
    if best is None:
        return
    phrase, where = best
    written = not {"headings", "first paragraph"}.isdisjoint(where)
    if written and len(where) >= LEAST_PLACES.get(phrase.words, 4):
        yield CODE.on_page(
            phrase.text,
            f"“{phrase.text}” stands word for word in {', '.join(where[:-1])} and {where[-1]}.",
            strength=min(0.9, 0.1 * len(where) + 0.1 * (phrase.words - LEAST_WORDS)),
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return four features of the long phrases, 0 for a page without.

    ``stf102_places`` says in how many of seven places the widest stands. ``stf102_everywhere`` is
    how surprising (G²) it is to find one so often in running text, in the title, as the text of
    links to different addresses, as alternative text and in lists of variants; at most 100.
    ``stf102_loose`` is the looseness of a phrase of three such places or more, weighed with the
    logarithm of their number. ``stf102_captive`` is that logarithm for a phrase with a word that
    the page says nowhere else.
    """
    best = widest(reading)
    counts = _counts(reading)
    everywhere = (log_likelihood(count, phrase.expected) for phrase, count in counts)
    copies = [(phrase, math.log(count)) for phrase, count in counts if count >= LEAST_COPIES]
    loose = (phrase.loose * many for phrase, many in copies)
    captive = (many for phrase, many in copies if phrase.captive)
    return {
        "stf102_places": float(len(best[1])) if best else 0.0,
        "stf102_everywhere": min(100.0, max(everywhere, default=0.0)),
        "stf102_loose": max(loose, default=0.0),
        "stf102_captive": max(captive, default=0.0),
    }


def _counts(reading: Reading) -> list[tuple[Keyphrase, int]]:
    """Return the long phrases with the number of their places in running text and beside it.

    Beside it no more count than in it, for a list of products repeats its word in every link; but
    every other host that a link of just this text leads to counts, and every item of a list of
    variants (STF104).
    """
    phrases = [p for p in reading.keyphrases if p.words >= LEAST_WORDS and p.prose and not p.name]
    if not phrases:
        return []
    article = reading.article
    links = dict.fromkeys((" ".join(link.text.lower().split()), link.url) for link in article.links)
    texts = [text for text, _ in links]
    texts += dict.fromkeys(text.lower() for text in (*article.alt_texts, article.title or ""))
    around = "\n".join(f" {text} " for text in texts)
    found = []
    for phrase in phrases:
        beside = min(around.count(f" {phrase.text} "), phrase.prose)
        hosts = {urls.split(url).netloc for text, url in links if text == phrase.text}
        listed = _listed(phrase, reading)
        found.append((phrase, phrase.prose + beside + max(0, len(hosts) - 1) + listed))
    return found


def _listed(phrase: Keyphrase, reading: Reading) -> int:
    """Return how many items of lists of variants hold the phrase."""
    words = f" {phrase.text} "
    runs = variant_lists(reading)
    return sum(count for _, _, count, shared in runs if words in f" {shared.lower()} ")
