"""The files of a check, in sorted order, each named by its path from the root."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from detector.config import Config, patterns
from detector.errors import UsageError
from detector.page import Page, Unread
from detector.sources import SourceOptions, files, media


def pages(targets: Iterable[str], config: Config) -> Iterator[Page | Unread]:
    """Yield each file once; ignore patterns apply below the named folders, not to named files.

    Raises:
        UsageError: a target is an address; a check reads files alone.
    """
    options = SourceOptions()
    paths: dict[str, Path] = {}
    missing: list[Unread] = []
    for target in targets:
        if "://" in target:
            raise UsageError(
                f"{target} is an address; check reads files, so that no network trouble can fail "
                f"it. Use “detector scan {target}”."
            )
        path = Path(target)
        if path.is_dir():
            paths |= {name_of(found, config.root): found for found in _walk(path, config)}
        elif path.exists():
            paths[name_of(path, config.root)] = path
        else:
            missing += [page for page in files.read(target, options) if isinstance(page, Unread)]
    yield from missing
    for name, path in sorted(paths.items()):
        yield from read(path, name)


def read(path: Path, name: str) -> Iterator[Page | Unread]:
    """Yield the page of one file under its name in the repository."""
    for page in files.read(str(path), SourceOptions()):
        if isinstance(page, Unread):
            yield Unread(name, page.error)
        else:
            yield Page(name, page.content, page.media_type, page.charset, local=True)


def name_of(path: Path, root: Path) -> str:
    """Return the path from the root with forward slashes, on every system the same."""
    whole = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    return Path(os.path.relpath(whole, root.resolve())).as_posix()


def _walk(folder: Path, config: Config) -> Iterator[Path]:
    ignored = patterns(config["ignore"])
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and not ignored.match_file(name_of(here / name, config.root) + "/")
        )
        for name in sorted(names):
            path = here / name
            known = path.suffix.lower() in media.SUFFIXES and not name.startswith(".")
            if known and not ignored.match_file(name_of(path, config.root)):
                yield path
