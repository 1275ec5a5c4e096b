"""A headless Chromium for the report; without one these tests are skipped, and say so."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.report.pages import crowd, examples, report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
MISSING = [
    name
    for name, there in (
        ("Chromium (Debian: apt-get install chromium)", CHROMIUM),
        ("chromedriver (Debian: apt-get install chromium-driver)", DRIVER),
        ("selenium (the extra “dev”)", find_spec("selenium")),
    )
    if not there
]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """A driver of Chromium that keeps the console of the pages it opens."""
    if MISSING:
        pytest.skip("not installed: " + ", ".join(MISSING))
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for option in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(option)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    driver = Chrome(options=options, service=ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium):
    """The driver as at its start: 1280 pixels wide, light, nothing in the console."""
    chromium.get("about:blank")
    chromium.get_log("browser")
    look(chromium)
    return chromium


def read(browser, text: str, path: Path, *, guarded: bool) -> None:
    """Open a text as a page, with its policy or without."""
    if not guarded:
        text, number = re.subn(r"<meta http-equiv[^>]*>", "", text)
        assert number == 1
    path.write_text(text, "utf-8")
    browser.get(path.as_uri())


def look(browser, *, width: int = 1280, dark: bool = False) -> None:
    """Give the browser a width in pixels and a colour scheme."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


@pytest.fixture(scope="session")
def one(tmp_path_factory) -> Path:
    """The report of the spun example."""
    path = tmp_path_factory.mktemp("one") / "report.html"
    path.write_text(report(examples()[0]), "utf-8", errors="backslashreplace")
    return path


@pytest.fixture(scope="session")
def many(tmp_path_factory) -> Path:
    """The report of pages of every kind, hostile ones among them."""
    path = tmp_path_factory.mktemp("many") / "report.html"
    path.write_text(report(*crowd()), "utf-8", errors="backslashreplace")
    return path
