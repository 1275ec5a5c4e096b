"""What fails, what does not, and where it is said to stand."""

from __future__ import annotations

import pytest

from detector.assessment import Reason, Verdict
from detector.finding import Severity
from tests.check.texts import HONEST, SHORT_SPUN, SPUN, html, markdown


def codes(items):
    return [item.finding.code for item in items]


def test_an_honest_page_has_nothing_that_fails(repository):
    repository.write("gout.md", markdown(*HONEST))
    result = repository.check()
    assert not result.fails, [item.finding for file in result.files for item in file.new]
    assert result.files[0].assessment.verdict is Verdict.PASS
    assert result.files[0].assessment.target == "gout.md"


@pytest.mark.parametrize(
    ("name", "page", "line"), [("a/gout.md", markdown, 11), ("gout.html", html, 7)]
)
def test_a_spun_paragraph_fails_at_its_words(repository, name, page, line):
    path = repository.write(name, page(*HONEST[:2], SPUN, *HONEST[2:]))
    failing = [item for item in repository.new() if item.fails]
    assert {"SPN201", "SPN205"} <= set(codes(failing))
    source = path.read_text(encoding="utf-8")
    for item in failing:
        place = item.located.place
        assert place.line == place.end_line == line
        assert item.located.block == (line, line)
        if item.finding.end > item.finding.start:
            assert source[place.start : place.end] == item.finding.found


def test_a_short_file_is_not_scored_but_its_errors_fail(repository):
    repository.write("short.md", f"{SHORT_SPUN}\n")
    result = repository.check()
    assert result.files[0].assessment.reason is Reason.TOO_SHORT
    assert codes(result.files[0].new) == ["SPN201"]
    assert result.fails


def test_a_page_verdict_stands_where_its_strongest_evidence_is(repository):
    repository.write("gout.md", markdown(SPUN, SPUN.replace("gout", "it"), *HONEST[:2]))
    pages = [i for i in repository.new() if i.finding.code == "PAG101" and i.finding.axis == "spun"]
    assert len(pages) == 1
    assert pages[0].finding.line in (7, 9)
    assert "flagged as spun" in pages[0].finding.message


def test_warnings_never_fail(repository):
    repository.write("detector.toml", 'fail-on = "never"\n[severity]\nSPN = "warning"\n')
    repository.write("gout.md", markdown(SPUN, *HONEST))
    result = repository.check()
    assert "SPN201" in codes(result.files[0].new)
    assert {item.finding.severity for item in result.files[0].new} <= {
        Severity.WARNING, Severity.INFO
    }  # fmt: skip
    assert not result.fails


def test_a_weak_error_does_not_fail_alone(repository):
    repository.write("detector.toml", "fail-strength = 0.95\n")
    repository.write("short.md", f"{SHORT_SPUN}\n")
    result = repository.check()
    assert codes(result.files[0].new) == ["SPN201"]
    assert result.files[0].new[0].finding.strength < 0.95
    assert not result.fails


def test_thresholds_move_the_verdict(repository):
    repository.write("gout.md", markdown(*HONEST))
    repository.write("detector.toml", "[thresholds.spun]\nreview = 0.0\nflag = 0.0\n")
    assert repository.check().files[0].assessment.verdict is Verdict.FLAG
    repository.write("detector.toml", "[thresholds.spun]\nreview = 0.0\nflag = 1.0\n")
    assert repository.check().files[0].assessment.verdict is Verdict.REVIEW


def test_a_verdict_without_new_evidence_is_not_reported(repository):
    repository.write("gout.md", markdown(*HONEST))
    repository.write("detector.toml", "[thresholds.spun]\nreview = 0.0\nflag = 0.0\n")
    assert "PAG101" not in codes(repository.new())


def test_an_accepted_term_is_no_finding(repository):
    repository.write("short.md", f"{SHORT_SPUN}\n")
    repository.write("detector.toml", 'accept = ["The Danger Factors Clinic"]\n')
    assert not repository.new()


def test_overrides_count_for_their_paths_alone(repository):
    repository.write("detector.toml", '[[overrides]]\npaths = ["old/"]\nseverity.SPN201 = "off"\n')
    repository.write("old/a.md", SHORT_SPUN)
    repository.write("new/a.md", SHORT_SPUN)
    assert [item.finding.line for item in repository.new()] == [1]
    assert [file.fails for file in repository.check().files] == [True, False]


def test_ignored_folders_are_not_read_unless_named(repository):
    repository.write("detector.toml", 'ignore = ["drafts/"]\n')
    repository.write("drafts/a.md", SHORT_SPUN)
    repository.write("node_modules/a.md", SHORT_SPUN)
    found = {file.assessment.target for file in repository.check().files}
    assert not found, "the list of ignored paths is added to the default one"
    repository.write("detector.toml", 'ignore = ["!node_modules/"]\n')
    found = {file.assessment.target for file in repository.check().files}
    assert found == {"drafts/a.md", "node_modules/a.md"}


def test_a_file_that_cannot_be_read_is_no_finding(repository):
    repository.write("a.md", "%PDF-1.4 not a text")
    result = repository.check()
    assert not result.fails
    assert [file.assessment.target for file in result.unread] == ["a.md"]


def test_the_result_is_the_same_with_several_processes_and_from_the_cache(repository):
    from detector.check.cache import Cache
    from detector.check.run import check
    from detector.config import load

    for number in range(14):
        repository.write(f"{number}.md", markdown(SPUN, *HONEST) + f"\nPage {number}.\n")
    config = load(start=repository.root)
    cold = Cache(repository.root / ".detector-cache")
    runs = [
        check([str(repository.root)], config, jobs=1),
        check([str(repository.root)], config, jobs=2, cache=cold),
        check([str(repository.root)], config, jobs=2, cache=cold),
    ]
    assert len(runs[0].files) == 14
    assert runs[0] == runs[1] == runs[2]


def test_an_accepted_keyphrase_is_no_stuffing_and_moves_no_score(repository):
    phrase = "best frozen shoulder exercises at home"
    stuffed = [f"{text} Try the {phrase} today. The {phrase} help." for text in HONEST]
    repository.write("a.md", markdown(*stuffed, front=f"title: {phrase.title()}"))
    before = repository.check().files[0].assessment
    assert "STF101" in codes(repository.new())
    repository.write("detector.toml", 'accept = ["frozen shoulder exercises"]\n')
    after = repository.check().files[0].assessment
    assert not [code for code in codes(repository.new()) if code.startswith("STF")]
    assert after.scores["stuffed"] < before.scores["stuffed"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.md", "`danger factors`"),
        ("a.rst", "``danger factors``"),
        ("b.rst", ":code:`danger factors`"),
    ],
)
def test_what_stands_in_inline_code_is_no_finding(repository, name, code):
    repository.write(name, f"Spinners write {code}, and have danger factors in mind.\n")
    found = [(item.finding.code, item.finding.column) for item in repository.new()]
    assert found == [("SPN201", len(code) + 27)]
