"""The Detector in other people's programs: what it refuses, and what can go through it."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from detector import Detector, Page, UsageError
from detector.extract.bounds import MAX_CHARS
from tests.texts import PARAGRAPHS, SPUN

TEXT = "\n\n".join(PARAGRAPHS)


def test_an_unknown_extractor_is_refused_before_the_first_page():
    with pytest.raises(UsageError, match='There is no extractor "slow"; use "fast" or "precise"'):
        Detector(extractor="slow")


def test_accepted_terms_are_no_string_of_letters():
    with pytest.raises(UsageError, match=r'give a tuple, \("Acme Clinic",\)'):
        Detector(accepted="Acme Clinic")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, b"Knee pain is common.", 5])
def test_a_text_that_is_none_is_wrong_usage(text):
    with pytest.raises(UsageError, match=f"of the type {type(text).__name__}; give a str"):
        Detector().assess_text(text)


def test_a_page_is_made_of_bytes():
    with pytest.raises(UsageError, match="content of the page a is str and not bytes"):
        Page("a", "<p>Knee pain is common.</p>")  # type: ignore[arg-type]


def test_a_text_is_no_page():
    with pytest.raises(UsageError, match="is a str and no Page; make one of it, or give a text"):
        next(Detector().assess(["Knee pain is common."]))  # type: ignore[list-item]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UsageError, match="is a folder; give its files one by one"):
        Detector().assess_path(tmp_path)


def test_of_a_long_text_the_beginning_is_read():
    more = "a" * (MAX_CHARS + 10)
    assessment = Detector().assess_text(f"{TEXT}\n\n{more}")
    assert len(assessment.text or "") == MAX_CHARS
    assert (assessment.error, assessment.language) == (None, "en")


def test_nothing_in_a_text_raises(monkeypatch):
    def stumble(*_: object) -> None:
        raise ValueError("too deep")

    monkeypatch.setattr("detector.reading.Reading.of", stumble)
    found = Detector().assess_text(TEXT, target="row 7")
    assert (found.target, found.reason) == ("row 7", "unreadable")
    assert "internal error (ValueError: too deep)" in (found.error or "")


def test_a_text_with_its_address_is_judged_as_its_page_is():
    url = "https://a.example/best-knee-pain-relief-knee-pain"
    page = Page(url, TEXT.encode(), "text/plain", "utf-8", url)
    assert Detector().assess_text(TEXT, target=url, url=url) == Detector().assess_page(page)


def test_threads_and_pickles_change_nothing():
    page = Page("spun", SPUN.read_bytes(), "text/html")
    detector = Detector()
    alone = detector.assess_page(page)
    with ThreadPoolExecutor(4) as threads:
        assert all(one == alone for one in threads.map(detector.assess_page, [page] * 8))
    assert pickle.loads(pickle.dumps(alone)) == alone
    assert pickle.loads(pickle.dumps(detector)).assess_page(page) == alone
