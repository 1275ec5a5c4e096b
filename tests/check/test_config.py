"""The configuration: discovery, origins, and errors that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.config import load
from detector.errors import UsageError
from tests.check.texts import SHORT_SPUN


def test_the_nearest_file_upwards_counts(tmp_path):
    (tmp_path / "detector.toml").write_text('fail-on = "review"\n', encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load(start=below)["fail-on"] == "review"
    assert load(start=below).root == tmp_path.resolve()
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert load(start=below)["fail-on"] == "review", "a pyproject without our table is passed over"
    (tmp_path / "a" / "pyproject.toml").write_text(
        '[tool.detector]\nfail-on = "never"\n', encoding="utf-8"
    )
    found = load(start=below)
    assert found["fail-on"] == "never"
    assert found.settings["fail-on"].origin == "pyproject.toml [tool.detector]"
    assert found.settings["fail-strength"].origin == "default"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "flag"\n', "no key fail_on; did you mean fail-on?"),
        ("[threshold.spun]\nflag = 0.9\n", "did you mean thresholds.spun.flag?"),
        ('[severity]\nSPX201 = "off"\n', "no code SPX201; did you mean SPN201?"),
        ('[severity]\nSPN201 = "fatal"\n', "one of error, warning, info, off"),
        ('fail-on = "always"\n', "one of flag, review, never"),
        ("fail-strength = 2\n", "a number from 0 to 1"),
        ("fail-strength = true\n", "a number from 0 to 1"),
        ('accept = "Botox"\n', "a list of terms"),
        ("[thresholds.spun]\nreview = 0.9\nflag = 0.5\n", "review lies above .flag"),
        ('[[overrides]]\nfail-on = "never"\n', "needs paths"),
        ('[[overrides]]\npaths = ["a/"]\nbaseline = "b"\n', "set once for all paths"),
        ('[[overrides]]\npaths = ["a/"]\nfial-on = "never"\n', "did you mean fail-on?"),
        ("fail-on = \n", "not valid TOML"),
        ('ignore = ["[z-a]"]\n', "a list of patterns as in .gitignore"),
        ('ignore = ["!"]\n', "a list of patterns as in .gitignore"),
        ('[[overrides]]\npaths = ["[z-a]"]\n', "as .gitignore has them"),
    ],
)
def test_a_wrong_configuration_says_what_is_meant(repository, run, text, said):
    repository.write("detector.toml", text)
    repository.write("a.md", SHORT_SPUN)
    done = run("check")
    assert done.exit_code == 2
    assert said in done.output
    assert "detector.toml" in done.output


def test_later_overrides_stand_above_earlier_ones_and_the_command_line_above_all(repository, run):
    repository.write(
        "detector.toml",
        'accept = ["Botox"]\nfail-on = "flag"\n'
        '[[overrides]]\npaths = ["blog/**"]\nfail-on = "never"\naccept = ["the knee clinic"]\n'
        '[[overrides]]\npaths = ["blog/new/*.md"]\nfail-on = "review"\n',
    )
    config = load(start=repository.root)
    assert config.for_path("docs/a.md")["fail-on"] == "flag"
    assert config.for_path("blog/a.md")["fail-on"] == "never"
    assert config.for_path("blog/new/a.md")["fail-on"] == "review"
    assert config.for_path("blog/a.md")["accept"] == ("Botox", "the knee clinic")
    option = config.with_option("fail-on", "flag", "--fail-on")
    assert option.for_path("blog/a.md")["fail-on"] == "flag"


def test_show_prints_values_with_their_origin(repository, run):
    repository.write("detector.toml", '[[overrides]]\npaths = ["blog/"]\nfail-on = "never"\n')
    shown = run("config", "show").output
    assert 'fail-on = "flag"  # default' in shown
    assert "# overrides for blog/" in shown
    assert "thresholds.spun.flag = " in shown
    for_path = run("config", "show", str(Path("blog") / "a.md")).output
    assert 'fail-on = "never"  # detector.toml, overrides for blog/' in for_path


NAMES = ("p.txt", "we [1] ok.txt", "a*b?.txt", "!x.txt", "#y.txt", 'q"ü.txt', "s/p.txt")


@pytest.mark.parametrize(
    ("file", "before"),
    [
        ("detector.toml", '[severity]\nTPL = "off"\n'),
        ("detector.toml", '[[overrides]]\npaths = ["blog/"]\nfail-on = "never"\n'),
        ("pyproject.toml", '[tool.detector]\nfail-on = "flag"\n\n[tool.other]\n'),
    ],
)
def test_the_printed_override_silences_its_file_alone(repository, run, file, before):
    (repository.root / "detector.toml").unlink()
    repository.write(file, before)
    for name in NAMES:
        path = repository.write(name, f"{SHORT_SPUN}\n")
        report = run("check", name).output
        assert f"add at the end of {file}:" in report
        lines = report[report.index("[[") :].splitlines()[:3]
        with (repository.root / file).open("a", encoding="utf-8") as stream:
            stream.write("\n".join(line.strip() for line in lines) + "\n")
        assert run("check", name).exit_code == 0, name
        repository.write("s/t/" + path.name, f"{SHORT_SPUN}\n")
        assert run("check", "s/t/" + path.name).exit_code == 1, name


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "nothing.toml")
