"""The command line as people and scripts use it: output, exit codes, and failing well."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from detector import __version__, cli
from detector.check.codes import gate_codes
from detector.criteria import criteria
from detector.signals import signals
from detector.threads import LIBRARIES
from tests.processes import DETECTOR
from tests.texts import CLEAN, SPUN, page


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(a) for a in arguments], input=stdin)


def sole(result: Result) -> dict[str, object]:
    (assessment,) = json.loads(result.stdout)
    return assessment


@pytest.fixture
def ankle(tmp_path: Path) -> Path:
    path = tmp_path / "ankle.html"
    path.write_text(page(), "utf-8")
    return path


@pytest.mark.parametrize("command", ["scan", "check"])
def test_numeric_libraries_use_one_thread(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    names = [f"{library}_NUM_THREADS" for library in LIBRARIES]
    for name in names:
        monkeypatch.setenv(name, "8")
    monkeypatch.chdir(tmp_path)
    assert run(command, CLEAN).exit_code == 0
    assert {os.environ[name] for name in names} == {"1"}


def test_a_clean_file_passes_with_0():
    result = run("scan", CLEAN)
    assert result.exit_code == 0
    assert "PASS" in result.stdout
    assert result.stderr == ""


def test_a_spun_file_is_flagged_with_1():
    result = run("scan", SPUN)
    assert result.exit_code == 1
    assert "FLAG" in result.stdout


def test_a_folder_is_read_in_order_and_counted():
    result = run("scan", CLEAN.parent)
    assert result.exit_code == 1
    assert result.stdout.index(CLEAN.name) < result.stdout.index(SPUN.name)
    assert result.stdout.endswith("2 targets: 1 pass, 1 flag.\n")


def test_of_many_pages_those_to_look_at_are_named_again(tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.html").write_bytes((SPUN if number == 2 else CLEAN).read_bytes())
    lines = run("scan", tmp_path).stdout.splitlines()
    assert lines[-2:] == ["4 targets: 3 pass, 1 flag.", f"  FLAG  {tmp_path / '2.html'}"]


def test_standard_input_is_one_page():
    result = run("scan", "-", "--format", "json", stdin=SPUN.read_bytes())
    assert result.exit_code == 1
    assert sole(result)["target"] == "-"
    assert sole(result)["verdict"] == "flag"


def test_json_is_one_array_in_the_order_of_the_targets():
    found = json.loads(run("scan", SPUN, CLEAN, "--format", "json").stdout)
    assert [a["target"] for a in found] == [str(SPUN), str(CLEAN)]
    assert [a["verdict"] for a in found] == ["flag", "pass"]


def test_jsonl_is_one_object_a_line_and_equal_to_json():
    lines = run("scan", SPUN, CLEAN, "-f", "jsonl").stdout.splitlines()
    array = json.loads(run("scan", SPUN, CLEAN, "-f", "json").stdout)
    assert [json.loads(line) for line in lines] == array


def test_the_text_comes_only_when_asked_for(ankle):
    assert "text" not in sole(run("scan", ankle, "-f", "json"))
    text = sole(run("scan", ankle, "-f", "json", "--include-text"))["text"]
    assert "Most sprains heal by themselves." in text
    assert "Most sprains heal by themselves." in run("scan", ankle, "--include-text").stdout


def test_output_goes_to_the_file_alone(ankle, tmp_path):
    kept = tmp_path / "report.json"
    result = run("scan", ankle, "-f", "json", "-o", kept)
    assert (result.exit_code, result.output) == (0, "")
    assert json.loads(kept.read_text("utf-8"))[0]["verdict"] == "pass"


def test_a_target_is_never_overwritten(ankle):
    before = ankle.read_bytes()
    result = run("scan", ankle, "-o", ankle)
    assert result.exit_code == 2
    assert "is one of the targets; choose another --output" in result.stderr
    assert ankle.read_bytes() == before


@pytest.mark.parametrize("name", ["missing/report.txt", "folder"])
def test_an_output_that_cannot_be_written_says_so(ankle, tmp_path, name):
    (tmp_path / "folder").mkdir()
    result = run("scan", ankle, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("level", "code"), [("flag", 1), ("review", 1), ("never", 0)], ids=["flag", "review", "never"]
)
def test_fail_on(level, code):
    assert run("scan", SPUN, "--fail-on", level).exit_code == code


def test_a_review_fails_only_when_asked_to():
    from detector import Assessment, Verdict

    for level, code in (("flag", 0), ("review", 1), ("never", 0)):
        tally = cli.Tally(level)
        assert len(list(tally.watch([Assessment("x", Verdict.REVIEW)]))) == 1
        assert tally.exit_code == code


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        (["no.html"], 3),
        ([str(CLEAN), "no.html"], 3),
        (["no.html", str(CLEAN)], 3),
        ([str(SPUN), "no.html"], 1),
        (["no.html", str(SPUN)], 1),
    ],
)
def test_unreadable_is_3_unless_something_was_found(targets, code):
    assert run("scan", *targets).exit_code == code


def test_never_failing_still_says_that_a_target_was_not_read():
    assert run("scan", "no.html", SPUN, "--fail-on", "never").exit_code == 3


def test_a_missing_path_names_what_is_near(ankle):
    result = run("scan", ankle.parent / "ankel.html")
    assert result.exit_code == 3
    said = " ".join(result.stdout.split())
    assert "UNSCORED unreadable — There is no file or folder" in said
    assert f"did you mean {ankle}?" in said


def test_an_empty_folder_says_what_is_looked_for(tmp_path):
    result = run("scan", tmp_path, "-f", "json")
    assert result.exit_code == 3
    assert "holds no file that detector reads" in sole(result)["error"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["scan"], "Missing argument 'TARGET...'"),
        (["scan", "--fromat", "json", "x"], "--format"),
        (["scan", "--format", "sarif", "x"], "'text', 'json', 'jsonl'"),
        (["scan", "--fail-on", "error", "x"], "'flag', 'review', 'never'"),
        (["scan", "--timeout", "0", "x"], "x>0"),
        (["scan", ""], "One target is empty"),
        (["scan", "https://example.org/", "--record", "page.txt"], "name it *.warc.gz"),
        (["scna", "x"], "No such command 'scna'"),
        (["explain"], "Name one code"),
        (["explain", "SPN201", "--all"], "Name one code"),
        (["explain", "SPN210"], "did you mean SPN2"),
        (["explain", "nonsense"], "“detector explain --all” lists every code."),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_right(arguments, hint):
    result = run(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert result.stdout == ""


def test_a_recording_is_never_overwritten(tmp_path):
    kept = tmp_path / "kept.warc.gz"
    kept.write_bytes(b"precious")
    result = run("scan", "http://127.0.0.1:1/", "--record", kept)
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert kept.read_bytes() == b"precious"


@pytest.mark.parametrize("code", ["SPN201", "spn201", "Spn201"])
def test_explain_prints_the_documentation(code):
    result = run("explain", code)
    assert result.exit_code == 0
    for section in ("What it finds", "Why it matters", "When it is wrong", "Example", "Sources"):
        assert section in result.stdout
    assert result.stdout.startswith("SPN201  spun")


def test_explain_all_has_a_line_for_every_code():
    lines = run("explain", "--all").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*signals(), *criteria(), *gate_codes()]


EVERY = [*signals(), *criteria(), *gate_codes()]


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("code", EVERY)
def test_every_code_can_be_explained_in_few_columns(code, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    text = run("explain", code).stdout
    assert max(map(len, text.splitlines())) <= columns
    assert "``" not in text
    assert f"There is no code {code}" not in text


def test_explain_says_when_a_criterion_cannot_be_answered():
    assert "or cannot tell" in run("explain", "MED128").stdout


def commands(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    yield names
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, *names, name)


@pytest.mark.parametrize("names", list(commands(cli.main)), ids=" ".join)
def test_help_fits_80_columns_and_cuts_nothing_off(names):
    text = run(*names, "--help").stdout
    assert max(map(len, text.splitlines())) <= 80
    assert not re.search(r"\w\.\.\.$", text.partition("\n")[2], re.MULTILINE)


def test_help_and_version():
    assert "detector scan" in run("--help").stdout
    assert "Exit codes: 0" in run("scan", "--help").stdout
    assert run("--version").stdout.startswith(f"detector {__version__}\n")
    module = [sys.executable, "-m", "detector", "--version"]
    assert subprocess.check_output(module, text=True) == run("--version").stdout


def test_a_file_name_that_is_no_unicode(tmp_path):
    name = os.fsencode(tmp_path) + b"/bad\xff.html"
    Path(os.fsdecode(name)).write_bytes(SPUN.read_bytes())
    done = subprocess.run(
        [*DETECTOR, "scan", str(tmp_path), "-f", "json"], capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    (found,) = json.loads(done.stdout.decode())
    assert found["target"] == os.fsdecode(name)
    assert found["findings"]
    assert b"bad\\udcff.html" in done.stdout


def test_a_terminal_that_speaks_ascii_only():
    done = subprocess.run(
        [*DETECTOR, "scan", str(SPUN)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.isascii()


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html"])
def test_a_reader_that_goes_away_is_no_error(form):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*DETECTOR, "scan", str(CLEAN), "-f", form], stdout=write, stderr=subprocess.PIPE,
        check=False,
    )  # fmt: skip
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize("where", ["stdout", "file"])
def test_a_full_disk_is_2_and_no_finding(where):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        option = ["-o", "/dev/full"] if where == "file" else []
        done = subprocess.run(
            [*DETECTOR, "scan", "no.html", *option], stdout=full, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"detector: The report cannot be written (No space left on")
    assert b"Traceback" not in done.stderr


def test_a_closed_standard_input_says_so():
    line = shlex.join([*DETECTOR, "scan", "-"]) + " <&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Standard input is closed" in done.stderr


def interrupted(form: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Interrupt a scan after its first page, while it waits for the second."""
    os.mkfifo(folder / "b.html")  # a page that never comes
    process = subprocess.Popen(
        [*DETECTOR, "scan", str(CLEAN), str(folder / "b.html"), "-f", form, "-o", folder / "out"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a runner in the background ignores SIGINT, and its children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            writer = os.open(folder / "b.html", os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:  # nobody reads it yet
            time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=60)
    os.close(writer)
    return subprocess.CompletedProcess(process.args, process.returncode, out, error)


def test_an_interrupted_scan_ends_with_130_and_whole_json(tmp_path):
    done = interrupted("json", tmp_path)
    assert done.returncode == 130
    assert done.stderr == b"detector: interrupted.\n"
    (first,) = json.loads((tmp_path / "out").read_text("utf-8"))
    assert first["verdict"] == "pass"


@pytest.mark.parametrize("seen", [True, False], ids=["report on screen", "report elsewhere"])
def test_progress_is_shown_to_a_person_who_does_not_see_the_report(seen):
    screen, terminal = pty.openpty()
    done = subprocess.run(
        [*DETECTOR, "scan", str(CLEAN)], stdout=terminal if seen else subprocess.PIPE,
        stderr=terminal, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}, check=False,
    )  # fmt: skip
    os.close(terminal)
    shown = os.read(screen, 65536)
    os.close(screen)
    assert done.returncode == 0
    assert (b"Judging" in shown) != seen
    assert (b"PASS" in shown) == seen
    assert b"Judging" not in (done.stdout or b"")
