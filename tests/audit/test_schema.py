"""The store's schema: a row says what the JSON form of an assessment says."""

from __future__ import annotations

import pyarrow as pa

from detector import Detector, Page
from detector.audit.schema import ASSESSMENTS, host_of, row
from tests.texts import SPUN


def test_a_row_holds_what_the_json_form_holds():
    page = Page("http://a.example/x", SPUN.read_bytes(), "text/html", url="http://a.example/x")
    assessment = Detector().assess_page(page)
    data = assessment.to_dict(include_text=True)
    one = row(assessment, host="a.example", source="crawl.warc", position=7)
    (kept,) = pa.RecordBatch.from_pylist([one], schema=ASSESSMENTS).to_pylist()
    assert kept["spun"] == data["scores"]["spun"] > 0.5
    assert kept["findings"]
    for finding, told in zip(kept["findings"], data["findings"], strict=True):
        assert finding.items() <= told.items()
    assert kept["criteria"] == data["criteria"] != []
    assert {one["axis"] for one in kept["moved"]} == set(data["moved"])
    for name in ("target", "title", "verdict", "words", "topic", "language", "text", "fetched"):
        assert kept[name] == data[name]
    assert kept["fingerprint"] is None


def test_names_that_are_no_unicode_can_be_kept():
    assessment = Detector().assess_page(Page("caf\udce9.html", b""))
    one = row(assessment, host="h", source="s\udce9", position=0)
    (kept,) = pa.RecordBatch.from_pylist([one], schema=ASSESSMENTS).to_pylist()
    assert (kept["target"], kept["source"]) == ("caf?.html", "s?")


def test_hosts():
    assert host_of("HTTPS://WWW.A.example:8080/x", "s") == "www.a.example"
    assert host_of(None, "s") == host_of("http://[bad", "s") == host_of("x.html", "s") == "s"
