"""Criteria stay cheap and bounded, on usual pages and on hostile ones."""

from __future__ import annotations

import time

import pytest

from detector.criteria import criteria, judge
from detector.extract import article_of
from detector.page import Page

BODY = "<p>Treatment of a torn meniscus starts with exercises, and the benefits outweigh it.</p>"
HOSTILE = {
    "bylines": "<p>" + "By Aaaaa Aaaaaa " * 12_000 + "</p>",
    "capitals": "<p>" + "A" * 200_000 + "</p>",
    "dates": "<p>" + "Updated Updated 5 5 5 May May " * 6_000 + "</p>",
    "disclaimers": "<p>" + "not not a substitute " * 9_000 + "</p>",
    "contacts": "<p>" + "a.b-c@" * 30_000 + "</p>",
    "links": '<a href="https://www.cdc.gov/x">about contact privacy</a>' * 4_000,
}


def seconds(html: str) -> float:
    article = article_of(Page("page.html", html.encode(), "text/html", "utf-8"))
    judge(article)
    start = time.process_time()
    judge(article)
    return time.process_time() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_less_than_two_seconds(name: str) -> None:
    page = f"<html><body><main><h1>Torn meniscus</h1>{BODY}{HOSTILE[name]}</main></body></html>"
    assert seconds(page) < 2


def test_a_usual_page_takes_a_few_milliseconds() -> None:
    links = "".join(f'<a href="/{n}">Topic {n}</a>' for n in range(120))
    main = f"<main><h1>Torn meniscus</h1>{BODY * 40}</main>"
    page = f"<html><body><nav>{links}</nav>{main}</body></html>"
    assert min(seconds(page) for _ in range(3)) < 0.03, "ten times what it takes on an idle core"


def test_every_code_answers_once_and_in_order() -> None:
    article = article_of(Page("page.html", BODY.encode(), "text/html", "utf-8"))
    assert [criterion.code for criterion in judge(article)] == list(criteria())


def test_an_empty_page_is_judged() -> None:
    article = article_of(Page("page.html", b"<html><body></body></html>", "text/html", "utf-8"))
    assert not any(criterion.met for criterion in judge(article))
