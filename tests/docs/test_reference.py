"""Every command, option and code is documented, and the site is built without a complaint."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from detector.check.codes import known
from detector.cli import main
from detector.criteria import criteria
from docs.reference import pages, walk
from tests.docs.examples import ROOT, TEXTS

COMMANDS = dict(walk(main, "detector"))
GROUPS = ["detector", *{name.rpartition(" ")[0] for name in COMMANDS if name.count(" ") > 1}]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_with_its_meaning(name):
    page = pages()["commands.md"].partition(f"## `{name}`\n")[2].partition("\n## ")[0]
    assert page, f"{name} is not in the reference"
    for param in COMMANDS[name].params:
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts[0]} has no help"
            heads = re.findall(r"^\| `([^`]*)` \| \S", page, re.MULTILINE)
            found = [head for head in heads if param.opts[-1] in re.split(r"[ ,]+", head)]
            assert found, f"{param.opts[-1]} of {name} is not in the reference"


@pytest.mark.parametrize("name", [*COMMANDS, *GROUPS])
def test_help_shows_examples(name):
    from click.testing import CliRunner

    shown = CliRunner().invoke(main, [*name.split()[1:], "--help"]).output
    assert re.search(rf"Examples:\n +{name} ?", shown), shown
    for line in re.findall(r"^ +(detector .*)", shown.partition("Examples:")[2], re.MULTILINE):
        assert re.match(r"detector (" + "|".join(n.partition(" ")[2] for n in COMMANDS) + ")", line)


def test_every_verb_is_shown_in_a_text_written_by_hand():
    text = "\n".join(path.read_text("utf-8") for path in TEXTS)
    for name in COMMANDS:
        assert name in text, f"no text shows {name}"


def test_every_code_has_its_documentation():
    text = "\n".join(t for name, t in pages().items() if name.startswith("codes/"))
    for code in (*known(), *criteria()):
        assert f"{{#{code.lower()}}}" in text
        assert f"#{code.lower()})" in pages()["codes/index.md"]


def test_every_property_of_the_schema_is_in_its_page():
    from detector import schema

    for name in schema()["properties"]:
        assert f"| `{name}` |" in pages()["schema.md"]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    if not all(importlib.util.find_spec(name) for name in ("mkdocs", "material")):
        pytest.skip("the site needs the extra “docs”: pip install -e '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def test_the_site_is_whole(site):
    for name in ("index", "quick-start", "commands", "codes/SPN2xx", "schema", "models/page"):
        assert (site / f"{name}.html").is_file()
    assert not list(site.rglob("*.py"))


def test_the_site_loads_nothing_from_elsewhere(site):
    loading = re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\ssrc=\"(?:https?:)?//|"
        r"<link\b(?![^>]*rel=\"?canonical)[^>]*\shref=\"(?:https?:)?//|fonts\.g|google-analytics"
    )
    for page in site.rglob("*.html"):
        assert not loading.search(page.read_text("utf-8")), page
