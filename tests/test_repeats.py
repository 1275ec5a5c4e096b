"""Words and repeated sequences as arrays are those that a plain reading of the text finds."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from detector.article import Kind, Part, assemble
from detector.candidates import is_phrase
from detector.named_places import fold_phrase
from detector.repeats import Stream, covered, loudest, phrases, repeated, repeats
from detector.surprise import information
from detector.tokens import first_words, last_words, tokenise
from detector.wordcut import cut
from detector.words import TOKEN, Gram, fold
from detector.wordstream import LONGEST, Body, opens

SAID = "how to use the best knee braces near me for you 12 a pain and after what Knee's is"
ODD = "a-b 'c' d--e f'-g l’été_x 𝐛𝐞𝐬𝐭 knee 😀 pain…\n\n42% of—it’s\u00a0so İ x_y_ -z- \ud800end"


def babble(seed: int) -> str:
    rng = random.Random(seed)
    words = SAID.split()
    marks = ("", "", "", "", ",", ".", "\n\n")
    return " ".join(rng.choice(words) + rng.choice(marks) for _ in range(300))


def plainly(body: Body) -> dict[Gram, list[int]]:
    forms = [body.form(i) for i in range(len(body.ids))]
    found: defaultdict[Gram, list[int]] = defaultdict(list)
    for length in range(1, LONGEST + 1):
        for start in range(len(forms) - length + 1):
            gram = tuple(forms[start : start + length])
            if all(gram) and opens(gram):
                found[gram].append(start)
    return {gram: at for gram, at in found.items() if len(at) > 1}


@pytest.mark.parametrize("text", ["", " ", "'", "a", ODD, babble(1)])
def test_words_and_marks_are_those_of_the_expression(text: str):
    words, starts, ends, marks = cut(text)
    found = list(TOKEN.finditer(text))
    assert words == [m["word"] for m in found if m["word"]]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [
        m.span() for m in found if m["word"]
    ]
    assert marks.tolist() == [m.start() for m in found if not m["word"]]


@pytest.mark.parametrize("text", ["", "|", " Best  Knees ", "Men’s\u00a0braces_2", ODD, babble(1)])
def test_a_phrase_is_folded_as_the_words_of_the_body_are(text: str):
    body = Body.of_text(text)
    said = [word for word in fold_phrase(text).split() if word != "|"]
    assert said == [body.words[i] for i in body.ids.tolist() if i]


@pytest.mark.parametrize(
    "text", ["", "•", "Don’t stop", "a • • • b", "up\nto 3.5 mg", ODD, babble(1)]
)
@pytest.mark.parametrize("most", [1, 3])
def test_the_words_at_both_ends_of_a_text_are_those_of_the_whole(text: str, most: int):
    for end in range(min(len(text), 90) + 1):
        assert first_words(text[end:], most) == tokenise(text[end:]).words[:most]
        assert last_words(text[:end], most) == tokenise(text[:end]).words[-most:]


def test_words_stand_where_the_article_has_them():
    page = assemble(
        [
            Part(Kind.HEADING, "Knee Braces", 1),
            Part(Kind.PARAGRAPH, "Knee braces, (soft) ones."),
            Part(Kind.LIST_ITEM, "straps"),
        ],
        title="Knee Braces",
    )
    body = Body.of(page, {"title": ["Knee pain"], "slug": [""], "anchors": ["Pain.", "Relief"]})
    assert [body.form(i) for i in range(len(body.ids))] == [
        "", "knee", "brace", "", "soft", "", "one", "", "strap", "", "knee", "pain", "", "pain",
        "", "relief", "",
    ]  # fmt: skip
    assert body.inside == 9
    assert body.beside == {"title": (9, 12), "slug": (12, 12), "anchors": (12, 16)}
    assert page.text[slice(*body.span(1, 2))] == "Knee braces"
    assert page.text[slice(*body.span(8, 8))] == "straps"


@pytest.mark.parametrize("seed", range(5))
def test_sequences_that_repeat_are_found_with_their_places(seed: int):
    body = Body.of_text(babble(seed))
    assert repeated(body) == plainly(body)


@pytest.mark.parametrize("seed", range(5))
def test_phrases_and_what_holds_them_are_told(seed: int):
    body = Body.of_text(babble(seed))
    stream = Stream.of(body)
    found = repeats(body, stream)
    grams = list(repeated(body))
    fit = phrases(found, stream)
    assert fit.tolist() == [is_phrase(gram) for gram in grams]
    assert found.bits.tolist() == pytest.approx([information(gram) for gram in grams])
    inside = covered(found, fit, stream)
    for gram, held in zip(grams, inside.tolist(), strict=True):
        assert held == max(
            [
                len(at)
                for longer, at in plainly(body).items()
                if is_phrase(longer) and len(longer) > len(gram) and holds(longer, gram)
            ],
            default=0,
        )


def holds(longer: Gram, gram: Gram) -> bool:
    return any(
        longer[i : i + len(gram)] == gram and opens(longer[i:])
        for i in range(len(longer) - len(gram) + 1)
    )


def test_the_loudest_leave_parts_to_the_whole_and_come_by_weight():
    body = Body.of_text("Best knee brace. " * 3 + "A sore heel, a sore heel. " + fold("Rest."))
    assert [gram for gram, _ in loudest(body, 40)] == [("sore", "heel"), ("best", "knee", "brace")]
    assert [gram for gram, _ in loudest(body, 1)] == [("best", "knee", "brace")]
    assert loudest(Body.of_text("..."), 40) == []
