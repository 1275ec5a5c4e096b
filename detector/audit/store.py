"""The folder of an audit: its lock, its records, and which shards are done."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from detector.audit.schema import FAMILIES_FILE, FETCHED, MANIFEST, RUN, SHARDS
from detector.errors import UsageError

LOCK, OWNER = "lock", "owner.json"
UNFINISHED = ".unfinished"
_OURS = frozenset({FAMILIES_FILE, FETCHED, MANIFEST, RUN, SHARDS, LOCK, OWNER})


class StoreError(UsageError):
    """The folder of the audit cannot be written; what is in it stays good."""


class Store:
    """An audit's folder; use it within :func:`locked`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shards = folder / SHARDS
        self.fetched = folder / FETCHED

    def path(self, number: int) -> Path:
        """Return where the file of a shard lies."""
        return self.shards / f"{number:06}.parquet"

    def done(self, count: int) -> set[int]:
        """Return which of the shards 0…count-1 are done."""
        return {number for number in range(count) if self.path(number).is_file()}

    def files(self) -> list[Path]:
        """Return the files of all shards that are done, in order."""
        return sorted(self.shards.glob("[0-9]*.parquet"))

    def read(self, name: str) -> dict[str, Any] | None:
        """Return a record, or None if there is none yet.

        Raises:
            UsageError: it is damaged.
        """
        path = self.folder / name
        try:
            found: dict[str, Any] = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{path} cannot be read ({error}); begin the audit anew with --fresh."
            ) from error
        return found

    def write(self, name: str, record: Mapping[str, Any]) -> None:
        """Write a record, whole or not at all. StoreError if that fails."""
        replace(self.folder / name, encoded(record))

    def prepare(self, *, fresh: bool) -> None:
        """Make the folders, without what a killed run left half done, and without all if fresh.

        Raises:
            UsageError: the folder holds something else than an audit.
            StoreError: it cannot be written.
        """
        refuse_strangers(self.folder, {path.name for path in self.folder.iterdir()})
        try:
            if fresh:
                for name in (
                    MANIFEST,
                    RUN,
                    FAMILIES_FILE,
                ):  # first, so that no half of an audit looks whole
                    (self.folder / name).unlink(missing_ok=True)
                for folder in (self.shards, self.fetched):
                    if folder.exists():
                        shutil.rmtree(folder)
            self.shards.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        self.tidy()

    def tidy(self) -> None:
        """Take away what killed processes left half done. StoreError if that fails."""
        for left in self.shards.glob(f".*{UNFINISHED}"):
            with writing(left):
                left.unlink()


def refuse_strangers(folder: Path | str, names: Set[str]) -> None:
    """Raise UsageError if the names in a folder are those of something else than an audit."""
    strange = names - _OURS
    if strange and RUN not in names:
        raise UsageError(
            f"{folder} holds other files ({min(strange)}) and no audit; choose an empty or new "
            "folder for --out."
        )


@contextmanager
def locked(folder: Path) -> Iterator[Store]:
    """Make the folder if needed and keep other audits out of it while the block runs.

    The system gives the lock back when a process dies, however it dies.

    Raises:
        UsageError: another audit is at work there, the folder holds something else, or it cannot
            be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refuse_strangers(folder, {path.name for path in folder.iterdir()})
        lock = FileLock(folder / LOCK, timeout=0)
        with lock:
            replace(folder / OWNER, json.dumps({"process": os.getpid()}).encode())
            yield Store(folder)
    except Timeout as error:
        raise UsageError(
            f"Another audit (process {_owner(folder)}) is writing into {folder}; wait for it, or "
            "choose another folder for --out."
        ) from error
    except OSError as error:
        if getattr(error, "filename", None) and str(folder) in str(error.filename):
            raise unwritable(folder, error) from error
        raise


def encoded(record: Mapping[str, Any]) -> bytes:
    """Return a record as it is stored: JSON, names that are no Unicode as they are."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "surrogatepass")


def replace(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all. StoreError if that fails."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        settle(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise unwritable(path, error) from error


def settle(folder: Path) -> None:
    """Make the names in a folder last, as fsync makes the content of files last."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(place: Path | str) -> Iterator[None]:
    """Raise StoreError that names the place for every OSError in the block."""
    try:
        yield
    except OSError as error:
        raise unwritable(place, error) from error


def unwritable(path: Path | str, error: OSError) -> StoreError:
    """Return the error for a file or folder of an audit that cannot be written."""
    return StoreError(
        f"{path} cannot be written ({error.strerror or error}); nothing that is done was lost. "
        "Make room or allow writing there, and give the same command again to go on."
    )


def _owner(folder: Path) -> int | str:
    try:
        owner: int = json.loads((folder / OWNER).read_text("utf-8"))["process"]
    except (OSError, ValueError, KeyError):
        return "unknown"
    return owner
