"""What is named on the command line, before it is looked into."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from detector.errors import NotFoundError
from detector.sources.addresses import is_address, is_list


def spelled(target: str) -> str:
    """Return a target as it is named in results: ``./crawl/`` is ``crawl``."""
    return target if not target or "://" in target else str(Path(target))


def refuse_missing(targets: Iterable[str]) -> None:
    """Raise NotFoundError for what is neither an address nor there."""
    for target in targets:
        if not is_address(target) and not (target and Path(target).exists()):
            raise NotFoundError(f"There is no file or folder {target or '“”'}; check the path.")


def needs_fetching(target: str) -> bool:
    """Whether a target is an address, or a file that lists some."""
    return is_address(target) or (Path(target).is_file() and is_list(Path(target)))


def is_part(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a page or folder lies in a folder that is named too, and is read with it."""
    for folder in folders:
        if path != folder and path.is_relative_to(folder):
            inner = [path, *path.parents][: len(path.relative_to(folder).parts)]
            if not any(one.name.startswith(".") or _leads_away(one) for one in inner):
                return True
    return False


def _leads_away(path: Path) -> bool:
    return path.is_symlink() and path.is_dir()
