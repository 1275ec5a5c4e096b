"""The verb itself: exit codes, no network, no heavy import when nothing changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from detector.baseline import load
from tests.check.texts import HONEST, SHORT_SPUN, SPUN, markdown

WARM = """
import sys
from detector.commands.check import check
try:
    check(["."])
except SystemExit as end:
    heavy = {"spacy", "sklearn", "numpy", "trafilatura", "httpx", "bs4"} & set(sys.modules)
    print("heavy:", sorted(heavy), "code:", end.code)
"""


def test_exit_codes(repository, run):
    repository.write("a.md", f"{SHORT_SPUN}\n")
    assert run("check").exit_code == 1
    assert run("check", "--exit-zero").exit_code == 0
    assert run("check", "https://example.org/").exit_code == 2
    assert run("check", "--baseline", "none.json").exit_code == 2
    repository.write("a.md", markdown(*HONEST))
    assert run("check").exit_code == 0
    assert run("check", "a.md", "nothing-there.md").exit_code == 3
    repository.write("b.md", f"{SHORT_SPUN}\n")
    assert run("check", ".", "nothing-there.md").exit_code == 1


def test_fail_on_of_the_command_line(repository, run):
    repository.write("detector.toml", 'severity.SPN = "warning"\nthresholds.spun.flag = 0.0\n'
                     "thresholds.spun.review = 0.0\n")  # fmt: skip
    repository.write("a.md", markdown(SPUN, *HONEST))
    assert run("check").exit_code == 1
    assert run("check", "--fail-on", "never").exit_code == 0


def test_an_address_is_refused_with_the_verb_that_reads_it(repository, run):
    assert "detector scan https://example.org/" in run("check", "https://example.org/").output


def test_output_goes_into_a_file(repository, run):
    repository.write("a.md", f"{SHORT_SPUN}\n")
    done = run("check", "-f", "concise", "-o", "report.txt")
    assert done.exit_code == 1
    assert not done.output
    assert "a.md:1:" in (repository.root / "report.txt").read_text(encoding="utf-8")


def test_a_warm_run_loads_no_model_and_says_the_same(repository):
    repository.write("a.md", markdown(SPUN, *HONEST))
    repository.write("b.html", f"<p>{SHORT_SPUN}</p>")
    command = [sys.executable, "-c", WARM]
    cold, warm = (
        subprocess.run(command, cwd=repository.root, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    *report, _ = cold.stdout.splitlines()
    *again, last = warm.stdout.splitlines()
    assert report == again
    assert last == "heavy: [] code: 1"
    assert (repository.root / ".detector-cache" / ".gitignore").read_text() == "*\n"


def test_a_damaged_cache_is_judged_anew(repository, run, monkeypatch):
    repository.write("a.md", f"{SHORT_SPUN}\n")
    monkeypatch.setenv("DETECTOR_CACHE_DIR", str(repository.root / "cache"))
    first = run("check").output
    for path in (repository.root / "cache").glob("??/*.json"):
        path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    assert run("check").output == first


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a file name")
def test_a_file_name_that_is_no_unicode_is_checked_as_any_other(repository, run):
    name = os.fsdecode(b"caf\xe9.md")
    (repository.root / name).write_text(f"{SHORT_SPUN}\n", encoding="utf-8")
    for _ in range(2):
        done = run("check", "--format", "concise")
        assert done.exit_code == 1
        assert done.output.startswith("caf\\udce9.md:1:")
    run("baseline", "update", "--baseline", "b.json")
    assert [entry.target for entry in load(repository.root / "b.json")] == [name]
    assert run("check", "--baseline", "b.json").exit_code == 0


def test_the_group_knows_its_lazy_verbs(run):
    from importlib import import_module

    from detector.commands.lazy import LazyGroup

    for name, said in LazyGroup.verbs.items():
        command = getattr(import_module(f"detector.commands.{name}"), name)
        assert command.help.partition("\n")[0] == said


def test_the_gate_codes_are_explained():
    from detector.explain import explain, overview

    assert "What it finds" in explain("cfg101")
    assert "PAG101" in overview()


def test_a_pull_request_that_adds_a_spun_paragraph_fails_with_one_annotation(repository, run):
    for number in range(4):
        repository.write(f"old/{number}.md", markdown(SPUN, *HONEST, f"Page {number}."))
        repository.write(f"good/{number}.md", markdown(*HONEST, f"Page {number}."))
    run("baseline", "update", "--baseline", "b.json")
    repository.commit()
    old = run("check", "--baseline", "b.json", "--format", "github")
    assert (old.exit_code, old.output) == (0, "")

    repository.git("checkout", "-q", "-b", "work")
    repository.write("good/2.md", markdown(*HONEST[:3], SPUN, HONEST[3], "Page 2."))
    repository.commit()
    for options in (["--baseline", "b.json"], ["--diff", "main"]):
        done = run("check", *options, "--format", "github")
        assert done.exit_code == 1
        assert len(done.output.splitlines()) == 1
        assert done.output.startswith("::error file=good/2.md,line=13,endLine=13,")


def test_code_hosts_are_told_paths_from_the_root_of_the_repository(repository, run, monkeypatch):
    import json

    repository.git("init", "-q")
    repository.write("docs/detector.toml", "")
    repository.write("docs/de/a.md", f"{SHORT_SPUN}\n")
    repository.write("docs/de/b.md", "%PDF-1.4 not a text")
    monkeypatch.chdir(repository.root / "docs")
    lines = run("check", "--format", "github").output.splitlines()
    assert [line.partition("::")[2].split()[1].partition(",")[0].partition("::")[0]
            for line in lines] == ["file=docs/de/a.md", "file=docs/de/b.md"]  # fmt: skip
    issues = json.loads(run("check", "--format", "gitlab").output)
    assert [issue["location"]["path"] for issue in issues] == ["docs/de/a.md"]
    sarif = run("check", "--format", "sarif").output
    assert sorted(re.findall(r'"uri": "(.*?)"', sarif)) == ["docs/de/a.md", "docs/de/b.md"]
    junit = run("check", "--format", "junit").output
    assert set(re.findall(r' file="(.*?)"', junit)) == {"docs/de/a.md", "docs/de/b.md"}
    assert run("check", "--format", "concise").output.startswith("de/a.md:1:")


def test_json_of_a_real_run_is_schema_version_1(repository, run):
    import json

    import jsonschema

    from detector import schema

    repository.write("a.md", markdown(SPUN, SPUN, *HONEST) + "\n<!-- detector: ignore X -->\n")
    repository.write("b.html", f"<p>{SHORT_SPUN}</p>")
    repository.write("c.txt", f"{SHORT_SPUN}\r\n")
    data = json.loads(run("check", "--format", "json").output)
    for assessment in data:
        jsonschema.validate(assessment, schema())
    assert [assessment["target"] for assessment in data] == ["a.md", "b.html", "c.txt"]
    assert "CFG102" in {finding["code"] for finding in data[0]["findings"]}
    assert [(f["line"], f["column"]) for f in data[1]["findings"]] == [(1, 26)]
