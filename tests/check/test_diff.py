"""--diff: only what a change brought in, on the lines that it changed."""

from __future__ import annotations

import pytest

from detector.errors import UsageError
from tests.check.texts import HONEST, SHORT_SPUN, SPUN, markdown

OTHER = "Your immune gadget helps as well, and that is no joke."


@pytest.fixture
def old(repository):
    repository.write("old.md", markdown(SPUN, SPUN, *HONEST))
    repository.write("gout.md", markdown(*HONEST[:2], SPUN, *HONEST[2:]))
    repository.write("fine.md", markdown(*HONEST))
    repository.commit()
    repository.git("checkout", "-q", "-b", "work")
    return repository


def failing(repository, since="main"):
    return [
        (file.assessment.target, item.finding.code, item.finding.line)
        for file in repository.check(since=since).files
        for item in file.reported
        if item.fails
    ]


def test_nothing_changed_nothing_judged(old):
    assert not old.check(since="main").files
    assert old.check().fails


def test_an_honest_change_to_an_old_page_passes(old):
    old.write("old.md", markdown("An honest paragraph comes first.", SPUN, SPUN, *HONEST))
    result = old.check(since="main")
    assert [file.assessment.target for file in result.files] == ["old.md"]
    assert not result.fails


def test_a_spun_paragraph_fails_on_its_line_committed_or_not(old):
    old.write("fine.md", markdown(*HONEST[:1], OTHER, *HONEST[1:]))
    for _ in ("in the working tree", "committed"):
        assert ("fine.md", "SPN201", 9) in failing(old)
        assert {(target, line) for target, _, line in failing(old)} == {("fine.md", 9)}
        old.git("commit", "-q", "-a", "-m", "change", "--allow-empty")


def test_a_new_file_counts_whole(old):
    old.write("new/näh.md", f"{SHORT_SPUN}\n")
    assert failing(old) == [("new/näh.md", "SPN201", 1)]


def test_a_renamed_file_brings_nothing_new(old):
    (old.root / "gout.md").rename(old.root / "moved page.md")
    old.git("add", "-A")
    assert not failing(old)


def test_odd_names_are_known_by_their_lines(old):
    for name in ('a "b"\tü.md', "++ c.md", "a b.md"):
        old.write(name, f"{OTHER}\n\nThe end.\n")
    old.git("add", "-A")
    old.git("commit", "-q", "-m", "change")
    old.git("branch", "-f", "main")
    for name in ('a "b"\tü.md', "++ c.md", "a b.md"):
        old.write(name, f"{OTHER}\n\n{SHORT_SPUN}\n")
    assert {(target, line) for target, _, line in failing(old)} == {
        ('a "b"\tü.md', 3), ("++ c.md", 3), ("a b.md", 3),
    }  # fmt: skip


def test_a_link_brings_nothing_new_and_a_file_in_place_of_one_does(old):
    old.write("real.md", f"{SHORT_SPUN}\n")
    (old.root / "link.md").symlink_to("old.md")
    old.git("add", "-A")
    old.git("commit", "-q", "-m", "change")
    old.git("branch", "-f", "main")
    for name in ("real.md", "link.md"):
        (old.root / name).unlink()
    (old.root / "real.md").symlink_to("old.md")
    (old.root / "new.md").symlink_to("old.md")
    old.write("link.md", f"{SHORT_SPUN}\n")
    assert failing(old) == [("link.md", "SPN201", 1)]


def test_a_submodule_and_the_settings_of_the_user_disturb_nothing(old, tmp_path):
    old.git("clone", "-q", ".", str(tmp_path / "other"))
    for key, value in (
        ("diff.submodule", "log"), ("diff.mnemonicPrefix", "true"), ("diff.interHunkContext", "9"),
    ):  # fmt: skip
        old.git("config", key, value)
    old.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path / "other"))
    old.write("fine.md", markdown(HONEST[0], OTHER, *HONEST[1:]))
    assert {(target, line) for target, _, line in failing(old)} == {("fine.md", 9)}


@pytest.mark.parametrize("attributes", ["*.md -diff\n", "*.md binary\n", "*.md diff=ours\n"])
def test_what_git_shows_of_a_file_hides_no_line_of_it(old, attributes):
    old.git("config", "diff.ours.textconv", "true")
    old.write(".gitattributes", attributes)
    old.write("fine.md", markdown(HONEST[0], OTHER, *HONEST[1:]))
    assert ("fine.md", "SPN201", 9) in failing(old)


def test_the_lines_of_utf_16_count_as_others_do(old):
    path = old.write("wide.md", "")
    path.write_text(f"{OTHER}\n\nThe end.\n", encoding="utf-16")
    old.git("add", "-A")
    old.git("commit", "-q", "-m", "change")
    old.git("branch", "-f", "main")
    path.write_text(f"{OTHER}\n\n{SHORT_SPUN}\n", encoding="utf-16")
    assert failing(old) == [("wide.md", "SPN201", 3)]


def test_what_happened_on_the_main_branch_since_is_not_ours(old):
    old.write("fine.md", markdown(*HONEST, "The end."))
    old.commit()
    old.git("checkout", "-q", "main")
    old.write("other.md", f"{SHORT_SPUN}\n")
    old.commit()
    old.git("checkout", "-q", "work")
    assert [file.assessment.target for file in old.check(since="main").files] == ["fine.md"]


def test_an_unknown_revision_is_wrong_usage(old):
    with pytest.raises(UsageError, match="fetch-depth"):
        old.check(since="no-such-branch")
    with pytest.raises(UsageError, match="no revision"):
        old.check(since="--output=x")
    with pytest.raises(UsageError, match="pull requests alone"):
        old.check(since="origin/")


def test_without_a_repository_it_is_wrong_usage(repository):
    with pytest.raises(UsageError):
        repository.check(since="main")
