"""The README's commands are the ones that CI runs, its links lead somewhere, its Python runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, str]:
    marked = r"<!-- command: (\w+) -->\n<!-- not run: .*-->\n```sh\n(.+)\n```"
    return dict(re.findall(marked, README))


def test_ci_runs_exactly_the_readmes_test_command() -> None:
    assert commands()["test"] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_scan_command_scans_a_bundled_example() -> None:
    target = commands()["scan"].split()[-1]
    assert (ROOT / target).is_file()


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:|#)([^)#]+)", README))
def test_relative_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_python_example_runs_and_prints_findings() -> None:
    code = re.findall(r"```python\n(.+?)```", README, re.DOTALL)[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("flag ")
    assert "danger factors ('risk factors',)" in done.stdout
