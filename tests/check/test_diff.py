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


def test_without_a_repository_it_is_wrong_usage(repository):
    with pytest.raises(UsageError):
        repository.check(since="main")
