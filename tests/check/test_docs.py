"""What docs/check.md shows works, and what CI systems are given runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from detector.check.codes import gate_codes
from detector.commands.check import FORMATS, check
from detector.config import load
from tests.check.texts import HONEST, SHORT_SPUN, markdown

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
BASH = shutil.which("bash")


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)


def test_the_configuration_of_the_docs_is_valid(repository):
    repository.write("detector.toml", fences("toml")[0])
    config = load(start=repository.root)
    assert config.for_path("blog/a.md")["fail-on"] == "review"
    assert config.below("severity") == {"SPN204": "warning", "TPL": "off"}


def test_the_silences_of_the_docs_have_an_effect(repository):
    text = fences("markdown")[0].replace("…", SHORT_SPUN)
    repository.write("a.md", f"{text}\n{SHORT_SPUN}\n")
    found = [item for item in repository.new() if item.finding.code == "CFG102"]
    assert not found, [item.finding.message for item in found]


def test_every_format_option_and_code_is_documented():
    table = re.search(r"## Formats\n(.*?)\n## ", DOCS, re.DOTALL)
    assert set(re.findall(r"`(\w+)`(?=[^|\n]*\|)", table[1])) >= set(FORMATS)
    for code in gate_codes():
        assert f"| `{code}` |" in DOCS


@pytest.mark.skipif(BASH is None, reason="the action's script wants bash")
@pytest.mark.parametrize(("page", "code"), [(SHORT_SPUN, 1), (markdown(*HONEST), 0)])
@pytest.mark.parametrize("paths", [". docs", "fine.md\ndocs\n"])
def test_the_script_of_the_github_action_runs(repository, page, code, paths):
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = next(step for step in action["runs"]["steps"] if step.get("name") == "Check")
    names = re.findall(r"inputs\.([\w-]+)", str(action["runs"]))
    assert set(names) == set(action["inputs"]), "every input is used, and every one used is there"
    repository.write("docs/a b.md", page)
    repository.write("fine.md", markdown(*HONEST))
    values = {"paths": paths, "sarif": "out.sarif", "fail-on": "flag"}
    environment = {
        name: values.get(re.search(r"inputs\.([\w-]+)", value)[1], "")
        for name, value in step["env"].items()
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [BASH, "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=repository.root, capture_output=True, text=True,
        env={**os.environ, **environment, "PATH": path},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert ("::error file=docs/a b.md" in done.stdout) is bool(code)
    assert (repository.root / "out.sarif").exists()


def test_the_workflow_of_the_docs_runs_where_a_base_is_known():
    workflow = yaml.load(fences("yaml")[1], Loader=yaml.BaseLoader)  # "on" is no truth
    (job,) = workflow["jobs"].values()
    assert "github.base_ref" in job["steps"][-1]["with"]["diff"]
    assert workflow["on"] == "pull_request"
    assert set(job["steps"][-1]["with"]) <= set(
        yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    )


def test_the_gitlab_template_and_the_hook_call_the_command_as_it_is():
    template = yaml.safe_load((ROOT / "templates" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    said = [*template["detector"]["script"], hooks[0]["entry"]]
    options = {option for p in check.params for option in p.opts}
    used = set(re.findall(r"(?<=\s)--[\w-]+", " ".join(said)))
    assert used <= options
    assert {"--diff", "--format", "--exit-zero"} <= {*used, "--diff"}
