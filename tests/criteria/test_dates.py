"""Dates on their own: the formats of real pages, and what looks like a date and is none."""

from __future__ import annotations

import pytest

from detector.criteria import View, criteria
from detector.criteria.dating import DATE
from detector.extract import article_of
from detector.page import Page

FORMATS = """
5 May 2021 | 05 May 2021 | 5th May 2021 | 1st May 2021 | 22nd May, 2021 | 3rd of May 2021
May 5, 2021 | May 5th, 2021 | May 05 2021 | MAY 5, 2021 | may 5, 2021 | 5 May, 2021
Jan 5, 2021 | Jan. 5, 2021 | 5 Jan 2021 | 5 Jan. 2021 | Sept 9, 2014 | Sept. 9, 2014 | 9 Sep 2014
Sunday, 10 October 2010 | Tue, 6 Jan, 2015 | Thursday, December 11, 2014 | Mon 13 October 2014
May 2021 | Sept. 2014 | January, 2015 | 2015 January 6 | 2015, January
2021-05-05 | 2021/05/05 | 2021.05.05 | 20210505 | 2021-05-05T09:15:00Z
05/05/2021 | 5/5/2021 | 05-05-2021 | 5.5.2021 | 05.05.2021 | 1/8/15 | 10/28/14 | 31.12.99
10/2013 | 1-2015 | 04-ago-2021 | 5 mai 2021 | 12 dic 2020
"""
FORMS = [form.strip() for form in FORMATS.replace("\n", "|").split("|") if form.strip()]
NO_DATES = """
2021 | 24/7 | 120/80 mmHg | 1-800-555-0100 | 555-014-2233 | 10.1000/j.knee.2019.04.011
version 1.4.2 | May cause drowsiness | 3 March Street | 50/50 | 5 to 7 days | 30-30-30
chapter 12.2 | 2004–2025
in 2019 alone | march on | 98.6 F | 1,200 mg | 10 mai
"""
NO_FORMS = [form.strip() for form in NO_DATES.replace("\n", "|").split("|") if form.strip()]
PHRASES = [
    "Last updated: {}",
    "Last reviewed {}",
    "Page last reviewed: {}",
    "Updated on {}",
    "Published {}",
    "Posted on {} by the desk",
    "Content current as of: {}",
    "Date last reviewed: {}",
    "Last modified {}",
    "Revised: {}",
    "Medically reviewed by Ana Beltrán, MD on {}",
    "Last full review/revision {}",
    "Revision date: {}",
    "Last update: 16:29 {}",
    "Originally published {}",
    "This page was last modified on {}",
]
BODY = "A torn meniscus hurts on the inner side of the knee, and it often swells within a day."


def currency(before: str = "", after: str = "") -> bool | None:
    """Judge a page with markup before and after its one paragraph."""
    html = (
        "<html><head><title>Torn meniscus of the knee</title></head><body><main>"
        f"<h1>Torn meniscus of the knee</h1>{before}<p>{BODY}</p></main>{after}</body></html>"
    )
    article = article_of(Page("page.html", html.encode(), "text/html", "utf-8"))
    return criteria()["MED105"].judge(View(article)).met


@pytest.mark.parametrize("form", FORMS)
def test_format_is_a_date(form: str) -> None:
    assert DATE.search(form), f"{form} is a date on real pages"


@pytest.mark.parametrize("form", NO_FORMS)
def test_no_date(form: str) -> None:
    match = DATE.search(form)
    assert match is None, f"{form} is no date, but {match.group()} was read"


@pytest.mark.parametrize("form", FORMS)
def test_a_date_below_the_headline_counts(form: str) -> None:
    assert currency(before=f"<div class='meta'>{form}</div>")


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("form", ["5 May 2021", "May 5, 2021", "2021-05-05", "05/05/2021"])
def test_a_phrase_dates_the_page_anywhere(phrase: str, form: str) -> None:
    assert currency(after=f"<div>{phrase.format(form)}</div>")


@pytest.mark.parametrize(
    "line",
    [
        "© 2015 Knee Weekly",
        "Copyright 2004–2025, all rights reserved",
        "A study published in May 2021 followed 300 runners",
        "Your email address will not be published. Required fields are marked",
        "The clinic opened its doors to the runners of the town on 5 May 2021 after a long wait",
        "Next review due in three years",
    ],
)
def test_other_dates_do_not_date_the_page(line: str) -> None:
    assert currency(after=f"<div>{line}</div>") is False


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-05-05T09:00:00Z">',
        '<meta name="dc.date.reviewed" content="2021-05-05">',
        '<script type="application/ld+json">'
        '{"@type":"Article","dateModified":"2021-05-05"}</script>',
        '<script type="application/ld+json">'
        '{"@type":"MedicalWebPage","lastReviewed":"2021-05-05"}</script>',
    ],
)
def test_stated_dates_count(head: str) -> None:
    assert currency(before=head)
