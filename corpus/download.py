"""Fetching the public original of a set.

    python -m corpus.download health/medquad --to originals/

This gets the repository that the manifest names, at its commit, and stops there: the packed files
of the mirror were cut from such repositories by hand, and their checksums belong to that work.
Whoever has no mirror rebuilds a set from here, writes one JSON object a line (id, text, label, and
title, url, topic where known), and puts the new checksum into the manifest.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import click

from corpus.errors import CorpusError
from corpus.manifest import Source, manifest

HOST = "https://github.com"
_ORIGIN = re.compile(r"^([\w.-]+/[\w.-]+)@([0-9a-f]{7,40})")


def origin(source: Source) -> tuple[str, str]:
    """Split an origin into repository and commit.

    Raises CorpusError when the manifest names none, so that the set can only be had by hand.
    """
    found = _ORIGIN.match(source.origin)
    if found is None:
        raise CorpusError(f"{source.name} has no public repository: {source.origin}.")
    return found[1], found[2]


def fetch(source: Source, folder: Path, host: str = HOST) -> Path:
    """Clone the original of a set into `folder` and check its commit out.

    Raises CorpusError when git is missing or the repository cannot be had.
    """
    repository, commit = origin(source)
    target = folder / source.name.replace("/", "-")
    git = shutil.which("git")
    if git is None:
        raise CorpusError("git is not installed: install it to fetch originals.")
    steps = [
        [git, "clone", "--no-checkout", "--filter=blob:none", f"{host}/{repository}", str(target)],
        [git, "-C", str(target), "checkout", "--quiet", commit],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise CorpusError(f"git could not fetch {repository}@{commit}: {done.stderr.strip()}")
    return target


def main() -> None:
    """Fetch the originals of the named sets."""
    parser = argparse.ArgumentParser(description="Fetch the public originals of sets.")
    parser.add_argument("names", nargs="+", metavar="NAME", help="a set of the manifest")
    parser.add_argument("--to", type=Path, required=True, help="folder for the repositories")
    arguments = parser.parse_args()
    for name in arguments.names:
        if name not in manifest():
            raise SystemExit(f"The manifest has no set named {name}: correct the name.")
        click.echo(f"{name}: {fetch(manifest()[name], arguments.to)}")


if __name__ == "__main__":
    main()
