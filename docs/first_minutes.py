"""The first five minutes of a newcomer, done and timed: ``python -m docs.first_minutes``.

Clones this repository into a folder of its own, follows the quick start with the tools that a
newcomer has, and writes the times into ``docs/quick-start.md`` and the README, with the load of the
machine, since a busy one makes clocks run long. ``--print`` leaves the pages alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "docs" / "quick-start.md", ROOT / "README.md")
BEGIN, END = "<!-- first minutes -->\n", "<!-- end of first minutes -->"
SPUN = "docs/examples/frozen-shoulder-spun.html"
STEPS = (
    ("get it", f"git clone -q {ROOT} clone", 0),
    ("install it", "cd clone && python3 -m venv .venv && .venv/bin/pip install -q .", 0),
    ("the first flagged page", f"cd clone && .venv/bin/detector scan {SPUN}", 1),
    ("its report for a browser",
     f"cd clone && .venv/bin/detector scan {SPUN} -f html -o report.html --fail-on never", 0),
    ("what a code means", "cd clone && .venv/bin/detector explain SPN201", 0),
    ("a baseline for a folder",
     f"mkdir site && cp clone/{SPUN} site/ && cd site && "
     "../clone/.venv/bin/detector baseline update --baseline b.json", 0),
    ("the gate passes what was there",
     "cd site && ../clone/.venv/bin/detector check --baseline b.json", 0),
    ("the gate fails for what is new",
     "cd site && echo 'Smoking is one of the danger factors for a stiff shoulder.' > new.md && "
     "../clone/.venv/bin/detector check --baseline b.json", 1),
)  # fmt: skip


Row = tuple[str, float, float]


def measured(folder: Path) -> list[Row]:
    """Do the steps in a folder; return the seconds of clock and processors that each took."""
    found = []
    for name, line, code in STEPS:
        started, before = time.perf_counter(), _processors()
        done = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True)  # noqa: S603, S607 — our own lines
        if done.returncode != code:
            sys.exit(f"“{line}” ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        found.append((name, time.perf_counter() - started, _processors() - before))
    return found


def _processors() -> float:
    times = os.times()
    return times.children_user + times.children_system


def table(rows: list[Row], load: float) -> str:
    """Return the times as Markdown."""
    rows = [*rows, ("all", sum(row[1] for row in rows), sum(row[2] for row in rows))]
    lines = [f"| {name} | {clock:.1f} | {processors:.1f} |" for name, clock, processors in rows]
    head = "| step | seconds of the clock | seconds of processors |\n|---|---:|---:|"
    said = f"On {os.cpu_count()} processors, with {load:.0f} other programs wanting them."
    return "\n".join([head, *lines, "", said]) + "\n"


def main() -> None:
    """Measure, and write the table between its marks on both pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", dest="only", help="leave the page alone")
    only = parser.parse_args().only
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        rows = table(measured(Path(folder)), load)
    print(rows)  # noqa: T201 — this is a program
    if not only:
        for page in PAGES:
            text = page.read_text("utf-8")
            head, rest = text.split(BEGIN)[0], text.split(END)[1]
            page.write_text(f"{head}{BEGIN}{rows}{END}{rest}", "utf-8")


if __name__ == "__main__":
    main()
