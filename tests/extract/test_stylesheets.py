"""Text that a style sheet of the page hides is told from text that it only dresses."""

from __future__ import annotations

import time

import pytest

from detector.article import Article
from detector.extract import article_of
from detector.extract.stylesheets import rules
from detector.page import Page

FARM = "cheap insoles leeds, cheap insoles york, cheap insoles hull"


def article(sheet: str, body: str) -> Article:
    html = (
        f"<html><head><title>Feet</title><style>{sheet}</style></head><body><article>"
        f"<h1>Sore feet</h1><p>{'Many people walk on hard ground all day. ' * 5}</p>{body}"
        "</article></body></html>"
    )
    return article_of(Page("feet.html", html.encode(), "text/html"))


@pytest.mark.parametrize(
    "sheet",
    [
        ".seo { display: none }",
        "/* { */ .a, div .seo{color:red;VISIBILITY : Hidden!important}",
        "@import 'x.css'; .seo { font-size: 0 }",
        ".seo { color: #FFF; background-color: white }",
        "@media print { nav { display: none } } .seo { position: absolute; left: -9999px }",
        "div > #more { text-indent: -5000px }",
    ],
)
def test_rules_that_hide(sheet: str):
    body = f'<div class="box"><div class="seo wide" id="more">{FARM}</div></div>'
    assert article(sheet, body).hidden == (FARM,)


@pytest.mark.parametrize(
    "sheet",
    [
        ".seo { display: block } .other { display: none }",
        "@media (max-width: 600px) { .seo { display: none } }",
        ".seo:hover { display: none }",
        ".seo { color: #fff; background-color: #036 }",
        ".seo::after { display: none }",
        "div { display: none }",
        ".seo { margin-left: -5000px",
        "> .seo { display: none }",
        ".5 > > .seo { display: none }",
        ".a..seo, .9.seo, #-.seo, *zoom.seo, .seo\\:x { display: none }",
    ],
)
def test_rules_that_do_not_hide(sheet: str):
    assert article(sheet, f'<div class="seo">{FARM}</div>').hidden == ()


def test_text_that_a_sheet_hides_stays_in_the_article():
    found = article(".seo { display: none }", f'<p class="seo">{FARM}</p>')
    assert FARM in found.text, "another rule may show it: nothing is lost"


def test_hidden_text_in_hidden_text_is_one():
    body = f'<div class="out"><p style="display:none" class="in">{FARM}</p> <b>now</b></div>'
    assert article(".out { display: none } .in { display: none }", body).hidden == (f"{FARM} now",)


def test_menu_that_a_sheet_hides_is_a_menu():
    assert article(".m { display: none }", f'<nav class="m">{FARM}</nav>').hidden == ()


@pytest.mark.parametrize("sheet", ["@a{", "/*", "}" * 9, ".a{" * 50_000, "/*" * 90_000, "@" * 9])
def test_broken_sheets_cost_little_and_hide_nothing(sheet: str):
    started = time.process_time()
    assert article(sheet, f'<p class="a">{FARM}</p>').hidden == ()
    assert time.process_time() - started < 5


def test_rules_of_blocks_are_left_out():
    assert list(rules("a{b:c}@media x{d{e:f}}@font-face{g:h} i,j{k:l}")) == [
        ("a", "b:c"),
        ("i,j", "k:l"),
    ]
