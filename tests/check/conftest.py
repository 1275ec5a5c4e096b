"""A repository in a folder of its own, and the gate called on it as the command line calls it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import click.testing
import pytest

from detector.baseline import Entry, entry_of
from detector.check.cache import Cache
from detector.check.checked import Reported
from detector.check.run import Result, check
from detector.config import load


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("cache"))


@dataclass
class Repository:
    root: Path
    cache: Cache

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def check(self, *, entries: Sequence[Entry] = (), since: str | None = None) -> Result:
        return check([str(self.root)], load(start=self.root), entries=entries, cache=self.cache,
                     since=since, jobs=1)  # fmt: skip

    def new(self, **options: object) -> list[Reported]:
        return [item for file in self.check(**options).files for item in file.new]

    def entries(self) -> list[Entry]:
        return [
            entry_of(item.located, file.assessment.target)
            for file in self.check().files
            for item in file.new
        ]

    def git(self, *arguments: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example",
                   "-c", "init.defaultBranch=main", *arguments]  # fmt: skip
        return subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, text=True
        ).stdout

    def commit(self) -> None:
        if not (self.root / ".git").exists():
            self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change")


@pytest.fixture
def repository(tmp_path: Path, cache: Cache) -> Repository:
    root = tmp_path / "site"
    root.mkdir()
    (root / "detector.toml").write_text("", encoding="utf-8")
    return Repository(root, cache)


@pytest.fixture
def run(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., click.testing.Result]:
    """Call the command line in the repository."""
    from detector.commands.baseline import baseline
    from detector.commands.check import check
    from detector.commands.config import config

    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("DETECTOR_CACHE_DIR", str(repository.cache.place))
    group = click.Group("detector", {"baseline": baseline, "check": check, "config": config})

    def call(*arguments: str, input: str | None = None) -> click.testing.Result:  # noqa: A002
        done = click.testing.CliRunner().invoke(group, arguments, input=input)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return call
