"""The wheel holds what scanning needs, and nothing of what only builders run."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.processes import LEAN, MAIN
from tests.texts import CLEAN, SPUN

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(
    find_spec("hatchling") is None, reason="hatchling is not installed; install the extra “dev”"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_is_pure_python(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")


def test_it_holds_code_data_schema_types_and_models(names):
    package = ROOT / "detector"
    suffixes = {".py", ".csv", ".json", ".typed", ".html", ".css", ".js"}
    files = [p for p in package.rglob("*") if p.suffix in suffixes or p.name == "py.typed"]
    assert {str(p.relative_to(ROOT)) for p in files if "__pycache__" not in p.parts} <= names
    models = [p.name for p in (ROOT / "models" / "artefacts").iterdir() if p.is_file()]
    assert {"page-spun.json", "page-stuffed.json"} <= set(models)
    assert {f"detector/_models/{name}" for name in models} <= names


def test_it_holds_nothing_of_the_builders(names):
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"detector"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_it_names_the_command_and_the_licence(wheel, names):
    (metadata,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        assert "detector = detector.cli:main" in archive.read(metadata).decode()
    with zipfile.ZipFile(wheel) as archive:
        notices = [archive.read(n).decode() for n in names if n.endswith("licenses/NOTICE")]
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in "".join(notices)


def test_it_is_small_enough_to_download(wheel):
    assert wheel.stat().st_size < 100_000_000


def scan(folder: Path, *targets: Path) -> subprocess.CompletedProcess[str]:
    """Scan with the unpacked wheel alone, away from the source."""
    code = f"{LEAN}\nimport detector.artefacts as a; print(a.folder())\n{MAIN}"
    return subprocess.run(
        [sys.executable, "-P", "-c", code, "scan", *map(str, targets)],
        cwd=folder.parent, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip


def test_it_finds_its_own_models(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = scan(tmp_path, CLEAN, SPUN)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[0] == str(tmp_path / "detector" / "_models")
    assert "1 pass, 1 flag" in done.stdout


def test_a_damaged_installation_is_no_fault_of_the_page(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "detector" / "_models" / "page-spun.json").unlink()
    done = scan(tmp_path, CLEAN)
    assert done.returncode == 2
    assert done.stderr == (
        "detector: The model file page-spun.json is missing; install detector again.\n"
    )
