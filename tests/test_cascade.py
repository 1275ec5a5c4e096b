"""The cheap stage: what it lets pass, what it never does, and what it must not need."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import islice

import pytest

from corpus.seeds import seeds
from detector import Detector, Page, glance, skim
from detector.article import Kind, Part, assemble
from detector.assessment import Verdict
from detector.cascade import CARD, LOOKS, cascade, exact, glimpse
from detector.errors import ModelError
from detector.extract import webpage
from detector.finding import Axis
from detector.reading import Reading
from detector.scoring import page_model
from models.cascade.evaluate import evaluate, table
from models.cascade.rows import usable
from models.cascade.train import train
from models.page.features import computed
from models.page.pages import from_seeds
from tests.texts import CLEAN, PARAGRAPHS, SPUN, page

CALM = next(one for one in seeds() if one.id == "consumer-health/tinnitus.txt").text.split("\n\n")


SPUN_TEXT = "Smoking and a lack of exercise are danger factors for excessive blood strain. " * 20


def article(*paragraphs: str, title: str | None = None):
    return assemble([Part(Kind.PARAGRAPH, text) for text in paragraphs], title=title)


def test_the_bundled_clean_page_needs_no_rewriting_model_and_agrees_with_a_full_reading():
    cheap = Detector().assess_path(CLEAN)
    full = Detector(cascade=False).assess_path(CLEAN)
    assert Axis.SPUN not in cheap.moved, "the forecast is no page model"
    assert Axis.SPUN in full.moved
    assert cheap.verdict == full.verdict == "pass"
    assert cheap.scores[Axis.SPUN] < page_model(Axis.SPUN).review
    assert cheap.topic == full.topic == "health"
    assert {c.code: c.met for c in cheap.criteria} == {c.code: c.met for c in full.criteria}


def test_a_spun_page_is_read_in_full_and_judged_as_without_the_cascade():
    cheap = Detector().assess_path(SPUN)
    full = Detector(cascade=False).assess_path(SPUN)
    assert cheap == full
    assert cheap.verdict == "flag"


def test_a_generator_title_is_never_clearly_clean():
    plain = glimpse(Reading.of(article(*CALM, title="Ringing in the ears")))
    made = glimpse(
        Reading.of(article(*CALM, title="5 Simple Techniques For sprained ankle exercises"))
    )
    assert plain.clean
    assert made.features["tpl101"] > 0
    assert not made.clean


def test_tampered_letters_are_never_clearly_clean():
    tampered = glimpse(Reading.of(article(*(text.replace("e", "\u0435", 3) for text in CALM))))
    assert tampered.features["spn303"] > 0
    assert not tampered.clean


def test_a_page_near_another_threshold_is_extracted_precisely_but_its_forecast_still_counts(
    monkeypatch,
):
    nowhere = replace(cascade(), limits={Axis.STUFFED: 0.0, Axis.UNRELIABLE: 0.0})
    monkeypatch.setattr("detector.cascade.cascade", lambda: nowhere)
    reading = Reading.of(article(*CALM))
    assert not glimpse(reading).clean
    assert glimpse(reading, final=True).clean
    one = Page("page.html", page(*CALM).encode(), "text/html")
    asked = []
    monkeypatch.setattr("detector.extract.webpage.body_of", noted(asked, webpage.body_of))
    _, found = Detector().read(one)
    full = Detector(cascade=False).assess_page(one)
    assert asked == ["fast", "precise", "precise"]
    assert Axis.SPUN not in found.moved
    assert found.scores[Axis.SPUN] < page_model(Axis.SPUN).review
    assert found.text == full.text
    assert found.scores[Axis.STUFFED] == full.scores[Axis.STUFFED]


def noted(asked, body_of):
    """Return ``body_of`` that notes the extractor it is asked for."""
    return lambda html, url, extractor: asked.append(extractor) or body_of(html, url, extractor)


def test_a_body_that_is_a_small_part_of_its_page_is_extracted_precisely(monkeypatch):
    asked = []
    monkeypatch.setattr("detector.extract.webpage.body_of", noted(asked, webpage.body_of))
    thin = page(*CALM).replace("</body>", f"<nav>{'<p>All our pages</p>' * 3000}</nav></body>")
    for content in (page(*CALM), thin):
        _, found = Detector().read(Page("page.html", content.encode(), "text/html"))
        assert found.verdict is Verdict.PASS
    assert asked == ["fast", "fast", "precise"]


def test_short_pages_are_always_read_in_full():
    found = Detector().assess_article(article(*PARAGRAPHS[:2]), target="-")
    assert found.words < 120
    assert Axis.SPUN in found.moved


def test_scan_and_check_speak_of_the_same_article():
    one = Page("page.html", page(*PARAGRAPHS, *PARAGRAPHS).encode(), "text/html")
    detector = Detector()
    read, found = detector.read(one)
    assert found == detector.assess_page(one)
    assert found.text == read.text


def test_the_score_of_a_clean_page_is_the_one_that_pages_of_its_forecast_have():
    seen = glimpse(Reading.of(article(*CALM)))
    step = [one for one in cascade().steps if f"{one.look}_mean" in seen.features][-1]
    assert seen.clean
    assert seen.scores[Axis.SPUN] == pytest.approx(step.score(seen.features))
    assert 0 < seen.scores[Axis.SPUN] < page_model(Axis.SPUN).review


def test_the_axis_unreliable_is_judged_on_health_pages_alone():
    assert exact(health=True) == (Axis.STUFFED, Axis.UNRELIABLE)
    assert exact(health=False) == (Axis.STUFFED,)


def test_without_the_fitted_cheap_stage_every_page_is_read_in_full(monkeypatch):
    monkeypatch.setattr("detector.cascade.fitted", lambda: False)
    found = Detector().assess_path(CLEAN)
    assert found == Detector(cascade=False).assess_path(CLEAN)
    assert Axis.SPUN in found.moved


def test_a_clean_page_is_judged_without_spacy_and_not_read_in_full():
    code = (
        "import sys, pathlib\nfrom detector import Detector, Page\n"
        "content = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "found = Detector().assess_page(Page('page', content, 'text/html'))\n"
        "print(found.verdict, *({'spacy', 'thinc', 'sklearn'} & sys.modules.keys()), *found.moved)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(CLEAN)], check=True, capture_output=True, text=True
    )
    assert "pass" in done.stdout.split()
    assert not {"spacy", "thinc", "sklearn", "spun"} & set(done.stdout.split())


def test_a_damaged_card_is_named_in_a_sentence(tmp_path, monkeypatch):
    broken = tmp_path / "cascade.json"
    broken.write_text("{}")
    monkeypatch.setattr("detector.cascade.artefact", lambda name: broken)
    with pytest.raises(ModelError, match=r"cascade\.json is damaged"):
        cascade.__wrapped__()


def test_a_small_cheap_stage_is_trained_on_rows_and_evaluated(tmp_path):
    pages = list(computed(islice(from_seeds(turns=1), 36)))
    card = train(pages, folder=tmp_path)
    assert json.loads((tmp_path / CARD).read_text("utf-8")) == card
    assert card["pages"]["all"] == len(usable(pages))
    assert 0 < card["pages"]["suspected"] < card["pages"]["all"]
    assert [step["look"] for step in card["steps"]] == ["glance", *skim.WINDOWS]
    first, *more = ({one["feature"] for one in step["weights"]} for step in card["steps"])
    assert set(glance.FEATURES) < first
    assert more == [first | set(skim.names(look)) for look in skim.WINDOWS]
    assert not set.union(*more) & {"spn101", "spn102", "rw_mean"}
    assert set(card["limits"]) == {"stuffed", "unreliable"}
    found = evaluate(pages)
    assert found["all"]["pages"] == len(usable(pages))
    assert sum(one["pages"] for one in found["kinds"].values()) == len(usable(pages))
    assert "| spun |" in table(found)


def test_a_text_that_is_read_in_full_is_not_searched_twice_for_what_needs_no_model(monkeypatch):
    from detector.signals import signals

    signal, asked = signals()["SPN201"], []
    counting = replace(signal, find=lambda reading: asked.append(1) or signal.find(reading))
    monkeypatch.setitem(signals(), "SPN201", counting)
    found = Detector().assess_text(SPUN_TEXT)
    assert Axis.SPUN in found.moved
    assert "SPN201" in {finding.code for finding in found.findings}
    assert len(asked) == 1


def test_a_page_that_is_plainly_odd_is_looked_at_no_more_before_it_is_read(monkeypatch):
    looked = []
    looks = {name: noted_look(looked, name) for name in ("glance", *skim.WINDOWS)}
    monkeypatch.setattr("detector.cascade.LOOKS", looks)
    plain = glimpse(Reading.of(article(SPUN_TEXT)), final=True)
    assert not plain.clean
    assert looked == ["glance"]
    assert not cascade().sound(plain.features)
    looked.clear()
    glimpse(Reading.of(article(*CALM)))
    assert 1 <= len(looked) <= len(looks)


def noted_look(looked, name):
    """Return a look of the cheap stage that is noted."""
    return lambda text: looked.append(name) or LOOKS[name](text)
