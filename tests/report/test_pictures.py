"""The README's pictures of the report are there, small, and as large as the program makes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PROGRAM = (ROOT / "docs" / "screenshots.py").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_shown_and_small(scheme):
    name = f"docs/images/report-{scheme}.png"
    assert f'"{name}"' in README
    data = (ROOT / name).read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    assert len(data) < 200_000
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert re.search(rf"WIDTH, HEIGHT = {width}, {height}\n", PROGRAM)
