"""Lint and types are part of the tests, so that one command says whether a change is fit."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = {
    "ruff": ["check", "."],
    "ruff format": ["format", "--check", "."],
    "mypy": [],
}


@pytest.mark.parametrize("check", CHECKS)
def test_check(check: str) -> None:
    tool = check.split()[0]
    if importlib.util.find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed: pip install -e '.[dev]'")
    done = subprocess.run(
        [sys.executable, "-m", tool, *CHECKS[check]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
