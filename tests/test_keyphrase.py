"""Keyphrases are found where people would see them, with their variants, places and counts."""

from __future__ import annotations

import math

import pytest

from corpus.spinners.keyphrase import FRAMES
from corpus.stuffing import UNSEEN_FRAMES
from detector.article import Article, Kind, Link, Metadata, Part, assemble
from detector.intrusion import looseness
from detector.keyphrase import apart, keyphrase, keyphrases
from detector.reading import Reading
from detector.surprise import DISPERSION, expected_count, information, log_likelihood
from detector.words import fold, fold_words, rate

PHRASE = "best knee brace for joggers"
SENTENCES = (
    f"Many runners ask which {PHRASE} keeps the joint steady on soft ground.",
    f"A doctor may say that the {PHRASE} should leave the skin free of marks.",
    f"The tendon, also known as {PHRASE} or patellar ligament, runs to the shin.",
    f"Rest for a week before you try {PHRASE} and short runs.",
    "If the joint swells, stop, put cold water on it and let a doctor look at it soon.",
)
VERBS = ("wears", "swells", "warms", "tires", "bends", "slows")


def article(*paragraphs: str, title: str | None = None, **more: object) -> Article:
    return assemble([Part(Kind.PARAGRAPH, text) for text in paragraphs], title=title, **more)


def test_repeated_long_phrase_leads_although_nobody_named_it():
    first = keyphrases(article(*SENTENCES))[0]
    assert (first.text, first.words, first.count, first.surface_count) == (PHRASE, 5, 4, 4)
    assert first.sources == ("first paragraph",)


def test_positions_are_spans_of_the_article_text():
    page = article(*SENTENCES)
    first = keyphrases(page)[0]
    assert [page.text[start:end] for start, end in first.positions] == [PHRASE] * 4


def test_part_of_a_phrase_is_left_to_the_whole():
    texts = [phrase.text for phrase in keyphrases(article(*SENTENCES))]
    assert "knee brace" not in texts
    assert "best knee brace" not in texts


def test_part_that_stands_alone_too_is_a_phrase_of_its_own():
    more = "A knee brace is light. Wash the knee brace. Dry the knee brace. Store the knee brace."
    texts = [phrase.text for phrase in keyphrases(article(*SENTENCES, more))]
    assert PHRASE in texts
    assert "knee brace" in texts


def test_variants_of_case_number_and_order_count_together():
    page = article(
        "Heel insoles are soft. A heel insole lasts a year. Heel Insoles can be washed.",
        "Ask for insoles, heel ones. Good insole heel shapes differ.",
    )
    found = keyphrase(page, "heel insoles")
    assert found.count == 4, "three in order, one turned round; a comma parts the other"
    assert found.surface_count == 2


def test_phrase_never_runs_over_a_sentence_or_a_block():
    page = article("We sell knee. Brace yourself.", "A knee", "brace is light.")
    assert keyphrase(page, "knee brace").count == 0


def test_names_of_the_page_are_sources():
    page = article(
        f"The {PHRASE} is light.",
        title="Best Knee Brace for Joggers",
        url="https://example.org/shop/best-knee-brace-for-joggers.html",
        metadata=Metadata(description=f"Buy the {PHRASE}", keywords=(PHRASE, "sport")),
        links=(Link(PHRASE, "https://example.org/"),),
        alt_texts=(f"A {PHRASE}",),
    )
    found = keyphrases(page)[0]
    assert found.text == PHRASE, "a title phrase that stands once in the body is found"
    assert found.sources == (
        "title", "slug", "first paragraph", "description", "keywords", "anchors", "alt texts",
    )  # fmt: skip


def test_local_search_ends_in_near_me():
    page = article(*(f"{verb} back pain relief near me now." for verb in ("Find", "Get", "Book")))
    assert keyphrases(page)[0].text.startswith("back pain relief near me")


def test_name_of_an_office_is_told_from_a_phrase():
    page = article(*["She wrote to the Office for Patient Safety again."] * 3)
    assert keyphrase(page, "office for patient safety").name
    assert not keyphrase(article(*SENTENCES), PHRASE).name


def test_phrase_is_captive_while_a_word_of_it_has_no_life_of_its_own():
    assert keyphrases(article(*SENTENCES))[0].captive
    lively = ("A brace is worn.", "The knee heals.", "Best of all.", "All joggers rest.")
    assert not keyphrase(article(*SENTENCES, *lively), PHRASE).captive


def test_stuffed_phrase_comes_before_the_subject_of_the_page():
    subject = [f"Arthritis {verb} the joint, and arthritis comes back." for verb in VERBS * 2]
    found = keyphrases(article(*subject, *SENTENCES))
    assert found[0].text == PHRASE
    assert "arthritis" in [phrase.text for phrase in found]


def test_named_phrase_that_is_absent_counts_nothing():
    found = keyphrase(article(*SENTENCES), "Dental Implants")
    assert (found.text, found.count, found.positions, found.g2) == ("dental implants", 0, (), 0.0)


@pytest.mark.parametrize("page", [assemble([]), article("..."), article("42 17 42 17")])
def test_page_without_words_has_no_keyphrase(page: Article):
    assert keyphrases(page) == ()
    assert Reading.of(page).keyphrase is None


def test_phrase_that_the_user_names_comes_first():
    told = Reading.of(article(*SENTENCES), told="soft ground").keyphrases
    assert [phrase.text for phrase in told[:2]] == ["soft ground", PHRASE]
    part = Reading.of(article(*SENTENCES), told=PHRASE.upper()).keyphrases
    assert [phrase.text for phrase in part].count(PHRASE) == 1


def test_queries_of_the_test_pages_are_in_no_training():
    assert not set(UNSEEN_FRAMES) & set(FRAMES)


def test_expectation_falls_with_length_and_grows_with_the_page():
    two, five = ("heel", "pain"), ("pain", "of", "the", "left", "heel")
    assert expected_count(two, 1000) > expected_count(five, 1000)
    assert expected_count(two, 2000) == pytest.approx(2 * expected_count(two, 1000))
    assert expected_count(two, 10) == expected_count(two, 300), "short pages are too noisy"
    three = ("heel", "insole", "leeds")
    assert expected_count(three, 1000, loose=True) < expected_count(three, 1000)


def test_words_of_a_search_are_loose_and_terms_are_not():
    assert min(looseness(["hip surgeon leeds reviews", "buy arthritis cream online"])) > 0
    terms = ["chronic obstructive pulmonary disease", "the risk of heart failure"]
    assert looseness(terms) == [0, 0]


def test_log_likelihood_is_that_of_the_negative_binomial():
    spread = (12 + DISPERSION) * math.log((12 + DISPERSION) / (3 + DISPERSION))
    assert log_likelihood(12, 3) == pytest.approx(2 * (12 * math.log(4) - spread))
    assert log_likelihood(3, 3) == log_likelihood(1, 3) == 0


def test_rare_words_carry_more_information():
    assert information(["sciatica"]) > information(["people"]) > information(["the"]) == 0
    assert rate("the") > rate("people") > rate("zzyzx") > 0


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Braces", "brace"), ("therapies", "therapy"), ("doctor’s", "doctor"), ("boxes", "box"),
        ("arthritis", "arthritis"), ("virus", "virus"), ("illness", "illness"), ("gas", "gas"),
    ],
)  # fmt: skip
def test_fold_takes_off_case_and_plural_alone(word: str, folded: str):
    assert fold(word) == folded


def test_fold_words_keeps_numbers_and_hyphens():
    assert fold_words("Type 2 low-carb diets") == ["type", "2", "low-carb", "diet"]


def test_prose_is_where_the_words_around_a_phrase_differ():
    assert keyphrase(article(*SENTENCES), PHRASE).prose == 4
    cards = [f"{n} people have the {PHRASE} in their cart" for n in range(3, 9)]
    assert keyphrase(article(*cards), PHRASE).prose == 1, "a template is one context"
    listed = [Part(Kind.LIST_ITEM, f"{PHRASE} {size}") for size in ("small", "large", "wide")]
    assert keyphrase(assemble(listed), PHRASE).prose == 0, "items of a list are no sentences"


def test_spans_apart_from_others_are_kept():
    assert list(apart([(0, 4), (3, 6), (9, 12), (12, 15)], [(4, 6), (10, 11)])) == [
        (0, 4),
        (12, 15),
    ]
