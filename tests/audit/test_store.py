"""The folder of an audit: its records come back as they were written."""

from __future__ import annotations

from detector.audit.answers import opened
from detector.audit.families import FILE, find, write
from detector.audit.remote import RemoteStore
from detector.audit.schema import MANIFEST, RUN, SHARDS
from detector.audit.store import Store
from tests.audit.stores import row
from tests.audit.stores import write as write_shards

NAMELESS = b"page-\xff.html".decode("utf-8", "surrogateescape")


def test_names_that_are_no_unicode_come_back(tmp_path):
    store = Store(tmp_path)
    record = {"sources": [NAMELESS], "shards": [{"names": [NAMELESS, "knie-\u00e9.html"]}]}
    store.write(MANIFEST, record)
    assert store.read(MANIFEST) == record
    with opened(tmp_path) as answers:
        assert answers.shards == 1


def test_what_is_begun_anew_has_no_families_of_before(tmp_path):
    for store in (Store(tmp_path), RemoteStore(tmp_path.as_uri())):
        (tmp_path / RUN).touch()
        (tmp_path / FILE).touch()
        store.prepare(fresh=False)
        assert (tmp_path / FILE).exists()
        store.prepare(fresh=True)
        assert not (tmp_path / FILE).exists()


def test_a_report_says_that_families_are_of_fewer_shards(tmp_path):
    write_shards(tmp_path, [row(1), row(2), row(3)], shard=1)
    last = tmp_path / SHARDS / "000002.parquet"
    away = last.rename(tmp_path / "away")
    write(find(tmp_path), tmp_path)
    with opened(tmp_path) as answers:
        assert not answers.stale
    away.rename(last)
    with opened(tmp_path) as answers:
        assert (answers.searched, answers.stale) == (True, True)
        assert "The families are of more or fewer pages" in answers.note
    write(find(tmp_path), tmp_path)
    with opened(tmp_path) as answers:
        assert answers.note == ""
