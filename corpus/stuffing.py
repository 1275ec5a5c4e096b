"""Stuffing an honest article with a search phrase, in styles after the real pages.

Each style puts one phrase, written the same each time, where its kind of spammer puts it. The
result is a list of Parts (with title, links and alt texts), since half of the stuffing stands
outside of the running text. Sources: Ntoulas et al. 2006, Detecting spam web pages through content
analysis (WWW); Gyöngyi & Garcia-Molina 2005, Web spam taxonomy (AIRWeb).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.spinners.keyphrase import FRAMES
from corpus.stopwords import STOP
from detector.article import Link

PLACES = (
    "Ashford", "Brentwood", "Carlow", "Dunmore", "Elgin", "Fairview", "Grantham", "Hillsdale",
    "Irvine", "Kingsbridge", "Lakeport", "Milton", "Newbury", "Oakdale", "Penrith", "Redcliffe",
)  # fmt: skip
TITLES = (
    "5 Simple Techniques For {}", "{} - An Overview", "{}", "The smart Trick of {} That Nobody is "
    "Discussing", "{} Can Be Fun For Anyone", "Everything you need to know about {}",
    "{} | {}", "Top Guidelines Of {}", "Best {}: our complete guide",
)  # fmt: skip

# Queries for pages that a model is tested on. None of their words is in a list of the product, so
# that what is measured is the intrusion and not a lexicon.
UNSEEN_FRAMES = (
    "{} exercises for seniors", "{} doctor manchester", "knee brace {} joggers", "is {} dangerous",
    "{} during pregnancy", "how long does {} last", "{} hospital open saturday", "{} in dogs",
    "{} massage chair", "printable {} checklist", "{} recovery time", "ayurvedic {} oil",
    "{} for runners", "why {} happens at night", "{} lawyer springfield", "vitamin d {} dosage",
)  # fmt: skip

LEAST = 4
DOSES = (0.5, 1.0, 1.6)  # light, normal, heavy


@dataclass(frozen=True)
class Draft:
    """An article before it is assembled: title, (kind, text) parts, anchors and alt texts.

    ``dose`` says how much of the usual amount of a phrase goes in.
    """

    title: str
    parts: tuple[tuple[str, str], ...]
    anchors: tuple[str, ...] = ()
    alt_texts: tuple[str, ...] = ()
    phrase: str = ""
    dose: float = 1.0

    @property
    def links(self) -> tuple[Link, ...]:
        """The anchors as links, each to a host of its own, as a farm has them."""
        return tuple(
            Link(text, f"https://www.farm{number}.example/page/")
            for number, text in enumerate(self.anchors)
        )


def stuff(draft: Draft, style: str, rng: random.Random, frames: Sequence[str] = FRAMES) -> Draft:
    """Stuff a draft in one style of STYLES and one of DOSES, at least four times.

    KeyError for a style of another name.
    """
    phrase = rng.choice(frames).format(_topic(draft, rng)).lower()
    title = draft.title
    if rng.random() < 0.7:
        title = rng.choice(TITLES).format(phrase, phrase)
    prepared = replace(draft, title=title, phrase=phrase, dose=rng.choice(DOSES))
    stuffed = STYLES[style](prepared, rng)
    while _count(stuffed) < LEAST:
        stuffed = _once_more(stuffed, rng)
    return stuffed


def _count(draft: Draft) -> int:
    return sum(text.count(draft.phrase) for _, text in draft.parts) + len(draft.anchors) // 2


def _topic(draft: Draft, rng: random.Random) -> str:
    """Two different content words next to each other in the title, else in the text."""
    for text in (draft.title, draft.parts[0][1] if draft.parts else ""):
        words = re.findall(r"[a-z]{4,}", text.lower())
        words = [word for word in words if word not in _LITTLE | STOP]
        pairs = [f"{one} {other}" for one, other in pairwise(words) if one != other]
        if pairs:
            return rng.choice(pairs)
    return "weight loss"


_LITTLE = frozenset(
    (
        "what", "does", "have", "with", "that", "this", "your", "from", "about", "which", "when",
        "there", "their", "they", "these", "will", "were", "being", "been", "also", "than", "then",
        "some", "such", "only", "other", "more", "most", "many", "treat", "treatment",
        "treatments", "symptoms", "information", "outlook", "related", "since", "using", "during",
        "among", "across", "although", "whether", "caused", "cause", "causes", "including",
    )
)  # fmt: skip


def _push(text: str, phrase: str, rng: random.Random) -> str:
    """Put the phrase between two words of the text."""
    gaps = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
    if not gaps:
        return f"{text} {phrase}."
    gap = rng.choice(gaps)
    return f"{text[:gap]} {phrase}{text[gap:]}"


def _each(draft: Draft, share: float, rng: random.Random) -> Draft:
    parts = tuple(
        (kind, _push(text, draft.phrase, rng))
        if kind == "paragraph" and rng.random() < share * draft.dose
        else (kind, text)
        for kind, text in draft.parts
    )
    return replace(draft, parts=parts)


def _once_more(draft: Draft, rng: random.Random) -> Draft:
    """Push the phrase into one more paragraph."""
    parts = list(draft.parts)
    paragraphs = [i for i, (kind, _) in enumerate(parts) if kind == "paragraph"]
    place = rng.choice(paragraphs or range(len(parts)))
    kind, text = parts[place]
    parts[place] = kind, _push(text, draft.phrase, rng)
    return replace(draft, parts=tuple(parts))


def front_loaded(draft: Draft, rng: random.Random) -> Draft:
    """Title, first heading and each of the first sentences."""
    lead = (("heading", draft.phrase), ("paragraph", _lead(draft.phrase, rng)))
    return _each(replace(draft, parts=(*lead, *draft.parts)), 0.25, rng)


def uniform(draft: Draft, rng: random.Random) -> Draft:
    """Nearly every paragraph, and the headings."""
    parts = tuple(
        (kind, draft.phrase if kind == "heading" and rng.random() < 0.5 else text)
        for kind, text in draft.parts
    )
    return _each(replace(draft, parts=parts), 0.8, rng)


def mid_sentence(draft: Draft, rng: random.Random) -> Draft:
    """Only inside sentences."""
    return _each(draft, 0.5, rng)


def anchor_farm(draft: Draft, rng: random.Random) -> Draft:
    """Links of one anchor to many hosts, in lines after the paragraphs and inside of them."""
    parts: list[tuple[str, str]] = []
    links = 0
    for kind, text in draft.parts:
        inside = kind == "paragraph" and rng.random() < 0.15 * draft.dose
        parts.append((kind, _push(text, draft.phrase, rng) if inside else text))
        line = kind == "paragraph" and rng.random() < 0.4 * draft.dose
        if line:
            parts.append(("paragraph", rng.choice(_CALLS).format(draft.phrase)))
        links += inside + line
    many = links + rng.randint(1, 6)
    return replace(
        draft,
        parts=tuple(parts),
        anchors=(*draft.anchors, *[draft.phrase] * many),
        alt_texts=(*draft.alt_texts, *[draft.phrase] * rng.randint(0, 3)),
    )


_CALLS = (
    "Read more about {} here.", "Visit this page for {} and much more.", "{}",
    "Click here for {}.", "Our partner has the latest on {}, too.", "See {} for the details.",
)  # fmt: skip


def doorway(draft: Draft, rng: random.Random) -> Draft:
    """List the phrase with place names, and say a sentence about each place."""
    places = rng.sample(PLACES, min(len(PLACES), round(rng.randint(6, 11) * draft.dose**0.5)))
    items = tuple(("list-item", f"{draft.phrase} {place}") for place in places)
    lines = tuple(
        ("paragraph", f"Looking for {draft.phrase} in {place}? We offer {draft.phrase} near you.")
        for place in places[: rng.randint(2, 4)]
    )
    return _each(replace(draft, parts=(*draft.parts, *lines, *items)), 0.2, rng)


def appositive(draft: Draft, rng: random.Random) -> Draft:
    """Behind nouns as if it were their other name, and as the title: "also known as …"."""
    parts = tuple(
        (kind, _join(text, draft.phrase, rng))
        if kind == "paragraph" and rng.random() < 0.5 * draft.dose
        else (kind, text)
        for kind, text in draft.parts
    )
    return replace(draft, parts=parts, title=draft.phrase.title())


def _join(text: str, phrase: str, rng: random.Random) -> str:
    ends = [match.start() for match in re.finditer(r"(?<=[a-z])(?=[,.;](?: |$))", text)]
    if not ends:
        return _push(text, phrase, rng)
    end = rng.choice(ends)
    link = rng.choice((", also known as {},", " with {}", ", {},", " ({})", " and {}", " {}"))
    return f"{text[:end]}{link.format(phrase)}{text[end:]}"


def questions(draft: Draft, rng: random.Random) -> Draft:
    """Add questions as headings, and answers that say the phrase again."""
    asked = rng.sample(_QUESTIONS, rng.randint(3, len(_QUESTIONS)))
    added = [
        (kind, text.format(draft.phrase, draft.phrase))
        for heading, answer in asked
        for kind, text in (("heading", heading), ("paragraph", answer))
    ]
    return _each(replace(draft, parts=(*draft.parts, *added)), 0.15, rng)


_QUESTIONS = (
    ("Who should choose {}?", "Anyone can choose {}. Talk to us about {} today."),
    ("What does {} include?", "Our {} includes all you need, and {} is made to last."),
    ("How does {} help?", "People say that {} helped them, so {} may help you too."),
    ("Where can I get {}?", "You can get {} in town, or ask for {} by phone."),
    ("Are there risks with {}?", "There are few risks with {} when {} is done well."),
)


def _lead(phrase: str, rng: random.Random) -> str:
    return rng.choice(
        (
            f"If you are looking for {phrase}, you have come to the right place, since {phrase} "
            f"is what we know best.",
            f"When it comes to {phrase}, many people ask about {phrase} every day.",
            f"This guide to {phrase} explains {phrase} and why {phrase} matters.",
        )
    )


STYLES: dict[str, Callable[[Draft, random.Random], Draft]] = {
    "front-loaded": front_loaded,
    "uniform": uniform,
    "mid-sentence": mid_sentence,
    "anchor-farm": anchor_farm,
    "doorway": doorway,
    "appositive": appositive,
    "questions": questions,
}
