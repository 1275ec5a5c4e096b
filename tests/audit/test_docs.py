"""What docs/audit.md shows runs, and its table is the schema."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from detector.audit.schema import ASSESSMENTS
from detector.commands.audit import audit
from tests.audit.test_engine import run

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "audit.md").read_text("utf-8")


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)


def test_the_commands_run_one_after_the_other(tmp_path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    lines = [line for fence in fences("sh") for line in fence.splitlines()]
    said = [run(*line.removeprefix("detector audit ").split(), cwd=tmp_path)[0] for line in lines]
    assert "nothing was judged" in said[0]
    assert said[1] == said[2]
    assert "results/shards" in said[1]
    assert re.search(r"jsonl +0\.0 +1 +2  docs/examples/pages\.jsonl", said[3])


def test_the_python_example_runs():
    done = subprocess.run(
        [sys.executable, "-c", fences("python")[0]],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "unscored\n"


def test_the_table_names_every_column_in_order():
    table = DOCS.partition("## What an audit leaves behind")[2]
    cells = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    names = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert names == ASSESSMENTS.names


def test_options_that_the_docs_name_are_there():
    shown = CliRunner().invoke(audit, ["--help"]).output
    named = set(re.findall(r"`(--[a-z-]+)", DOCS))
    assert {option for option in named if option not in shown} == set()
