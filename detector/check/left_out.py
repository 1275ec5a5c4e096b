"""What a check of a folder leaves out: ignored paths, hidden ones, and our own reports."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from detector.config import Config, repository
from detector.config_keys import patterns
from detector.sources import media

REPORT = b'<meta name="generator" content="detector '
HEAD = 4096  # bytes; the mark of our own reports stands within them


class LeftOut:
    """What is left out below one folder."""

    def __init__(self, folder: Path, config: Config) -> None:
        self.root = config.root
        self.patterns = patterns(config["ignore"])
        self.by_git = _ignored_by_git(folder.resolve(), self.root)

    def folder(self, path: Path) -> bool:
        """Whether a folder is left out, and all that lies in it."""
        name = name_of(path, self.root) + "/"
        return path.name.startswith(".") or name in self.by_git or self.patterns.match_file(name)

    def file(self, path: Path) -> bool:
        """Whether a file is left out."""
        name = name_of(path, self.root)
        if path.name.startswith(".") or name in self.by_git or self.patterns.match_file(name):
            return True
        return media.of_suffix(path) == media.HTML and _is_report(path)


def name_of(path: Path, root: Path) -> str:
    """Return the path from the root with forward slashes, on every system the same."""
    whole = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    return Path(os.path.relpath(whole, root.resolve())).as_posix()


def _ignored_by_git(folder: Path, root: Path) -> frozenset[str]:
    """Return the names of what git ignores, folders with a slash at the end; none without git."""
    top = repository(folder)
    what = ("--others", "--ignored", "--exclude-standard", "--directory", "-z")
    command = ["git", "-C", str(top), "ls-files", *what]
    try:
        listed = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return frozenset()
    whole = root.resolve()
    names = (os.fsdecode(name) for name in listed.split(b"\x00") if name)
    return frozenset(
        Path(os.path.relpath(top / name, whole)).as_posix() + "/" * name.endswith("/")
        for name in names
    )


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return REPORT in file.read(HEAD)
    except OSError:  # reading it tells why
        return False
