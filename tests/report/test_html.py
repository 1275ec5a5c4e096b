"""The HTML report read back: whole, self-contained, and holding nothing that a page put there."""

from __future__ import annotations

import hashlib
import math
import re
from base64 import b64encode
from html.parser import HTMLParser
from importlib import import_module

import pytest
from bs4 import BeautifulSoup

from detector import Assessment, Axis, Verdict
from detector.commands.check import FORMATS
from detector.report.html.scores import Score
from detector.report.html.view import MOST_TEXT
from detector.report.html.visible import address, visible
from tests.check.test_formats import TEXT as CHECKED_TEXT
from tests.check.test_formats import written
from tests.report.pages import BIDI, INJECTIONS, crowd, examples, overlapping, report, unscored

VOID = {"meta", "link", "input", "br", "img", "base", "hr"}
SHAPES = {"rect", "line"}  # of SVG, closed where they begin


class Balance(HTMLParser):
    """Reads a document and insists that tags are closed in the order in which they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in SHAPES
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        "one": report(examples()[0]),
        "overlapping": report(overlapping()),
        "many": report(*crowd()),
        "none": report(),
        "check": written("html"),
    }


@pytest.fixture(params=["one", "overlapping", "many", "none", "check"])
def text(request, texts) -> str:
    return texts[request.param]


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "lxml")


def folded(text: str) -> str:
    return re.sub(r"\s+", "", visible(text))


def test_tags_are_balanced(text):
    reader = Balance()
    reader.feed(text)
    reader.close()
    assert reader.open == []


def test_ids_are_single_and_everything_that_is_referred_to_is_there(text):
    page = soup(text)
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    referred = [link["href"][1:] for link in page.select('a[href^="#"]')]
    for name in ("aria-describedby", "aria-labelledby", "data-page", "for"):
        referred += [tag[name] for tag in page.select(f"[{name}]")]
    assert set(referred) <= set(ids)
    assert len(referred) > 1


def test_the_policy_allows_the_style_and_the_script_of_the_report_alone(text):
    page = soup(text)
    (policy,) = (tag["content"] for tag in page.select("meta[http-equiv=Content-Security-Policy]"))
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(inside) == 1
        digest = b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_nothing_is_loaded_and_nothing_acts(text):
    reader = Balance()
    reader.feed(text)
    for tag, name, value in reader.attributes:
        assert name not in ("src", "srcset", "srcdoc", "style", "data", "poster"), (tag, name)
        assert not name.startswith("on"), (tag, name)
        if name == "href":
            assert tag == "a"
            assert re.match(r"#|https?://", value), value
    assert "@import" not in text
    assert "url(" not in text


@pytest.mark.parametrize("assessment", [*examples(), overlapping()], ids=lambda a: a.target)
def test_the_text_under_a_finding_is_what_was_found(assessment: Assessment):
    page = soup(report(assessment))
    for number, finding in enumerate(assessment.findings):
        pieces = page.select(f'[data-keys~="f{number}"]')
        under = "".join(piece.get_text() for piece in pieces)
        expected = finding.found if finding.end > finding.start else ""
        assert folded(under) == folded(expected)
        for piece in pieces:
            assert str(finding.axis) in piece["class"]
            card = piece.find_parent("mark")["aria-describedby"]
            said = page.find(id=card).get_text()
            assert finding.code in said
            assert all(folded(option) in folded(said) for option in finding.expected[:3])
            assert f"{finding.severity}, strength {finding.strength:.2f}" in said


def test_the_article_stands_in_the_report_once_and_whole():
    for assessment in examples():
        page = soup(report(assessment))
        for tag in page.select(".prose rt, .prose rp, .prose .card"):
            tag.decompose()
        shown = "".join(tag.get_text() for tag in page.select(".prose"))
        assert folded(shown) == folded(assessment.text)


def test_what_was_pushed_in_is_struck_out_and_the_keyphrase_marked():
    page = soup(report(overlapping()))
    struck = "".join(tag.get_text() for tag in page.select(".prose s"))
    assert struck == "strain.The knee brace for"
    phrase = "".join(tag.get_text() for tag in page.select(".prose .phrase"))
    assert phrase == "knee brace" * 3


def test_the_probable_original_stands_over_the_swap():
    page = soup(report(examples()[0]))
    over = {ruby.find(class_="spun").get_text(): ruby.rt.get_text() for ruby in page.select("ruby")}
    assert over["danger factors"] == "risk factors"
    assert over["blood assessments"] == "blood tests"
    assert "Situation" not in over, "a capital is no other word"


def test_the_top_evidence_of_the_spun_example():
    page = soup(report(examples()[0]))
    strip = page.select_one(".strip")
    swaps = [[cell.get_text(" ", strip=True) for cell in row.select("td")]
             for row in strip.select(".swaps tbody tr")]  # fmt: skip
    assert ["danger factors", "→ risk factors"] in swaps
    assert len(swaps) == 5
    assert strip.select_one(".keyphrase").get_text() == "best frozen shoulder exercises at home"
    assert "8 times in 611 words" in strip.get_text()
    assert strip.s.get_text() == "best frozen shoulder exercises at home"
    assert "Nobody is named who wrote or reviewed it." in strip.get_text()


def test_an_honest_page_is_accused_of_nothing():
    page = soup(report(examples()[1]))
    assert page.select(".strip .spun, .strip .stuffed, .prose mark, .prose s") == []
    assert page.select_one(".top .badge").get_text() == "✓ pass"


def test_evidence_of_a_criterion_leads_to_the_text():
    page = soup(report(overlapping()))
    links = {a.get_text(): a["href"][1:] for a in page.select(".card-table a")}
    assert set(links) == {"raise the blood"}
    assert "raise the " in page.find(id=links["raise the blood"]).get_text()


def test_what_cannot_be_told_is_not_counted_as_unmet():
    assert "2 of 4 criteria met, 1 cannot be told" in report(overlapping())


@pytest.mark.parametrize(("review", "flag"), [(0.8999832, 0.9882844), (0.9668056, 0.9752665)])
def test_no_score_is_shown_on_the_wrong_side_of_a_threshold(review, flag):
    near = [math.nextafter(limit, to) for limit in (review, flag) for to in (0, 1)]
    for value in (*near, review, flag, *(step / 5000 for step in range(5001))):
        score = Score(Axis.SPUN, value, review, flag)
        for limit, told in zip((review, flag), score.thresholds, strict=True):
            assert (value >= limit) == (float(score.said) >= float(told)), (value, score.said, told)


def test_thresholds_and_movers_are_shown():
    spun = examples()[0]
    page = soup(report(spun))
    assert len(page.select(".score .limit")) == 6
    assert len(page.select(".movers li")) == sum(map(len, spun.moved.values()))
    assert "broken fixed term" in page.select_one(".movers").get_text()


@pytest.mark.parametrize("assessment", unscored(), ids=lambda a: str(a.reason))
def test_a_page_without_a_score_says_why(assessment):
    page = soup(report(assessment))
    assert page.select(".score, .prose") == []
    assert len(page.select_one(".reason").get_text()) > 15
    assert "The server said <no>." in page.get_text() or assessment.error is None


def test_many_pages_have_an_index():
    page = soup(report(*crowd()))
    rows = page.select("#pages tbody tr")
    assert len(rows) == len(crowd()) == len(page.select(".page > details"))
    assert [row["data-verdict"] for row in rows] == [a.verdict for a in crowd()]
    hidden = page.select("[hidden]")
    assert [tag.name for tag in hidden] == ["form"], "only what needs the script waits for it"


def test_a_long_text_is_cut_and_says_so():
    long = "A sentence of six plain words.\n\n" * 3000
    page = soup(report(Assessment("long.txt", Verdict.PASS, text=long)))
    assert f"{len(long) - MOST_TEXT:,} characters before its end" in page.get_text()
    assert MOST_TEXT * 0.8 < len(page.select_one(".prose").get_text()) <= MOST_TEXT * 1.1


def test_a_hundred_pages_stay_small():
    one, many = report(examples()[0]), report(*[examples()[0]] * 100)
    assert len(many) < 100 * len(one)
    assert many.count("What it finds") == one.count("What it finds"), "codes are explained once"


def test_a_run_that_ends_early_keeps_what_was_judged():
    import io

    from detector.report.html import write

    def pages():
        yield examples()[0]
        raise KeyboardInterrupt

    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        write(pages(), stream)
    page = soup(stream.getvalue())
    assert page.select_one(".notice").get_text().startswith("The run ended early")
    assert page.select_one(".strip")


def test_a_check_says_what_became_of_each_finding_and_where_it_stands():
    assert import_module(f"detector.report.{FORMATS['html']}")
    page = soup(written("html"))
    text = page.get_text(" ")
    for said in ("new, fails", "known: in the baseline (quoted)", "silenced (our joke)"):
        assert said in text
    assert "docs/a, b:c.md:1:1" in text
    assert "This file makes the check fail." in text
    for code in ("SPN201", "PAG101", "TPL205"):
        assert page.find(id=f"code-{code}")
    keys = {tag["data-keys"] for tag in page.select(".prose [data-keys]")}
    assert len(keys) >= 4
    for tag in page.select(".card, rt, rp"):
        tag.decompose()
    shown = "".join(tag.get_text() for tag in page.select(".prose"))
    assert folded(shown) == folded(CHECKED_TEXT)


@pytest.mark.parametrize("text", [*INJECTIONS, BIDI])
def test_hostile_text_is_only_text(text):
    (assessment,) = (a for a in crowd() if a.title == text)
    page = soup(report(assessment))
    assert page.select_one("h1").get_text() == visible(text)
    assert page.select("script, svg[onload], img, iframe, base, link") == [page.script]
    assert not [a for a in page.select("a") if not a["href"].startswith(("#", "https://"))]


def test_what_turns_text_round_is_shown():
    assert visible("a\u202eb\u00a0c\u200d\n\x00d") == "a⟦U+202E⟧b c⟦U+200D⟧\n⟦U+0000⟧d"
    assert "\u202e" not in report(*crowd())
    assert "\x00" not in report(*crowd())


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("https:alert(1)", False),
        ("https://", False),
        ("https://[", False),
        ("//example.org", False),
        ("https://example.org/\u202e", False),
        ("https://example.org/\n", False),
        ('https://example.org/"onclick="x', False),
        ("file:///etc/passwd", False),
        ("page.html", False),
    ],
)
def test_only_addresses_of_the_web_may_be_followed(target, safe):
    assert (address(target) == target) is safe
