"""Pages that break readers: each must give a clear answer, and soon."""

import time

import pytest

from detector.article import Article, Kind
from detector.errors import UnreadableError
from detector.extract import article_of
from detector.extract.bounds import MAX_CHARS, MAX_DEPTH, bounded
from detector.page import Page
from tests.extract.pages import ARTICLE, FULL, article, html

pytestmark = pytest.mark.parametrize("extractor", ["fast", "precise"])
SECONDS = 15  # of CPU; without the limits these pages take minutes


def read(content: str | bytes, extractor: str) -> Article:
    raw = content.encode() if isinstance(content, str) else content
    start = time.process_time()
    found = article_of(Page("page", raw, "text/html"), extractor=extractor)
    assert time.process_time() - start < SECONDS
    return found


@pytest.mark.parametrize("content", ["", " \n ", "<html></html>", "<!-- only this -->"])
def test_an_empty_page_has_no_body(extractor, content):
    assert read(content, extractor).body == ()


@pytest.mark.parametrize("tag", ["div", "b", "span", "section", "blockquote"])
def test_a_page_nested_100000_deep_keeps_its_text(extractor, tag):
    page = html(f"<{tag}>" * 100_000 + article() + f"</{tag}>" * 100_000)
    found = read(page, extractor)
    assert ARTICLE[0] in found.text
    assert found.words > 60


def test_stray_end_tags_do_not_hide_the_depth(extractor):
    assert ARTICLE[0] in read("<div></span>" * 100_000 + article(), extractor).text


def test_flattening_leaves_every_position_and_normal_pages_alone(extractor):
    deep = "<div>" * (MAX_DEPTH + 5) + "text" + "</div>" * (MAX_DEPTH + 5)
    flat = bounded(deep)
    assert flat.index("text") == deep.index("text")
    assert flat.count("<div>") == flat.count("</div>") == MAX_DEPTH
    assert bounded(FULL) == FULL


def test_one_megabyte_on_one_line(extractor):
    line = " ".join(ARTICLE) * 2_000
    assert len(line) > 1_000_000
    assert read(html(f"<p>{line}</p>"), extractor).words > 100_000


def test_twenty_megabytes_are_read_up_to_the_limit(extractor):
    page = html("<div><p>" + "</p><p>".join(ARTICLE) + "</p></div>")
    found = read(page * (20_000_000 // len(page)), extractor)
    assert 60 < found.words < MAX_CHARS / 4


def test_a_tag_with_100000_attributes(extractor):
    crowd = " ".join(f"a{number}=1" for number in range(100_000))
    assert ARTICLE[0] in read(f"<div {crowd}>{article()}</div>", extractor).text


def test_a_page_that_is_all_comments_has_no_body(extractor):
    items = "".join(f"<li class=comment><p>{text}</p></li>" for text in ARTICLE)
    found = read(html(f"<div id=comments><ol class=comment-list>{items}</ol></div>"), extractor)
    assert found.body == ()
    assert [block.kind for block in found.blocks] == [Kind.COMMENT] * 4


def test_a_page_of_only_scripts_has_no_text(extractor):
    script = f"<script>var text = '{ARTICLE[0]}';</script><style>p {{ color: red }}</style>"
    assert read(html(script * 20 + "<noscript>Turn on scripts.</noscript>"), extractor).text == ""


def test_nul_bytes_are_dropped(extractor):
    page = html(f"<article>{article()}</article>").replace("sleep badly", "sl\x00eep badly")
    assert "sleep badly for years" in read(page, extractor).text


def test_invisible_characters_stay_because_they_are_evidence(extractor):
    odd = "Zero\u200bwidth and so\u00adft stay here, as does all the rest of this sentence."
    assert odd in read(html(f"<article>{article(*ARTICLE, odd)}</article>"), extractor).text


def test_right_to_left_and_mixed_scripts(extractor):
    hebrew = "שינה טובה חשובה לבריאות הגוף והנפש, ורוב המבוגרים זקוקים לשבע שעות שינה בכל לילה."
    mixed = (
        "The word sl\u0435\u0435p is written with two Cyrillic letters in this English sentence."
    )
    page = html(f"<article dir=rtl>{article(hebrew, mixed, *ARTICLE)}</article>")
    found = read(page, extractor)
    assert hebrew in found.text
    assert mixed in found.text


def test_mojibake_is_shown_as_it_is(extractor):
    mojibake = "Donâ€™t wait until youâ€™re tired, said the doctor in her office last week."
    assert (
        mojibake in read(html(f"<article>{article(*ARTICLE, mojibake)}</article>"), extractor).text
    )


def test_utf16_without_a_mark(extractor):
    assert ARTICLE[0] in read(html(article()).encode("utf-16-le"), extractor).text


def test_binary_served_as_html_is_unreadable(extractor):
    with pytest.raises(UnreadableError, match="JPEG image, not a page; give"):
        read(b"\xff\xd8\xff\xe0" + bytes(range(256)), extractor)


def test_broken_html_is_read_as_browsers_do(extractor):
    broken = f"<p>{ARTICLE[0]}<p>{ARTICLE[1]}</b></div><table><p>{ARTICLE[2]}<td <p>{ARTICLE[3]}"
    found = read(broken, extractor)
    assert ARTICLE[0] in found.text
    assert ARTICLE[2] in found.text


def test_entity_soup_is_text(extractor):
    soup = "Fish &amp; chips &lt;b&gt; caf&eacute; &#8220;x&#8221; &bogus; 5 &lt 6 and AT&T stay."
    clean = "Fish & chips <b> café “x” &bogus; 5 < 6 and AT&T stay."
    assert clean in read(html(f"<article>{article(*ARTICLE, soup)}</article>"), extractor).text


@pytest.mark.parametrize("selector", [".-gone", "#5gone", ".a > > .gone", "..gone", "> .gone"])
def test_a_broken_selector_of_a_style_sheet_costs_no_page(extractor, selector):
    sheet = f"<style>{selector} {{display: none}} .sold {{display: none}}</style>"
    hidden = '<p class="gone -gone 5gone" id="5gone">ours</p><p class="sold">knee braces</p>'
    found = read(html(sheet + article() + hidden), extractor)
    assert "knee braces" in found.hidden
