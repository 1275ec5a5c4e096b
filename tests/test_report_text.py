"""The terminal report: fits its terminal, and nothing that a page says can reach it raw."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from detector import Assessment, Axis, Detector, Finding, Page, Severity, Unread, Verdict
from detector.report.context import around, shown
from detector.report.text import write
from tests.texts import SPUN

ANSI = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "Knee\x1b[2J\x1b]0;owned\x07 \x9b31m pain\x08\x00\r\u202egnikcah\u200b\x85"
LONG = "https://example.org/" + "a" * 300


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def report(*assessments: Assessment, stream: io.StringIO | None = None, **options: bool) -> str:
    stream = stream or io.StringIO()
    write(assessments, stream, **options)
    return stream.getvalue()


@pytest.fixture(scope="module")
def spun() -> Assessment:
    return Detector().assess_page(Page("spun.html", SPUN.read_bytes(), "text/html", local=True))


def hostile(text: str = HOSTILE) -> Assessment:
    """An assessment all of whose texts come from an enemy."""
    finding = Finding(
        "SPN201", Axis.SPUN, Severity.ERROR, f"What is {text}?", text, 5, 5 + len(text), (text,)
    )
    return Assessment(
        text, Verdict.FLAG, title=text, keyphrase=text, findings=(finding,), words=100,
        scores={Axis.SPUN: 1.0, Axis.STUFFED: 0.0, Axis.UNRELIABLE: None},
        text=f"Here {text} stands.",
    )  # fmt: skip


def kinds(spun: Assessment) -> list[Assessment]:
    unread = Detector().assess_page(Unread(LONG, f"There is no {LONG}; check it. {HOSTILE}"))
    texts = (HOSTILE, LONG, "膝の痛み" * 40, "ألم الركبة " * 20, "🙂" * 90, "")
    return [spun, unread, *map(hostile, texts)]


@pytest.mark.parametrize("columns", [80, 40, 132])
def test_no_line_is_wider_than_the_terminal(spun, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    text = report(*kinds(spun), include_text=True)
    assert max(cell_len(line) for line in text.splitlines()) <= columns


def test_a_file_gets_80_columns_without_escapes(spun):
    text = report(*kinds(spun))
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text


@pytest.mark.parametrize("include_text", [True, False])
def test_nothing_hostile_is_written_raw(spun, include_text):
    for stream in (io.StringIO(), Terminal()):
        text = ANSI.sub("", report(*kinds(spun), stream=stream, include_text=include_text))
        raw = {char for char in text if not char.isprintable() and char != "\n"}
        assert raw == set()
        assert "\\u001b[2J" in text.replace("\n", "")


def test_a_terminal_gets_colour_and_no_color_takes_it_away(spun, monkeypatch):
    assert re.search(r"\x1b\[[0-9;]*31m", report(spun, stream=Terminal()))
    monkeypatch.setenv("NO_COLOR", "1")
    codes = re.findall(r"\x1b\[([0-9;]*)m", report(spun, stream=Terminal()))
    assert not [code for code in ";".join(codes).split(";") if code and 30 <= int(code) <= 107]


def test_markup_of_the_reporting_library_is_text(spun):
    assert "[red]Knee[/red] [link=x]" in report(hostile("[red]Knee[/red] [link=x]"))


def test_a_finding_stands_in_its_sentence_with_its_line(spun):
    text = " ".join(report(spun).split())
    assert (
        "SPN201 The fixed phrase is “risk factors”; it was altered here. line 19: The "
        "exceptional recognised danger factors are diabetes, thyroid" in text
    )


def test_scores_and_what_was_not_judged_are_on_one_line(spun):
    assert re.search(r"^  spun █+·* \d\.\d\d   stuffed █+·* \d\.\d\d   unreliable █*·* \d\.\d\d$",
                     report(spun), re.MULTILINE)  # fmt: skip


def test_the_same_finding_again_is_counted_and_not_repeated():
    one = Finding("SPN205", Axis.SPUN, Severity.ERROR, "Nobody writes so.", "may't", 0, 5)
    two = Finding("SPN205", Axis.SPUN, Severity.ERROR, "Nobody writes so.", "May't", 6, 11)
    text = report(Assessment("x", Verdict.FLAG, findings=(one, two), text="may't May't"))
    assert text.count("Nobody writes so.") == 1
    assert "(2 places)" in text
    assert "more;" not in text


def test_the_expected_is_not_said_twice():
    def told(message: str) -> str:
        finding = Finding("SPN205", Axis.SPUN, Severity.ERROR, message, "a", 0, 1, ("may not",))
        return report(Assessment("x", Verdict.FLAG, findings=(finding,), text="a b"))

    assert "expected “may not”" in told("Nobody writes so.")
    assert "expected" not in told("No writer contracts “may not” like this.")


def test_what_is_left_out_is_counted():
    findings = tuple(
        Finding("SPN205", Axis.SPUN, Severity.ERROR, "Wrong.", f"w{n}", 0, 0) for n in range(20)
    )
    assert "… and 12 more;" in report(Assessment("x", Verdict.FLAG, findings=findings))


def test_no_page_at_all():
    assert report() == ""


def test_invisible_characters_are_shown_as_what_they_are():
    assert shown("so\u00adft \u202eback\x1b") == "so\\u00adft \\u202eback\\u001b"
    assert shown(" tab\tand\r\n line\u00a0end") == " tab and line end"
    assert shown("naïve 膝 🙂") == "naïve 膝 🙂"


def test_the_context_is_the_sentence_and_no_more():
    text = "One ends. Two has danger factors in it. Three begins.\n\nNext."
    start = text.index("danger")
    place = around(text, start, start + len("danger factors"))
    assert (place.before, place.found, place.after) == ("Two has ", "danger factors", " in it.")


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ([], "no more signs than honest pages have"),
        ([Severity.WARNING], "no more signs than honest pages have"),
        ([Severity.ERROR], "too little to call the page bad, but see the error"),
        ([Severity.ERROR] * 2, "too little to call the page bad, but see the errors"),
    ],
)
def test_a_page_that_passes_with_errors_says_so(severities, said):
    found = tuple(
        Finding("SPN201", Axis.SPUN, severity, "It was altered here.", "danger factors", 0, 14)
        for severity in severities
    )
    scores = {Axis.SPUN: 0.5, Axis.STUFFED: 0.0, Axis.UNRELIABLE: None}
    page = Assessment(
        "a.txt", Verdict.PASS, findings=found, words=100, scores=scores, text="danger factors"
    )
    assert f"PASS  {said}\n" in "\n".join(map(str.rstrip, report(page).split("\n"))) + "\n"


def test_lines_end_where_their_words_end(spun):
    assert not [line for line in report(*kinds(spun)).splitlines() if line.endswith(" ")]


def test_a_page_without_an_article_gets_advice():
    page = Page("app.html", b"<title>Knee pain</title><div id=root></div>", "text/html")
    said = " ".join(report(Detector().assess_page(page)).split())
    assert "where a browser shows some, save the page there and scan it" in said
