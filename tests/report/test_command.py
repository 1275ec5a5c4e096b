"""``--format html`` as a command: to a file, to a terminal, of a scan and of a check."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import threading

from click.testing import CliRunner

from detector.cli import main
from tests.processes import DETECTOR
from tests.texts import CLEAN, SPUN

HINT = "write it to a file with --output report.html"


def test_a_scan_of_two_pages_is_one_file(tmp_path):
    output = tmp_path / "report.html"
    command = ["scan", str(SPUN), str(CLEAN), "--format", "html", "-o", str(output)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert result.output == ""
    text = output.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert text.endswith("</html>")
    assert "2 pages: 1 flag, 1 pass" in text


def test_a_check_writes_one_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("Smoking is one of the danger factors for gout.\n", "utf-8")
    command = ["check", "--no-cache", "--format", "html", "-o", "report.html", "a.md"]
    assert CliRunner().invoke(main, command).exit_code == 1
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "a.md:1:23" in text
    assert "new, fails" in text


def test_a_terminal_is_no_browser():
    screen, terminal = pty.openpty()
    command = [*DETECTOR, "scan", "missing.html", "--format", "html"]
    # A terminal that nobody reads holds some kilobytes, on some systems less than a report.
    watcher = threading.Thread(target=drained, args=[screen])
    watcher.start()
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    os.close(terminal)
    watcher.join(timeout=60)
    assert HINT in done.stderr
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert HINT not in done.stderr
    assert "<!doctype html>" in done.stdout


def drained(screen):
    """Read a screen to its end, which is an error for one whose terminal is closed."""
    with contextlib.suppress(OSError):
        while os.read(screen, 65536):
            pass
    os.close(screen)
