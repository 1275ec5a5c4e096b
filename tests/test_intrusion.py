"""A phrase out of place is told from one at home, and what would fit there is named."""

from __future__ import annotations

import math

from detector.article import Article, Kind, Part, assemble
from detector.intrusion import core, gains, substitutes
from detector.keyphrase import keyphrase
from detector.reading import Reading
from detector.signals.occurrences import repeated
from detector.signals.stf201_intrusion import find, measure

QUERY = "heel pain doctor leeds"
SLOTS = (
    f"Many people ask us about {QUERY} in the first week.",
    f"We can help you with {QUERY} at any time of the day.",
    f"You can read more about {QUERY} on this page.",
    f"If you want to know more, ask your doctor about {QUERY} when you see her.",
    "Most people are well again after a few weeks of rest.",
)


def article(*paragraphs: str) -> Article:
    return assemble([Part(Kind.PARAGRAPH, text) for text in paragraphs])


def spans(page: Article) -> tuple[tuple[int, int], ...]:
    return keyphrase(page, QUERY).positions


def test_shorter_words_fit_where_a_thing_is_named():
    page = article(*SLOTS)
    without, swaps, words = substitutes(page, spans(page), [core(QUERY)] * 4)
    assert min(swaps) > 2, "a hundred times likelier at each of the four places"
    assert min(without) < 1, "taking it out would leave a hole"
    assert list(without) == list(gains(page, spans(page)))
    assert set(words) <= {"it", "this", "them", "doctor leeds"}


def test_phrase_alone_in_its_block_has_no_place():
    page = article(QUERY, *SLOTS)
    _, swaps, _ = substitutes(page, spans(page), [core(QUERY)] * 5)
    assert math.isnan(swaps[0])
    assert not any(map(math.isnan, swaps[1:]))
    assert len(substitutes(page, [], [])[0]) == 0


def test_core_is_what_a_writer_would_say_next_time():
    assert core("best knee brace for joggers") == "knee brace"
    assert core("weight loss clinic in springfield") == "loss clinic"
    assert core("what is it") == "what is it"


def test_finding_names_what_fits():
    found = list(find(Reading.of(article(*SLOTS))))
    assert [finding.found for finding in found] == [QUERY] * 4
    swapped = [finding for finding in found if "in place of" in finding.message]
    assert len(swapped) > 1
    assert {word for finding in swapped for word in finding.expected} <= {"it", "this", "them"}


def test_template_is_one_place():
    rows = [f"This home has {n} beds 2 baths 1 car, and a view." for n in range(3, 9)]
    reading = Reading.of(article(*rows, *SLOTS))
    one = next(r for r in repeated(reading) if "beds 2 baths" in r.phrase.text)
    assert len(one.spans) == 6
    assert len(one.different) == 1
    assert measure(reading)["stf201_sum"] < 60
