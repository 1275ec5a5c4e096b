"""The report in a browser: every switch works, and it can be read at any width, by anyone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import look
from tests.report.pages import crowd

CSS = "css selector"
# Text whose contrast with what it stands on is too small, as [ratio, text].
FAINT = """
const light = (colour) => {
  const parts = colour.match(/[\\d.]+/g).map(Number);
  const [r, g, b] = parts.map((c) => c / 255).map((c) =>
    c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
  return { value: .2126 * r + .7152 * g + .0722 * b, clear: parts[3] === 0 };
};
const ground = (one) => {
  for (; one; one = one.parentElement) {
    const found = light(getComputedStyle(one).backgroundColor);
    if (!found.clear) return found.value;
  }
  return 1;
};
const faint = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let seen = 0;
while (walker.nextNode()) {
  const one = walker.currentNode.parentElement;
  const text = walker.currentNode.textContent.trim();
  if (!text || !one.checkVisibility() || ["SCRIPT", "STYLE"].includes(one.tagName)) continue;
  const pair = [light(getComputedStyle(one).color).value, ground(one)].sort((a, b) => b - a);
  const ratio = (pair[0] + .05) / (pair[1] + .05);
  seen += 1;
  if (ratio < 4.5) faint.push([ratio, one.tagName, text.slice(0, 40)]);
}
return [seen, faint];
"""


def script(browser, text: str):
    return browser.execute_script(f"return {text}")


def shown(browser, selector: str) -> int:
    return script(
        browser,
        f"[...document.querySelectorAll('{selector}')].filter((x) => x.checkVisibility()).length",
    )


def style(browser, selector: str, name: str) -> str:
    return script(browser, f"getComputedStyle(document.querySelector('{selector}')).{name}")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_has_enough_contrast(browser, one, dark):
    look(browser, dark=dark)
    browser.get(one.as_uri())
    browser.execute_script(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        "document.querySelector('mark').focus()"
    )
    seen, faint = browser.execute_script(FAINT)
    assert seen > 300
    assert faint == []


def test_the_switch_of_colours_overrides_the_system(browser, one):
    browser.get(one.as_uri())
    light = style(browser, "body", "backgroundColor")
    browser.find_element(CSS, "label[for=theme-dark]").click()
    dark = style(browser, "body", "backgroundColor")
    assert dark != light
    look(browser, dark=True)
    browser.find_element(CSS, "label[for=theme-auto]").click()
    assert style(browser, "body", "backgroundColor") == dark
    browser.find_element(CSS, "label[for=theme-light]").click()
    assert style(browser, "body", "backgroundColor") == light


@pytest.mark.parametrize("width", [400, 640, 1024, 1600])
@pytest.mark.parametrize("which", ["one", "many"])
def test_nothing_is_wider_than_the_window(browser, request, which, width):
    look(browser, width=width)
    browser.get(request.getfixturevalue(which).as_uri())
    browser.execute_script(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
    )
    assert script(browser, "document.scrollingElement.scrollWidth") <= width


def test_numbers_stand_on_one_line_in_a_narrow_window(browser, many):
    look(browser, width=400)
    browser.get(many.as_uri())
    lines = browser.execute_script(
        "return [...document.querySelectorAll('#pages td.num')].map((cell) => {"
        "  const inside = document.createRange(); inside.selectNodeContents(cell);"
        "  return new Set([...inside.getClientRects()].map((box) => box.top)).size; })"
    )
    assert lines
    assert set(lines) == {1}


@pytest.mark.parametrize("width", [400, 1280])
def test_a_card_opens_with_focus_and_with_the_mouse_inside_of_the_window(browser, one, width):
    from selenium.webdriver import ActionChains

    look(browser, width=width)
    browser.get(one.as_uri())
    assert shown(browser, ".card") == 0
    marks = browser.find_elements(CSS, ".text > .prose mark")
    assert len(marks) > 10
    for mark in marks[::3]:
        browser.execute_script("arguments[0].focus()", mark)
        assert shown(browser, ".card") == 1
        card = browser.find_element("id", mark.get_attribute("aria-describedby"))
        assert card.is_displayed()
        left, right = card.rect["x"], card.rect["x"] + card.rect["width"]
        assert left >= 0
        assert right <= width
    browser.execute_script("document.activeElement.blur()")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", marks[3])
    ActionChains(browser).move_to_element(marks[3]).perform()
    assert shown(browser, ".card") == 1
    assert "strength" in browser.find_element(CSS, "mark:hover + .card").text


def test_escape_closes_a_card(browser, one):
    from selenium.webdriver import ActionChains, Keys

    browser.get(one.as_uri())
    browser.execute_script("document.querySelector('mark').focus()")
    assert shown(browser, ".card") == 1
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert shown(browser, ".card") == 0


def test_the_keyboard_reaches_the_findings(browser, one):
    from selenium.webdriver import ActionChains, Keys

    browser.get(one.as_uri())
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert script(browser, "document.activeElement.className") == "skip"
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert script(browser, "document.activeElement.id") == "main"
    for _ in range(40):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if script(browser, "document.activeElement.matches('mark')"):
            break
    assert shown(browser, "mark:focus + .card") == 1


@pytest.mark.parametrize(
    ("switch", "selector", "name"),
    [
        (".show-spun", ".prose .spun", "textDecorationLine"),
        (".show-stuffed", ".prose .stuffed", "textDecorationLine"),
        (".show-phrase", ".prose .phrase", "borderBottomStyle"),
        (".show-notes", ".prose rt", "display"),
    ],
)
def test_a_legend_switches_its_marks(browser, one, switch, selector, name):
    browser.get(one.as_uri())
    before = style(browser, selector, name)
    browser.find_element(CSS, switch).click()
    assert style(browser, selector, name) != before
    assert style(browser, selector, name) == "none"
    browser.find_element(CSS, switch).click()
    assert style(browser, selector, name) == before


def test_axes_differ_by_more_than_colour(browser, one):
    browser.get(one.as_uri())
    kinds = {
        style(browser, f".legend label .{axis}", "textDecorationStyle")
        for axis in ("spun", "stuffed", "unreliable")
    }
    assert len(kinds) == 3


def test_the_index_is_filtered_by_verdict_and_code(browser, many):
    from selenium.webdriver.support.ui import Select

    browser.get(many.as_uri())
    assert shown(browser, "#pages tbody tr") == len(crowd())
    Select(browser.find_element("id", "by-verdict")).select_by_value("unscored")
    unscored = sum(a.verdict == "unscored" for a in crowd())
    assert shown(browser, "#pages tbody tr") == shown(browser, ".page") == unscored
    assert browser.find_element("id", "count").text == f"{unscored} pages shown"
    Select(browser.find_element("id", "by-verdict")).select_by_value("")
    Select(browser.find_element("id", "by-code")).select_by_value("TPL101")
    assert shown(browser, "#pages tbody tr") == shown(browser, ".page") == 2
    Select(browser.find_element("id", "by-code")).select_by_value("")
    assert shown(browser, "#pages tbody tr") == len(crowd())


@pytest.mark.parametrize("column", range(6))
def test_the_index_is_sorted_by_every_column(browser, many, column):
    browser.get(many.as_uri())
    button = browser.find_elements(CSS, "#pages th button")[column]
    values = (
        "[...document.querySelectorAll('#pages tbody tr')]"
        f".map((row) => row.cells[{column}].dataset.value)"
    )
    orders = []
    for _ in range(2):
        button.click()
        found = script(browser, values)
        orders.append(browser.find_elements(CSS, "#pages th")[column].get_attribute("aria-sort"))
        if column:
            numbers = [float(value) for value in found]
            assert numbers == sorted(numbers, reverse=orders[-1] == "descending")
            assert len(set(numbers)) > 1
        else:
            first, last = "AZ" if orders[-1] == "ascending" else "ZA"
            assert script(browser, f"'{first}'.localeCompare('{last}')") == (
                -1 if orders[-1] == "ascending" else 1
            )
            assert len(set(found)) > 10
    assert sorted(orders) == ["ascending", "descending"]


def test_a_link_opens_the_page_that_it_leads_to(browser, many):
    browser.get(many.as_uri())
    assert shown(browser, "#p3-head") == 0
    browser.find_elements(CSS, "#pages tbody a")[2].click()
    assert shown(browser, "#p3-head") == 1
    browser.find_element(CSS, "#p3 .swaps a").click()
    assert script(browser, "document.activeElement.matches('#p3 mark')")


def test_without_javascript_the_index_is_a_table_and_links_open_pages(browser, many):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(many.as_uri() + "#p1-head")
        rows = browser.find_elements(CSS, "#pages tbody tr")
        assert len([row for row in rows if row.is_displayed()]) == len(crowd())
        assert not browser.find_element(CSS, ".filter").is_displayed()
        assert browser.find_element("id", "p1-head").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_printing_opens_what_is_closed(browser, many):
    browser.get(many.as_uri())
    pages = "document.querySelectorAll('.page > details:not([open])').length"
    assert script(browser, pages) == len(crowd())
    browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert script(browser, pages) == 0
    browser.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert script(browser, pages) == len(crowd())
