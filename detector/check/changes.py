"""What changed since a git revision: files, lines, and the files as they were."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from detector.errors import UsageError
from detector.page import Page, Unread

HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
NAME = re.compile(rb"^\+\+\+ (.+?)\t?$", re.MULTILINE)
FILE_MODE = b"100"  # of a file, in the words of git; a link or a submodule has another
# Whatever the user's settings and attributes say of how a difference is to be shown.
PLAIN = ("--relative", "--no-color", "--no-ext-diff", "--submodule=short")
LINES = ("--unified=0", "--inter-hunk-context=0", "--text", "--no-textconv", "--no-prefix")


@dataclass(frozen=True, slots=True)
class Changed:
    """The changed lines of a file as (first, last), and the path it had before, if it had one."""

    lines: tuple[tuple[int, int], ...]
    before: str | None


def changed(root: Path, since: str) -> dict[str, Changed]:
    """Return the files changed since a revision, by their path from ``root``.

    What counts is the point where the branch left the revision, as in a pull request. Files that
    git does not know yet are changed from the first line to the last.

    Raises:
        UsageError: git is missing, ``root`` is in no repository, or the revision is unknown.
    """
    base = _base(root, since)
    diff = ("diff", *PLAIN, "--diff-filter=d", "-M", base)
    lines = _lines(_git(root, *diff, *LINES))
    found = {
        name: Changed(lines.get(name, ()), before)
        for name, before in _names(_git(root, *diff, "--raw", "-z").split(b"\x00"))
    }
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split(b"\x00")
    for name in map(_path, filter(None, untracked)):
        if not (root / name).is_symlink():
            found[name] = Changed(((1, 2**31),), None)
    return found


def earlier(
    root: Path, since: str, changes: Mapping[str, Changed], pages: Iterable[Page | Unread]
) -> Iterator[Page]:
    """Yield the changed pages as they were at the revision, under the names they have now."""
    base = _base(root, since)
    for page in pages:
        before = changes[page.target].before
        if before is not None and isinstance(page, Page):
            content = _git(root, "show", f"{base}:./{before}")
            yield Page(page.target, content, page.media_type, page.charset, local=True)


def _base(root: Path, since: str) -> str:
    if since.startswith("-"):
        raise UsageError(f"{since} is no revision; write for example --diff origin/main.")
    if since.endswith("/"):
        raise UsageError(
            f"{since} lacks the name of a branch; on GitHub github.base_ref is set for pull "
            "requests alone (on: pull_request)."
        )
    _git(root, "rev-parse", "--is-inside-work-tree")
    try:
        revision = _git(root, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    except UsageError as error:
        raise UsageError(
            f"git knows no revision {since} here. In CI, fetch it first: a clone of full depth "
            "(fetch-depth: 0) has it."
        ) from error
    try:
        return _git(root, "merge-base", since, "HEAD").decode().strip()
    except UsageError:  # a shallow clone does not know where the branch began
        return revision.decode().strip()


def _git(root: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(root), "-c", "core.quotepath=true", *arguments]
    try:
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    except FileNotFoundError as error:
        raise UsageError("--diff needs git, which is not installed here.") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(
            f"git could not say what changed ({' '.join(said[:1]) or 'no reason given'}); run the "
            "check inside of the repository."
        ) from error


def _names(fields: list[bytes]) -> Iterator[tuple[str, str | None]]:
    """Read ``git diff --raw -z``: modes, hashes and status, then one path, or two for a rename.

    Only files are yielded: what a link leads to is judged where it lies, if it changed there.
    """
    rest = iter(filter(None, fields))
    for facts in rest:
        _, mode, _, _, status = facts.split()
        before = _path(next(rest))
        name = _path(next(rest)) if status[:1] in b"RC" else before
        if mode.startswith(FILE_MODE):
            yield name, None if status in (b"A", b"T") else before


def _path(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _lines(patch: bytes) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return the changed lines of each file in a patch that has no context."""
    found = {}
    for part in re.split(rb"^diff --git ", patch, flags=re.MULTILINE)[1:]:
        head, _, _ = part.partition(b"\n@@ ")
        if name := NAME.search(head):
            found[_path(_unquoted(name[1]))] = tuple(_hunks(part))
    return found


def _unquoted(name: bytes) -> bytes:
    """Undo the quotes around an odd name; their escapes are those of C, and so of Python."""
    return ast.literal_eval(f"b{name.decode()}") if name.startswith(b'"') else name


def _hunks(text: bytes) -> Iterator[tuple[int, int]]:
    for match in HUNK.finditer(text):
        first, count = int(match[1]), int(match[2] or 1)
        yield first, first + max(count, 1) - 1
