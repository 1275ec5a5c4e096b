"""The baseline: identities survive edits elsewhere; new findings fail; stale entries are told."""

from __future__ import annotations

import json

import pytest

from detector.baseline import load, save
from detector.check.checked import Status
from detector.errors import UsageError
from tests.check.texts import HONEST, SHORT_SPUN, SPUN, markdown

OTHER = "Your immune gadget helps as well, and that is no joke."


def test_the_old_content_passes_with_its_baseline(repository):
    repository.write("gout.md", markdown(SPUN, SPUN, *HONEST))
    entries = repository.entries()
    assert repository.check().fails
    result = repository.check(entries=entries)
    assert not result.fails
    assert not result.stale
    assert not result.files[0].new


def test_moving_and_editing_text_elsewhere_keeps_identities(repository):
    repository.write("gout.md", markdown(HONEST[0], SPUN, *HONEST[1:]))
    entries = repository.entries()
    edited = [text.replace("Gout", "Old gout") for text in HONEST]
    repository.write("gout.md", markdown(*edited, "One more paragraph, an honest one.", SPUN))
    result = repository.check(entries=entries)
    assert not result.fails
    assert not result.stale
    # A misfit is judged by its window: near the threshold it may come or go with what is beside it.
    assert not [item for item in result.files[0].new if item.finding.code.startswith("SPN2")]


def test_only_the_new_paragraph_fails(repository):
    repository.write("gout.md", markdown(SPUN, *HONEST))
    entries = repository.entries()
    repository.write("gout.md", markdown(OTHER, SPUN, *HONEST))
    failing = [item for item in repository.new(entries=entries) if item.fails]
    assert {item.finding.line for item in failing} == {7}
    assert "SPN201" in {item.finding.code for item in failing}


def test_equal_evidence_is_told_apart_by_its_paragraph(repository):
    repository.write("a.md", f"{SHORT_SPUN}\n")
    entries = repository.entries()
    repository.write("a.md", f"All agree about the danger factors.\n\n{SHORT_SPUN}\n")
    assert [item.finding.line for item in repository.new(entries=entries)] == [1]


def test_a_renamed_file_keeps_its_entries(repository):
    path = repository.write("a.md", f"{SHORT_SPUN}\n")
    entries = repository.entries()
    path.rename(repository.root / "b.md")
    result = repository.check(entries=entries)
    assert not result.fails
    assert not result.stale
    assert [item.status for item in result.files[0].reported] == [Status.KNOWN]


def test_a_part_that_moves_into_another_file_keeps_its_entries(repository):
    path = repository.write("a.md", markdown(SPUN, SPUN.replace("gout", "it"), OTHER, *HONEST))
    entries = repository.entries()
    assert "PAG101" in {entry.code for entry in entries}
    repository.write("b.md", path.read_text(encoding="utf-8"))
    repository.write("a.md", "This page has moved to b.\n")
    result = repository.check(entries=entries)
    assert not result.fails
    assert "SPN201" not in {entry.code for entry in result.stale}
    repository.write("c.md", f"{OTHER}\n")
    failing = [
        file.assessment.target for file in repository.check(entries=entries).files if file.fails
    ]
    assert failing == ["c.md"], "a copy is new"


def test_a_corrected_text_and_a_deleted_file_leave_stale_entries(repository):
    repository.write("a.md", f"{SHORT_SPUN}\n\n{OTHER}\n")
    gone = repository.write("b.md", f"{SHORT_SPUN}\n")
    entries = repository.entries()
    repository.write("a.md", f"{OTHER}\n")
    gone.unlink()
    result = repository.check(entries=entries)
    assert [(e.target, e.found) for e in result.stale] == [
        ("a.md", "danger factors"),
        ("b.md", "danger factors"),
    ]
    assert not result.fails


def test_a_baseline_reads_as_it_was_written(repository, tmp_path):
    repository.write("a.md", f"{SHORT_SPUN}\n\n{OTHER}\n")
    entries = repository.entries()
    save(tmp_path / "baseline.json", reversed(entries))
    assert list(load(tmp_path / "baseline.json")) == sorted(entries, key=lambda e: e.found)
    assert '"line"' not in (tmp_path / "baseline.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"schema": "other/1", "entries": []}',
        '{"entries": [{}]}',
        '{"schema": "detector-baseline/1", "entries": [{}]}',
        '{"schema": "detector-baseline/1", "entries": [3]}',
        '{"schema": "detector-baseline/1", "entries": [{"identity": "a", "target": 2, '
        '"code": "SPN201", "found": "x"}]}',
    ],
)
def test_a_damaged_baseline_says_what_to_do(tmp_path, text):
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"is not a baseline .*delete it and write it anew"):
        load(tmp_path / "b.json")


def test_a_byte_order_mark_is_no_damage(repository, run):
    repository.write("a.md", f"{SHORT_SPUN}\n")
    run("baseline", "update", "--baseline", "b.json")
    for name, text in (("b.json", None), ("detector.toml", 'baseline = "b.json"\n')):
        path = repository.root / name
        path.write_text(text or path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert run("check").exit_code == 0


def test_the_verbs_update_prune_and_audit(repository, run):
    repository.write("a.md", f"{SHORT_SPUN}\n\n{OTHER}\n")
    file = repository.root / "b.json"
    done = run("baseline", "update", ".", "--baseline", "b.json")
    assert "2 findings accepted, 2 of them new" in done.output
    assert run("check", "--baseline", "b.json").exit_code == 0

    done = run("baseline", "audit", "--baseline", "b.json", input="t\nreally spun\nf\nour joke\n")
    assert "[danger factors]" in done.output
    entries = {
        e["found"]: (e["label"], e["reason"]) for e in json.loads(file.read_text())["entries"]
    }
    assert entries == {
        "danger factors": ("true", "really spun"),
        "immune gadget": ("false", "our joke"),
    }

    repository.write("a.md", f"Something else.\n\n{OTHER}\n")
    done = run("check", "--baseline", "b.json")
    assert done.exit_code == 0
    assert "danger factors" in done.output
    assert "1 entries taken out, 1 left" in run("baseline", "prune", "--baseline", "b.json").output
    run("baseline", "update", "--baseline", "b.json")
    assert [(e.found, e.reason) for e in load(file)] == [("immune gadget", "our joke")]


def test_update_leaves_the_entries_of_other_files_alone(repository, run):
    repository.write("a/a.md", f"{SHORT_SPUN}\n")
    repository.write("b/b.md", f"{OTHER}\n")
    run("baseline", "update", "--baseline", "b.json")
    repository.write("a/a.md", "Nothing to see.\n")
    run("baseline", "update", "b", "--baseline", "b.json")
    assert {e.target for e in load(repository.root / "b.json")} == {"a/a.md", "b/b.md"}
    assert run("check", "a", "b", "--baseline", "b.json").exit_code == 0


def test_a_path_that_is_not_there_writes_nothing(repository, run):
    repository.write("content/a.md", f"{SHORT_SPUN}\n")
    for verb in ("update", "prune"):
        (repository.root / "old.json").write_text(
            '{"schema": "detector-baseline/1", "entries": []}'
        )
        file = "b.json" if verb == "update" else "old.json"
        done = run("baseline", verb, "contnet", "--baseline", file)
        assert done.exit_code == 2
        assert "There is no contnet" in done.output
    assert not (repository.root / "b.json").exists()


def test_a_file_that_cannot_be_read_keeps_its_entries(repository, run):
    repository.write("a.md", f"{SHORT_SPUN}\n")
    run("baseline", "update", "--baseline", "b.json")
    repository.write("a.md", "%PDF-1.4 not a text")
    run("baseline", "prune", "--baseline", "b.json")
    run("baseline", "update", "--baseline", "b.json")
    assert [entry.found for entry in load(repository.root / "b.json")] == ["danger factors"]
