import json

import pytest

from detector.article import Metadata
from detector.extract import article_of
from detector.extract.dates import day
from detector.page import Page
from tests.extract.pages import article, html


def metadata(head: str, body: str = "") -> Metadata:
    page = html(f"<article>{body}{article()}</article>", head)
    return article_of(Page("p", page.encode(), "text/html", url="https://a.example/nap")).metadata


def ld(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


GRAPH = {
    "@graph": [
        {"@type": "WebPage", "datePublished": "1999-01-01", "description": "About naps"},
        {
            "@type": ["Article"],
            "author": {"@id": "#jane"},
            "publisher": {"@type": "Organization", "name": "Dream Post"},
            "datePublished": "2024-03-02T08:00:00+01:00",
            "dateModified": "2024-05-06",
            "keywords": "naps, sleep",
        },
        {"@id": "#jane", "@type": "Person", "name": "Jane Roe, MD"},
    ]
}


def test_json_ld_with_a_graph_and_references_is_believed_first():
    found = metadata(ld(GRAPH) + "<meta name=author content='Somebody Else'>")
    assert found.authors == ("Jane Roe, MD",)
    assert found.publisher == "Dream Post"
    assert (found.published, found.modified) == ("2024-03-02", "2024-05-06")
    assert found.keywords == ("naps", "sleep")
    assert found.language == "en"


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "Article", "author": "Jane Roe",}',
        '<!-- {"@type": "Article", "author": "Jane Roe"} -->',
        '{"@type": "Article", "author": "Jane Roe", "articleBody": "two\nlines"}',
        '[[{"@type": "https://schema.org/NewsArticle", "author": [{"name": "Jane Roe"}]}]]',
    ],
)
def test_slightly_broken_json_ld_is_understood(broken):
    assert metadata(ld(broken)).authors == ("Jane Roe",)


@pytest.mark.parametrize(
    "broken", ["{", "null", "[" * 50_000, '{"@type": 5, "author": {"name": 1}}']
)
def test_hopeless_json_ld_is_passed_over(broken):
    assert metadata(ld(broken) + "<meta name=author content='Jane Roe'>").authors == ("Jane Roe",)


def test_meta_elements_speak_where_json_ld_is_silent():
    found = metadata(
        "<meta name=author content='By Jane Roe and John Doe'><meta name=description content=' D '>"
        "<meta property='article:published_time' content='2023-01-02T03:04:05Z'>"
        "<meta property=og:site_name content='Dream Post'><link rel=canonical href='/naps'>"
    )
    assert found.authors == ("Jane Roe", "John Doe")
    assert (found.published, found.publisher) == ("2023-01-02", "Dream Post")
    assert (found.description, found.canonical) == ("D", "https://a.example/naps")


def test_visible_bylines_and_times_are_the_last_to_be_asked():
    found = metadata(
        "", "<p class=byline>Written by Jane Roe, RN</p><time datetime='2022-02-03'>3 Feb</time>"
    )
    assert found.authors == ("Jane Roe, RN",)
    assert found.published == "2022-02-03"


def test_a_page_that_says_nothing_has_no_metadata():
    assert metadata("") == Metadata(language="en")


@pytest.mark.parametrize("author", ["admin", "https://a.example/jane", "jane@a.example", "-"])
def test_what_is_no_name_is_no_author(author):
    assert metadata(f"<meta name=author content='{author}'>").authors == ()


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("March 3, 2020", "2020-03-03"),
        ("3 March 2020 at 10:30 EST", "2020-03-03"),
        ("20200303", "2020-03-03"),
        ("Updated on Mar 3, 2020", "2020-03-03"),
        ("March 2020", None),
        ("2020", None),
        ("2020-13-45", None),
        ("3 March", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_days_are_iso_or_none(written, iso):
    assert day(written) == iso


def test_references_are_numbers_anywhere_and_addresses_of_the_reference_section():
    body = (
        "<p>An early trial found an effect, see 10.1000/xyz123, and so did a later one.</p>"
        f"{article()}<h2>References</h2><ol>"
        "<li>Roe J. Naps and health in adults over sixty. PMID: 12345678. The Journal.</li>"
        "<li><a href='https://www.cdc.gov/sleep'>Facts about sleep of the health office</a></li>"
        "<li><a href='https://shop.example/pillow'>The best pillow that you can buy</a></li></ol>"
    )
    found = metadata("", body).references
    assert {"doi:10.1000/xyz123", "pmid:12345678", "https://www.cdc.gov/sleep"} == set(found)
