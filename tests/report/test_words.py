"""Every number of a report has a sentence that an editor understands."""

from __future__ import annotations

import re

import pytest

from detector.assessment import Moved
from detector.criteria import criteria
from detector.report.html.words import GRAVEST, LACKS, feature
from detector.scoring import AXES, page_model


def features() -> list[str]:
    return [name for axis in AXES for name in page_model(axis).features]


@pytest.mark.parametrize("name", features())
def test_every_feature_of_a_page_model_has_a_sentence(name):
    said, value = feature(Moved(name, 1.0, 0.5))
    assert not re.search(r"\b(rw|un)_", said), f"add a sentence for {name} to words.FEATURES"
    assert re.match(r"[a-z]", said)
    assert re.search(r"\d|none|yes", value)


def test_the_scale_of_care_is_turned_back_into_a_rate():
    assert feature(Moved("un_few_hedges", 3.0, 0.1))[1] == "none"
    assert feature(Moved("un_few_hedges", 1.5, 0.1))[1] == "10.0 in 1,000 words"
    assert feature(Moved("un_few_hedges", 0.0, 0.1))[1] == "20 and more in 1,000 words"


def test_a_feature_without_a_sentence_has_the_name_of_its_code():
    assert feature(Moved("spn201", 5.9, 2.0)) == (
        "findings “broken fixed term”", "5.9 in 1,000 words",
    )  # fmt: skip
    assert feature(Moved("stf102_new", 2.0, 2.0))[0].startswith("exact phrase in every place")
    assert feature(Moved("xyz_new", 2.0, 2.0)) == ("xyz_new", "2.0")


def test_every_criterion_says_what_a_page_lacks():
    assert set(LACKS) == set(criteria())
    assert set(GRAVEST) <= set(LACKS)
