"""A page full of script injections is scanned, and its report opened: nothing runs."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

import pytest

from tests.browser.conftest import read
from tests.processes import DETECTOR
from tests.report.pages import BIDI, INJECTIONS
from tests.texts import PARAGRAPHS

PHRASE = "<img src=x onerror=owned=1>"
NAME = "a<img src=x onerror=owned=1>'\" onload=owned=1 x='.html"


def hostile() -> str:
    """Return a page that is full of injections, as text where readers see it and as mark-up."""
    said = [escape(text) for text in (*INJECTIONS, BIDI.replace("\x00", ""))]
    inside = [
        f"{text} The danger factors are {bad}." for text, bad in zip(PARAGRAPHS, said, strict=False)
    ]
    parts = [
        f"<title>{escape(' '.join(INJECTIONS))}</title>",
        f'<meta name="keywords" content="{escape(PHRASE)}">',
        f'<link rel="canonical" href="javascript:{said[0]}">',
        f"<h1>{said[4]} knee pain</h1>",
        *(f"<h2>{bad} and the knee</h2><p>{bad} {text}</p>" for bad, text in
          zip(said, [*inside, *inside, *inside], strict=False)),
        *(f'<p><img src="x.png" alt="{bad}"><a href="javascript:owned=1">{bad}</a></p>'
          for bad in said),
        "<p>Raw: <script>owned=1</script><img src=x onerror='owned=1'></p>",
    ]  # fmt: skip
    return f'<!doctype html><html lang="en"><meta charset="utf-8">{"".join(parts)}'


@pytest.fixture(scope="module")
def scanned(tmp_path_factory) -> Path:
    """The report of the hostile page, by the command, under a hostile name and keyphrase."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / NAME).write_text(hostile(), "utf-8")
    (folder / "b<script>owned=1<").write_text("too short", "utf-8")
    done = subprocess.run(
        [*DETECTOR, "scan", NAME, "javascript:owned=1", "--keyphrase", PHRASE, "--format", "html",
         "--output", "report.html", "--fail-on", "never"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stderr
    return folder / "report.html"


def owned(browser) -> bool:
    """Whether a script of the page ran, on loading or on anything that a reader may do."""
    browser.execute_script(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        "document.querySelectorAll('*').forEach((one) => {"
        "  for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle'])"
        "    one.dispatchEvent(new Event(kind)); });"
    )
    return bool(browser.execute_script("return typeof owned !== 'undefined'"))


def test_the_page_itself_would_have_run(browser, scanned):
    browser.get((scanned.parent / NAME).as_uri())
    assert owned(browser), "if nothing runs here, the other tests show nothing"


@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its policy"])
@pytest.mark.parametrize("which", ["scanned", "many"])
def test_nothing_runs_and_nothing_is_loaded(browser, request, tmp_path, which, guarded):
    text = request.getfixturevalue(which).read_text("utf-8")
    assert "owned=1" in text
    read(browser, text, tmp_path / "report.html", guarded=guarded)
    assert browser.find_elements("css selector", ".page")
    assert not owned(browser)
    assert browser.get_log("browser") == [], "the policy had nothing to stop"
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert browser.execute_script("return document.scripts.length") == 1


def test_no_link_leads_into_a_script(browser, many):
    browser.get(many.as_uri())
    links = browser.execute_script("return [...document.links].map((link) => link.protocol)")
    assert set(links) == {"file:", "https:"}
