"""Every example of README and docs runs, and ends as an example may end: with 0 or 1."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from detector.cli import main
from tests.docs.examples import ROOT, TEXTS, examples, furnish
from tests.processes import DETECTOR

PIPED = re.compile(r"[|;<>&$]|^(?!detector )|^detector audit")  # which starts processes
WITH = [path for path in TEXTS if any(examples(path))]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if not (shutil.which("git") and shutil.which("bash")):
        pytest.skip("the examples want git and bash")
    furnish(tmp_path)
    command = tmp_path / ".bin" / "detector"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.join(DETECTOR)} "$@"\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(line: str) -> tuple[int, str]:
    """Run a line: detector alone in this process, which has its models loaded, else in bash."""
    if not PIPED.search(re.sub(r"'[^']*'|\"[^\"]*\"", "", line.partition(" #")[0])):
        arguments = shlex.split(line, comments=True)[1:]
        done = CliRunner().invoke(main, arguments, prog_name="detector")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output
    ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def python(code: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.parametrize("path", WITH, ids=[str(p.relative_to(ROOT)) for p in WITH])
def test_the_examples_run_one_after_another(path: Path, scratch: Path) -> None:
    for example in examples(path):
        if example.why:
            continue
        if example.language == "python":
            wanted = re.findall(r"^import (pandas|duckdb)", example.code, re.MULTILINE)
            if all(importlib.util.find_spec(name) for name in wanted):
                ran = python(example.code)
                assert ran.returncode == 0, ran.stderr
                assert ran.stdout.strip()
            continue
        for line in example.lines:
            code, said = shell(line)
            assert code in (0, 1), f"{line}\n{said}"
            assert "Traceback" not in said


def test_what_is_not_run_at_least_exists() -> None:
    seen = 0
    for path in TEXTS:
        for example in examples(path):
            for line in example.lines if example.why else ():
                for verb, rest in re.findall(
                    r"detector (scan|check|audit|explain) ([^#|&]*)", line
                ):
                    shown = CliRunner().invoke(main, [verb, "--help"]).output
                    options = re.findall(r"--[\w-]+", rest)
                    assert all(option in shown for option in options), line
                    seen += 1
    assert seen > 5


@pytest.mark.parametrize("library", ["pandas", "duckdb"])
def test_the_libraries_of_the_examples_are_there(library: str) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed; its examples do not run")


def example_with(words: str) -> str:
    return next(e.code for e in examples(ROOT / "docs" / "python.md") if words in e.code)


def test_the_example_of_spacy_finds_swapped_words() -> None:
    likely, spans = python(example_with("spacy")).stdout.splitlines()
    assert any(word in likely for word in ("gadget", "strain", "Danger", "excessive", "great"))
    assert spans.startswith("[")


@pytest.mark.parametrize("words", ["estimator(", "assess_text("])
def test_the_examples_of_detector_and_scikit_learn_say_true(words: str) -> None:
    ran = python(example_with(words), ROOT)
    assert "True" in ran.stdout, ran.stderr
    assert "False" not in ran.stdout
