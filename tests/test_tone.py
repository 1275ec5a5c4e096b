"""The tone of a health text: which way it points, what it leaves out, what it costs, its files."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest

from detector.artefacts import artefact
from detector.article import Article, Kind, Part, assemble
from detector.care import features
from detector.errors import ModelError
from detector.reading import Reading
from detector.tone import grams, tone, tone_model

CAREFUL = (
    "Most back pain gets better within six weeks. In a systematic review of 24 trials, people who "
    "exercised had slightly less pain than people who did not, but the evidence was of low "
    "quality. Talk to your doctor before you start if you have had cancer, a recent fall or "
    "numbness in the legs. Painkillers may help for some days; their side effects include "
    "bleeding of the stomach."
)
SELLING = (
    "Our amazing natural formula gets rid of back pain fast! Thousands of happy customers have "
    "already said goodbye to pain. Order your bottle today and get free shipping. This powerful "
    "herbal remedy works with your body to detox and heal, and it is 100% natural, so what are "
    "you waiting for? Click here to buy now."
)


def article(*texts: str, kind: Kind = Kind.PARAGRAPH) -> Article:
    return assemble([Part(kind, text) for text in texts])


def test_a_sales_page_sounds_worse_than_a_careful_one() -> None:
    assert tone(article(SELLING)) > tone(article(CAREFUL)) + 1


def test_headings_take_no_part() -> None:
    heading = Part(Kind.HEADING, SELLING, level=2)
    both = assemble([heading, Part(Kind.PARAGRAPH, CAREFUL)])
    assert tone(both) == tone(article(CAREFUL))


def test_a_text_of_unknown_words_has_no_tone() -> None:
    assert tone(article("Xqzzt vrrbl xqzzt.")) == 0
    assert tone(article("1 2 3 …")) == 0


def test_curly_apostrophes_and_capitals_change_nothing() -> None:
    assert (grams("DON’T Wait") == grams("don't wait")).all()
    assert len(grams("don't wait")) == 3


def test_a_page_that_is_not_health_has_none() -> None:
    text = "The council bought forty new buses. They run on the lines to the harbour. " * 12
    assert features(Reading.of(article(text)))["un_tone"] == 0


def test_it_costs_less_than_a_millisecond_a_page() -> None:
    page = article(*[CAREFUL, SELLING] * 6)
    assert page.words > 600
    tone(page)
    start = time.process_time()
    for _ in range(50):
        tone(page)
    assert (time.process_time() - start) / 50 < 0.001


def test_the_card_names_the_shipped_arrays() -> None:
    card = json.loads(artefact("tone.json").read_text("utf-8"))
    assert card["sha256"] == hashlib.sha256(artefact("tone.npz").read_bytes()).hexdigest()
    assert card["words_and_pairs"] == len(tone_model().grams)
    assert (tone_model().grams[1:] > tone_model().grams[:-1]).all()


def test_a_damaged_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("tone.json", "tone.npz"):
        (tmp_path / name).write_text("{}")
    monkeypatch.setattr("detector.tone.artefact", lambda name: tmp_path / name)
    tone_model.cache_clear()
    with pytest.raises(ModelError, match="install detector again"):
        tone_model()
    tone_model.cache_clear()
