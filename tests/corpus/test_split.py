"""No group of texts may sit on two sides, and the manifest must be able to say so."""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from corpus import sources
from corpus.errors import ChecksumMismatchError, CorpusError, MirrorMissingError
from corpus.manifest import USES, Source, manifest
from corpus.split import KEYS, POLICIES, assign, group_key, unit

BASE = Source(
    name="health/example", what="answers", licence="our own", origin="none", sha256="",
    register="consumer-health", use="clean", split="standard", key="topic", space="health/example",
)  # fmt: skip


def test_every_entry_uses_known_words() -> None:
    for source in manifest().values():
        assert source.use in USES, source.name
        assert source.split in POLICIES, source.name
        assert source.key in KEYS, source.name
        assert len(source.sha256) == 64, source.name
        assert source.licence, source.name
        assert source.origin, source.name


def test_the_registers_that_must_stay_silent_are_there() -> None:
    wanted = {
        "consumer-health", "abstract", "guideline", "biomedical-fulltext", "textbook", "forum",
        "learner", "native-essay", "news", "pre-2000", "technical", "gov", "legal", "transcript",
        "clinical-note", "ocr", "machine-translated", "roundtrip-mt", "llm", "commercial",
        "recipe", "blog", "low-quality",
    }  # fmt: skip
    assert wanted <= {source.register for source in manifest().values()}


def test_sets_that_overlap_share_groups_and_therefore_one_policy() -> None:
    policies = defaultdict(set)
    for source in manifest().values():
        if source.split != "dropped":
            policies[source.space].add(source.split)
    assert {space: found for space, found in policies.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("health/mediqa2019-answers", "health/medquad"),
        ("health/nci-pdq", "health/medquad"),
        ("health/medical-abstracts-tc", "health/ohsumed-abstracts"),
        ("general/18f-blog", "general/digitalgov"),
        ("hardneg/mts-dialog", "hardneg/mtsamples-notes"),
        ("hardneg/mts-dialog-roundtrip", "hardneg/mts-dialog"),
        ("health/cochrane-pls", "health/cochrane-abstracts"),
    ],
)
def test_known_overlaps_share_a_name_space(one: str, other: str) -> None:
    assert manifest()[one].space == manifest()[other].space


def test_hard_negatives_are_never_all_in_training() -> None:
    for source in manifest().values():
        if source.use == "negative-hard":
            assert POLICIES[source.split][0] <= 0.75, source.name
    halves = [s for s in manifest().values() if s.use == "negative-hard" and s.split == "half"]
    assert len(halves) > 15


def test_one_topic_has_one_side_whatever_the_spelling() -> None:
    spellings = [
        {"id": "1", "topic": "Kidney Stones"},
        {"id": "2", "topic": "kidney stones "},
        {"id": "3", "title": "Kidney Stones Treatment (PDQ®)–Patient Version"},
    ]
    assert len({group_key(BASE, record) for record in spellings}) == 1


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("segment", "a/newstest2021.de-en.hyp.Online-A.en#10", "a/newstest2021.de-en.hyp.X.en#10"),
        ("case", "pubmed#7#h", "pubmed#7#l"),
        ("onestop", "Adv-Txt/Amazon-adv.txt", "Ele-Txt/Amazon-ele.txt"),
        ("file", "231.tsv#1500", "231.tsv#0"),
        ("id", "blog/2004/05-16-comment-on-tea", "blog/2004/05-16-on-tea"),
        ("product", "landers/Hair1/base.php", "landers/Hair 2/base.php"),
        ("file-index", "arxiv.jsonl#1", "arxiv.jsonl#1h"),
    ],
)
def test_versions_of_one_text_are_one_group(key: str, one: str, other: str) -> None:
    assert KEYS[key]({"id": one, "text": ""}) == KEYS[key]({"id": other, "text": ""})


def test_shares_are_what_the_policy_says() -> None:
    sides = Counter(assign(f"group {number}", "half") for number in range(4000))
    assert 0.46 < sides["train"] / 4000 < 0.54
    assert 0.31 < sides["test"] / 4000 < 0.39
    assert {assign(f"group {n}", "report") for n in range(200)} == {"dev", "test"}


def test_unit_is_stable_between_machines() -> None:
    assert unit("detector") == pytest.approx(0.7, abs=1)
    assert unit("detector") == unit("detector") != unit("detectors")


@pytest.fixture
def small_mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """A mirror of one set: forty answers on ten topics."""
    rows = [
        {"id": n, "topic": f"topic {n % 10}", "label": "good", "text": f"Answer {n} is short."}
        for n in range(40)
    ]
    packed = lzma.compress("\n".join(map(json.dumps, rows)).encode())
    file = tmp_path / "health" / "example.jsonl.xz"
    file.parent.mkdir()
    file.write_bytes(packed)
    source = Source(**{**BASE.__dict__, "sha256": sha256(packed).hexdigest()})
    monkeypatch.setattr(sources, "manifest", lambda: {source.name: source})
    monkeypatch.setattr(sources, "duplicates", lambda: frozenset({"health/example\t3"}))
    monkeypatch.setenv("DETECTOR_CORPUS", str(tmp_path))
    return source


def test_documents_never_put_a_topic_on_two_sides(small_mirror: Source) -> None:
    sides = defaultdict(set)
    for document in sources.documents():
        sides[document.topic].add(document.split)
    assert len(sides) == 10
    assert all(len(found) == 1 for found in sides.values())


def test_documents_leave_out_duplicates_and_respect_limit_and_split(small_mirror: Source) -> None:
    everything = list(sources.documents())
    assert len(everything) == 39
    assert "3" not in {document.id for document in everything}
    first = list(sources.documents(limit=5, seed=1))
    assert len(first) == 5
    assert (
        first
        == list(sources.documents(limit=5, seed=1))
        != list(sources.documents(limit=5, seed=2))
    )
    parts = [d for part in ("train", "dev", "test") for d in sources.documents(split=part)]
    assert sorted(d.id for d in parts) == sorted(d.id for d in everything)


def test_a_changed_file_is_refused(small_mirror: Source, tmp_path: Path) -> None:
    small_mirror.path(tmp_path).write_bytes(lzma.compress(b"{}"))
    sources.verified.cache_clear()
    with pytest.raises(ChecksumMismatchError, match="restore the file"):
        list(sources.documents())


def test_a_missing_mirror_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETECTOR_CORPUS", raising=False)
    monkeypatch.setattr("sys.argv", ["train"])
    with pytest.raises(MirrorMissingError, match="DETECTOR_CORPUS"):
        sources.mirror()
    monkeypatch.setattr("sys.argv", ["train", "--mirror", "/no/such/folder"])
    with pytest.raises(MirrorMissingError, match="not a folder"):
        sources.mirror()


def test_an_unknown_set_is_named_in_the_error() -> None:
    with pytest.raises(CorpusError, match="health/nothing"):
        sources.select(["health/nothing"])


def test_the_real_mirror_has_no_group_on_two_sides() -> None:
    """Read two overlapping sets whole, when a mirror is at hand."""
    try:
        folder = sources.mirror()
    except MirrorMissingError as error:
        pytest.skip(str(error))
    sides = defaultdict(set)
    for name in ("health/nci-pdq", "health/mediqa2019-answers", "hardneg/mts-dialog"):
        source = manifest()[name]
        for record in sources.records(source, folder):
            key = group_key(source, record)
            sides[key].add(assign(key, source.split))
    assert all(len(found) == 1 for found in sides.values())
