"""The files of a check, in sorted order, each named by its path from the root."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from detector.check.left_out import LeftOut, name_of
from detector.config import Config
from detector.config_keys import patterns
from detector.errors import UsageError
from detector.page import Page, Unread
from detector.sources import SourceOptions, files, media


def pages(targets: Iterable[str], config: Config) -> Iterator[Page | Unread]:
    """Yield each file once; what is ignored is left out of the named folders, but not if named.

    Raises:
        UsageError: a target is an address; a check reads files alone.
    """
    targets = tuple(targets)
    for target in targets:
        if "://" in target:
            raise UsageError(
                f"{target} is an address; check reads files, so that no network trouble can fail "
                f"it. Use “detector scan {target}”."
            )
    for target in targets:
        if not Path(target).exists():
            yield from files.read(target, SourceOptions())
    for name, path in sorted(named(targets, config).items()):
        yield from read(path, name)


def named(targets: Iterable[str], config: Config) -> dict[str, Path]:
    """Return the files of the targets by their name in the repository, each once."""
    paths: dict[str, Path] = {}
    for path in map(Path, targets):
        if path.is_dir():
            paths |= {name_of(found, config.root): found for found in _walk(path, config)}
        elif path.exists():
            paths[name_of(path, config.root)] = path
    return paths


def read(path: Path, name: str) -> Iterator[Page | Unread]:
    """Yield the page of one file under its name in the repository."""
    for page in files.read(str(path), SourceOptions()):
        if isinstance(page, Unread):
            yield Unread(name, page.error)
        else:
            yield Page(name, page.content, page.media_type, page.charset, local=True)


def not_ignored(targets: Iterable[str], config: Config) -> tuple[str, ...]:
    """Return the targets without the files that ignore patterns match, though they are named."""
    ignored = patterns(config["ignore"])
    return tuple(
        target
        for target in targets
        if Path(target).is_dir() or not ignored.match_file(name_of(Path(target), config.root))
    )


def _walk(folder: Path, config: Config) -> Iterator[Path]:
    left_out = LeftOut(folder, config)
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not left_out.folder(here / name))
        for name in sorted(names):
            path = here / name
            known = path.suffix.lower() in media.TEXTS and path.is_file()
            if known and not left_out.file(path):
                yield path
