"""A malformed address is no way out of being judged."""

from __future__ import annotations

import pytest

from detector import Detector, Page, urls
from detector.assessment import Verdict
from tests.texts import SPUN

MALFORMED = ("https://[bad/knee-pain.html", "http://[::1", "https://\u2100.example/knee-pain")


@pytest.mark.parametrize("url", MALFORMED)
def test_a_malformed_address_has_no_parts(url):
    parts = urls.split(url)
    assert (parts.path, parts.query, parts.hostname) == ("", "", None)


def test_an_address_has_its_parts():
    assert urls.split("https://a.example/x?y=1").path == "/x"


@pytest.mark.parametrize("url", MALFORMED)
def test_a_spun_page_with_malformed_addresses_is_judged(url):
    text = SPUN.read_text()
    head = f'<head><link rel="canonical" href="{url}"><base href="{url}">'
    links = "".join(f'<a href="{url}">{phrase}</a> ' for phrase in ("knee pain", "pain relief"))
    text = text.replace("<head>", head, 1).replace("</body>", f"<p>{links}</p></body>", 1)
    for address in (None, url):
        found = Detector().assess_page(Page("page", text.encode(), "text/html", url=address))
        assert (found.verdict, found.error) == (Verdict.FLAG, None)
