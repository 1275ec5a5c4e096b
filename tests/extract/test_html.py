import subprocess
import sys

import pytest

from detector.article import Article, Kind, Link
from detector.errors import UsageError
from detector.extract import article_of
from detector.extract.hidden import hidden_texts
from detector.extract.html import EXTRACTORS, LITTLE, PreciseExtractor
from detector.page import Page
from tests.extract.pages import ARTICLE, FULL, article, html


def read(text: str, extractor: str = "precise", url: str = "https://a.example/x/y") -> Article:
    return article_of(Page(url, text.encode(), "text/html", url=url), extractor=extractor)


def texts(found: Article, kind: Kind) -> list[str]:
    return [block.text for block in found.blocks if block.kind is kind]


def test_the_precise_extractor_tells_the_kinds_of_blocks():
    found = read(FULL)
    assert texts(found, Kind.HEADING) == ["Sleeping well", "What helps"]
    assert [block.level for block in found.headings] == [1, 2]
    assert texts(found, Kind.PARAGRAPH)[:4] == list(ARTICLE)
    assert texts(found, Kind.LIST_ITEM)[1] == "The same hour of going to bed on every day"
    assert texts(found, Kind.QUOTE) == [
        "Nobody ever regretted a good night of sleep, said our doctor."
    ]
    assert texts(found, Kind.CELL)[-2:] == ["Adults", "Seven to nine hours"]


@pytest.mark.parametrize("extractor", ["fast", "precise"])
def test_scaffold_is_kept_outside_the_body_with_its_kind(extractor):
    found = read(FULL, extractor)
    assert texts(found, Kind.NAVIGATION) == ["Home Sleep"]
    assert texts(found, Kind.PAGER) == ["Previous Next"]
    assert texts(found, Kind.COMMENT) == ["Very nice post!", "I sleep badly too."]
    assert texts(found, Kind.FORM) == ["Leave a reply Name"]
    assert texts(found, Kind.FOOTER) == ["Copyright by the sleepers"]
    body = " ".join(block.text for block in found.body)
    assert all(paragraph in body for paragraph in ARTICLE)
    assert "nice post" not in body
    assert "Leave a reply" not in body


@pytest.mark.parametrize("extractor", ["fast", "precise"])
def test_every_block_stands_at_its_offsets(extractor):
    found = read(FULL, extractor)
    assert all(found.text[block.start : block.end] == block.text for block in found.blocks)


@pytest.mark.parametrize("extractor", ["fast", "precise"])
@pytest.mark.parametrize(
    "attribute", ["hidden", "aria-hidden=true", 'style="display: none"', "style=visibility:hidden"]
)
def test_hidden_text_is_no_part_of_the_article_and_can_be_had_apart(extractor, attribute):
    page = html(f"<article>{article()}<p {attribute}>cheap pillows, cheap pillows</p></article>")
    assert "pillows" not in read(page, extractor).text
    assert hidden_texts(page) == ("cheap pillows, cheap pillows",)


def test_text_of_the_body_is_not_repeated_as_scaffold():
    found = read(html(f"<article>{article()}</article><footer>{ARTICLE[0]}</footer>"))
    assert texts(found, Kind.FOOTER) == []
    assert found.text.count(ARTICLE[0]) == 1


def test_a_form_around_the_whole_page_is_not_a_form_block():
    found = read(html(f"<form id=aspnetForm><article>{article() * 8}</article></form>"))
    assert texts(found, Kind.FORM) == []
    assert ARTICLE[0] in texts(found, Kind.PARAGRAPH)


def test_repeated_paragraphs_are_kept_because_repetition_is_evidence():
    assert read(html(f"<article>{article() * 3}</article>")).text.count(ARTICLE[1]) == 3


def test_where_the_precise_extractor_finds_little_the_fast_one_is_asked():
    teaser = f"<article><p>{ARTICLE[0]} {ARTICLE[1]}</p></article>"
    page = html(teaser + "".join(f"<div>{text}</div>" for text in ARTICLE * 2))
    assert sum(len(part.text.split()) for part in PreciseExtractor().parts(page)) < LITTLE
    assert read(page).words > 2 * LITTLE


def test_a_body_of_which_the_precise_extractor_finds_a_small_part_is_the_fast_one():
    lead = f"<article><p>{' '.join(ARTICLE * 2)}</p></article>"
    page = html(lead + "".join(f"<div><div>{text}</div></div>" for text in ARTICLE * 12))
    found = sum(len(part.text.split()) for part in PreciseExtractor().parts(page))
    assert LITTLE < found < read(page, "fast").words / 3
    assert read(page).words == read(page, "fast").words


@pytest.mark.parametrize("extractor", ["fast", "precise"])
def test_no_extractor_takes_the_comments_of_readers_for_the_body(extractor):
    comment = "<div class=comment><p>My aunt swears by warm milk before bed.</p></div>"
    page = html(f"<article>{article() * 3}</article><div class=comments>{comment * 3}</div>")
    parts = EXTRACTORS[extractor].parts(page)
    assert any(ARTICLE[0] in part.text for part in parts)
    assert not any("warm milk" in part.text for part in parts)


@pytest.mark.parametrize("extractor", ["fast", "precise"])
def test_a_list_of_the_article_is_read_once_and_a_list_of_links_is_not(extractor):
    inner = "<ul><li>a window that is open at night</li></ul>"
    items = f"<ul><li>Curtains that keep out the light</li><li>Fresh air:{inner}</li></ul>"
    links = "<ul>" + "".join(f"<li><a href=/{n}>Nap number {n}</a></li>" for n in "123") + "</ul>"
    page = html(f"<article>{article()}<h2>What helps</h2>{items}{article()}</article>{links}")
    body = " ".join(part.text for part in EXTRACTORS[extractor].parts(page))
    assert body.count("keep out the light") == body.count("open at night") == 1
    assert "Nap number" not in body


def test_claims_in_a_list_of_a_page_do_not_escape_the_cheap_stage():
    claims = ("Cures diabetes in only 14 days", "Throw away your insulin for ever")
    items = "".join(f"<li>{claim}</li>" for claim in claims)
    found = read(html(f"<main>{article() * 2}<h2>What it does</h2><ul>{items}</ul></main>"), "fast")
    assert all(claim in found.text for claim in claims)


def test_links_are_absolute_and_keep_their_rel():
    found = read(FULL)
    assert Link("Home", "https://a.example/") in found.links
    more = Link("our page on naps", "https://a.example/more", ("nofollow", "sponsored"))
    assert more in found.links
    assert found.alt_texts == ("a bed in a dark room",)


@pytest.mark.parametrize("href", ["http://[", "//[::1", "javascript:void(0)", "#top", ""])
def test_odd_addresses_do_no_harm(href):
    assert ARTICLE[0] in read(html(f'{article()}<a href="{href}">odd</a>')).text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Sleeping well | Dream Post</title>", "Sleeping well"),
        ("<title>Best Naps – Sleeping well</title>", "Sleeping well"),
        ("<title>Top 10 Naps | 2024 Guide</title>", "Top 10 Naps | 2024 Guide"),
        ("<meta property=og:title content='Shared title'><title>x</title>", "Shared title"),
        ("", "Sleeping well"),
    ],
)
def test_the_title_loses_the_name_of_the_site_only(head, title):
    assert read(html(f"<article><h1>Sleeping well</h1>{article()}</article>", head)).title == title


def test_an_unknown_extractor_is_a_usage_error():
    with pytest.raises(UsageError, match='There is no extractor "slow"; use "fast" or "precise"'):
        read(FULL, "slow")


def test_importing_the_package_imports_no_parser():
    code = (
        "import sys, detector.extract, detector.extract.language_id;"
        "print([m for m in ('bs4', 'lxml', 'trafilatura', 'selectolax') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
