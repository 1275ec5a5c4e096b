"""What a newcomer does wrong, and what is said then: always what to do next."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from detector import __version__
from detector.artefacts import versions
from detector.cli import main
from tests.processes import DETECTOR
from tests.texts import CLEAN, SPUN

WRONG = {
    "a wrong path": (["scan", "docs/exmaples"], 3, "did you mean docs/examples?"),
    "a page without its scheme": (["scan", "example.org/knee-pain"], 3, "https://example.org/"),
    "an empty folder": (["scan", "empty"], 3, "it looks for .html"),
    "a picture": (
        ["scan", "photo.png"],
        3,
        "give an HTML, Markdown",
    ),
    "bytes that are no text": (["scan", "noise.html"], 3, "binary"),
    "nobody there": (
        ["scan", "http://127.0.0.1:9/", "--allow-private", "--retries", "0"],
        3,
        "try again later",
    ),
    "no such host": (["scan", "https://nowhere.invalid/", "--retries", "0"], 3, "check the"),
    "a private address": (["scan", "http://127.0.0.1:9/"], 3, "--allow-private"),
    "a verb nearly right": (["scna", "page.html"], 2, "did you mean scan?"),
    "a page for a verb": (["page.html"], 2, "write “detector scan page.html”"),
    "an option nearly right": (["scan", "--fromat", "json", "x"], 2, "--format"),
    "an unknown format": (["scan", "--format", "xml", "x"], 2, "'json'"),
    "an unknown code": (["explain", "SPN210"], 2, "did you mean SPN2"),
    "a gate for an address": (["check", "https://a.example/"], 2, "detector scan https://a.ex"),
    "no such baseline": (["check", "--baseline", "none.json"], 2, "detector baseline update"),
    "an unknown key": (["config", "show", "--config", "wrong.toml"], 2, "fail-on"),
    "no git": (["check", "--diff", "main"], 2, "inside of the repository"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_says_what_to_do(name, tmp_path, monkeypatch):
    arguments, code, hint = WRONG[name]
    (tmp_path / "empty").mkdir()
    (tmp_path / "docs" / "examples").mkdir(parents=True)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "wrong.toml").write_text('fail-onn = "flag"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETECTOR_CACHE_DIR", str(tmp_path / "cache"))
    done = CliRunner().invoke(main, arguments, prog_name="detector")
    said = " ".join(done.output.split())
    assert done.exit_code == code, said
    assert hint in said
    assert "Traceback" not in said


def test_an_old_python_is_told_what_to_do():
    code = "import sys; sys.version_info = (3, 10, 4); import detector"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("detector needs Python 3.11 or newer")
    assert "python3.12 -m venv" in done.stderr


def test_the_version_names_the_models():
    lines = CliRunner().invoke(main, ["--version"]).output.splitlines()
    assert lines[0] == f"detector {__version__}"
    assert lines[1:] == [f"  model {name} {version}" for name, version in versions().items()]


def test_an_installation_without_models_still_has_a_version():
    code = "import detector.artefacts as a, pathlib; a.PACKAGE = pathlib.Path('/nowhere')\n"
    done = subprocess.run(
        [sys.executable, "-c", code + "from detector.cli import main; main()", "--version"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == f"detector {__version__}\n"
    assert "install detector again" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_verbs_and_options(shell):
    run = lambda **words: subprocess.run(  # noqa: E731
        [*DETECTOR], env={**os.environ, **words}, capture_output=True, text=True, check=False
    ).stdout  # fmt: skip
    assert "_DETECTOR_COMPLETE" in run(_DETECTOR_COMPLETE=f"{shell}_source")
    asked = {"_DETECTOR_COMPLETE": f"{shell}_complete", "COMP_WORDS": "detector ch"}
    assert "check" in run(**asked, COMP_CWORD="ch" if shell == "fish" else "1")


def on_terminal(*arguments: str, **environment: str) -> str:
    """Run detector with its output on a terminal, and return what the terminal was sent."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [*DETECTOR, *arguments], stdout=terminal, stderr=terminal, stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(screen, 65536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(screen)
    return shown.decode()


@pytest.mark.parametrize("verb", ["scan", "check"])
def test_colours_can_be_turned_off(verb, tmp_path):
    options = ["--cache-dir", str(tmp_path)]
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7][;m]")
    assert colour.search(on_terminal(verb, str(SPUN), *options))
    assert not colour.search(on_terminal(verb, str(SPUN), *options, NO_COLOR="1"))


@pytest.mark.parametrize("verb", ["scan", "check"])
def test_narrow_terminals_get_narrow_lines(verb, tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(SPUN.read_bytes())
    monkeypatch.chdir(tmp_path)
    options = ["--cache-dir", str(tmp_path / "cache")]
    shown = on_terminal(verb, "a.html", *options, COLUMNS="40", NO_COLOR="1")
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r", "\n").split("\n")
    wide = [line for line in lines if len(line) > 40 and "detector: ignore" not in line]
    assert len(lines) > 20
    assert wide == []


def test_check_shows_its_progress_to_a_person_alone(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(CLEAN.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert "1 files" in on_terminal("check", "a.html", "--no-cache")
    quiet = subprocess.run([*DETECTOR, "check", "a.html", "--no-cache"], capture_output=True)
    assert b"Judging" not in quiet.stdout + quiet.stderr
