"""The folder of an audit somewhere else: an object store or any file system that has a URL.

Addresses that pyarrow knows (``s3://``, ``gs://``, ``abfs://``, ``hdfs://``) are its own affair,
credentials and options in the query included; all others are fsspec's. There is no lock: two audits
in one place do the work twice, which harms nobody, because equal shards are equal bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import fs

from detector.audit.schema import FAMILIES_FILE, MANIFEST, RUN, SHARDS
from detector.audit.shard import Effort, write
from detector.audit.store import UNFINISHED, Store, encoded, locked, refuse_strangers, writing
from detector.errors import UsageError

# stores in which a file appears whole when its one PUT ends, and where renaming is copying
OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"})


@dataclass(frozen=True, slots=True)
class Remote:
    """The file ``name`` of the audit at ``url``."""

    url: str
    name: str

    def write(self, content: bytes) -> None:
        """Write the file, whole or not at all. StoreError if that fails."""
        files, base = _reached(self.url)
        path = f"{base}/{self.name}"
        with writing(shown(self.url)):
            if self.url.partition("://")[0] in OBJECTS:
                _put(files, path, content)
                return
            folder, _, name = path.rpartition("/")
            files.create_dir(folder)
            _put(files, f"{folder}/.{name}{UNFINISHED}", content)
            files.move(f"{folder}/.{name}{UNFINISHED}", path)


class RemoteStore:
    """An audit's folder at a URL; what :class:`detector.audit.store.Store` is to a local one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._base = _reached(url)

    def path(self, number: int) -> Remote:
        """Return where the file of a shard lies."""
        return Remote(self.url, f"{SHARDS}/{number:06}.parquet")

    def done(self, count: int) -> set[int]:
        """Return which of the shards 0…count-1 are done."""
        return {int(Path(path).stem) for path in self._shards()} & {*range(count)}

    def files(self) -> Iterator[pa.NativeFile]:
        """Open the files of all shards that are done, in order."""
        for path in self._shards():
            with self._files.open_input_file(path) as file:
                yield file

    def read(self, name: str) -> dict[str, Any] | None:
        """Return a record, or None if there is none yet. UsageError if it is damaged."""
        try:
            with self._files.open_input_file(f"{self._base}/{name}") as file:
                found: dict[str, Any] = json.loads(file.read())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise UsageError(
                f"{name} in {shown(self.url)} cannot be read ({error}); begin the audit anew with "
                "--fresh."
            ) from error
        return found

    def write(self, name: str, record: Mapping[str, Any]) -> None:
        """Write a record, whole or not at all. StoreError if that fails."""
        Remote(self.url, name).write(encoded(record))

    def prepare(self, *, fresh: bool) -> None:
        """Take away all that is there if ``fresh``.

        Raises:
            UsageError: something else than an audit lies there.
            StoreError: it cannot be reached or written.
        """
        with writing(shown(self.url)):
            there = {Path(path).name for path in self._paths(self._base)}
            refuse_strangers(shown(self.url), there)
            if fresh:
                # these first, so that no half of an audit looks whole
                for name in (MANIFEST, RUN, FAMILIES_FILE):
                    if name in there:
                        self._files.delete_file(f"{self._base}/{name}")
                for path in self._shards():
                    self._files.delete_file(path)

    def tidy(self) -> None:
        """Take away what killed processes left half done; objects are whole or not there."""
        for path in self._paths(f"{self._base}/{SHARDS}"):
            if path.endswith(UNFINISHED):
                with writing(shown(self.url)):
                    self._files.delete_file(path)

    def _shards(self) -> list[str]:
        paths = self._paths(f"{self._base}/{SHARDS}")
        return sorted(path for path in paths if re.fullmatch(r".*/\d+\.parquet", path))

    def _paths(self, folder: str) -> list[str]:
        found = self._files.get_file_info(fs.FileSelector(folder, allow_not_found=True))
        return [one.path for one in found]


def store_at(out: Path | str) -> Store | RemoteStore:
    """Return the store at a path or URL, to be read."""
    return RemoteStore(out) if isinstance(out, str) else Store(out)


@contextmanager
def opened(out: Path | str) -> Iterator[Store | RemoteStore]:
    """Open the store of an audit: a local folder, locked, or one at a URL. Raises as ``locked``."""
    if isinstance(out, str):
        yield RemoteStore(out)
        return
    with locked(out) as store:
        yield store


def save(rows: Iterator[pa.RecordBatch], place: Path | Remote, effort: Effort) -> None:
    """Write the file of a shard, by the same code wherever it goes. Raises as ``write``."""
    if isinstance(place, Path):
        write(rows, place, effort)
        return
    with tempfile.TemporaryDirectory(prefix="detector-") as folder:
        path = Path(folder) / "shard.parquet"
        write(rows, path, effort)
        place.write(path.read_bytes())


def shown(url: str) -> str:
    """Return a URL without the credentials and options that it may hold."""
    return re.sub(r"//[^/@]*@", "//", url.partition("?")[0])


@cache
def _reached(url: str) -> tuple[fs.FileSystem, str]:
    """Return the file system of a URL and the path in it."""
    try:
        with writing(shown(url)):
            files, path = fs.FileSystem.from_uri(url)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        files, path = _by_fsspec(url)
    return files, path.rstrip("/")


def _by_fsspec(url: str) -> tuple[fs.FileSystem, str]:
    try:
        from fsspec.core import url_to_fs

        files, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"There is no way to {shown(url)} ({error}); correct --out, or install what reaches "
            "it: pip install fsspec and what the error names."
        ) from error
    return fs.PyFileSystem(fs.FSSpecHandler(files)), path


def _put(files: fs.FileSystem, path: str, content: bytes) -> None:
    with files.open_output_stream(path) as file:
        file.write(content)
