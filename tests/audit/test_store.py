"""The folder of an audit: its records come back as they were written."""

from __future__ import annotations

from detector.audit.answers import opened
from detector.audit.schema import MANIFEST
from detector.audit.store import Store

NAMELESS = b"page-\xff.html".decode("utf-8", "surrogateescape")


def test_names_that_are_no_unicode_come_back(tmp_path):
    store = Store(tmp_path)
    record = {"sources": [NAMELESS], "shards": [{"names": [NAMELESS, "knie-\u00e9.html"]}]}
    store.write(MANIFEST, record)
    assert store.read(MANIFEST) == record
    with opened(tmp_path) as answers:
        assert answers.shards == 1
