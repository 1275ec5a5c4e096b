"""What extraction hands the criteria: reviewers, credentials, stated dates, the whole text."""

from __future__ import annotations

from detector.article import Article
from detector.extract import article_of
from detector.page import Page

BODY = "<p>A torn meniscus hurts on the inner side of the knee, and it often swells.</p>"


def article(head: str = "", after: str = "", media_type: str = "text/html") -> Article:
    html = f"<html><head>{head}</head><body><main>{BODY}</main>{after}</body></html>"
    return article_of(Page("page", html.encode(), media_type, "utf-8"))


def test_reviewers_and_credentials_come_from_json_ld() -> None:
    metadata = article(
        '<script type="application/ld+json">{"@type": "MedicalWebPage", "author": {"name": "Bo Li",'
        ' "jobTitle": "Nurse", "affiliation": {"name": "Ghent University"}}, "reviewedBy":'
        ' [{"name": "Ana Beltrán", "honorificSuffix": "MD"}],'
        ' "lastReviewed": "2021-05-05"}</script>'
    ).metadata
    assert metadata.authors == ("Bo Li",)
    assert metadata.reviewers == ("Ana Beltrán",)
    assert metadata.credentials == ("Nurse", "Ghent University", "MD")
    assert (metadata.reviewed, metadata.dates_stated) == ("2021-05-05", True)


def test_institutions_of_citations_are_credentials() -> None:
    head = '<meta name="citation_author_institution" content="Department of Surgery, Ghent">'
    assert article(head).metadata.credentials == ("Department of Surgery, Ghent",)


def test_a_date_that_is_only_visible_is_not_stated() -> None:
    shown = article(after="<time datetime='2021-05-05'>5 May 2021</time>").metadata
    assert (shown.published, shown.dates_stated) == ("2021-05-05", False)


def test_no_day_is_searched_for_where_one_is_stated() -> None:
    head = '<meta property="article:modified_time" content="2021-05-05">'
    found = article(head, "<p>Posted on 3 February 2019</p>").metadata
    assert (found.modified, found.published) == ("2021-05-05", None)


def test_the_page_text_has_what_is_neither_body_nor_scaffold() -> None:
    text = article(after="<div>Written by <b>Bo Li</b></div><script>var x;</script>").page_text
    assert text.split("\n")[-2:] == ["Written by", "Bo Li"]


def test_plain_text_has_no_page_text() -> None:
    page = Page("page.txt", b"The knee joins the thigh and the shin.", "text/plain", "utf-8")
    assert article_of(page).page_text == ""
