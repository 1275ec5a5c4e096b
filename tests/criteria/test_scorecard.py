"""The scorecard fits the terminal, says what shows a criterion, and hides nothing."""

from __future__ import annotations

from detector.article import assemble
from detector.assessment import Criterion
from detector.criteria import judge
from detector.extract import article_of
from detector.extract.plain import parts_of_plain
from detector.page import Page
from detector.report.scorecard import scorecard

PAGE = """<html><head><title>Torn meniscus of the knee</title></head><body><main>
<h1>Torn meniscus of the knee</h1><div>Medically reviewed by Ana Beltrán, MD on 5 May 2021</div>
<p>Treatment of a torn meniscus starts with exercises. Some people need an operation, and medicines
are for the days in between. Side effects include nausea. Talk to your doctor before you choose.</p>
</main><footer><a href="/privacy">Privacy policy</a> <a href="/contact">Contact us</a>
</footer></body></html>"""


def lines_of(criteria: tuple[Criterion, ...], width: int = 76) -> list[str]:
    return [line.plain for line in scorecard(criteria, width=width)]


def test_a_page_gets_a_line_for_each_criterion_with_its_evidence() -> None:
    lines = lines_of(judge(article_of(Page("knee.html", PAGE.encode(), "text/html", "utf-8"))))
    assert any("✓ MED101 authorship" in line and "Ana Beltrán" in line for line in lines)
    assert any("✗ MED103 attribution" in line and "not met" in line for line in lines)
    assert any("DISCERN met: " in line and "shared decision" in line for line in lines)
    assert any("DISCERN not met: " in line and "uncertainty" in line for line in lines)


def test_every_line_fits() -> None:
    long = Criterion("MED104", "JAMA, HONcode 4, DISCERN 5", "disclosure", True, "funded " * 40)
    for width in (60, 76):
        assert max(map(len, lines_of((long, long), width))) <= width


def test_plain_text_cannot_tell_what_lives_in_html() -> None:
    article = assemble(parts_of_plain("The knee joins the thigh and the shin."))
    lines = lines_of(judge(article))
    assert any("? MED112 confidentiality" in line and "cannot tell" in line for line in lines)
    assert lines[-1].startswith("? DISCERN")


def test_control_characters_of_a_page_do_not_reach_the_terminal() -> None:
    hostile = Criterion("MED101", "JAMA", "authorship", True, "Ana\x1b[31m Beltrán")
    assert "\x1b" not in "".join(lines_of((hostile,)))


def test_nothing_judged_is_no_scorecard() -> None:
    assert lines_of(()) == []
