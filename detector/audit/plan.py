"""The plan of an audit: its sources as they are now, and the shards that they are cut into.

It depends on the content of the sources and the options alone, never on the number of workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from detector.audit.options import AuditOptions
from detector.audit.schema import FETCHED
from detector.audit.targets import is_part, needs_fetching, refuse_missing
from detector.errors import SourceError, UsageError
from detector.sources import folder_slices, media
from detector.sources.codings import DAMAGE
from detector.sources.lost_slices import lost
from detector.sources.slices import Columns, Slice, SliceOptions, cut, kind_of, read

ADDRESSES = "addresses"  # the kind of a list of pages to fetch
HEAD = 64 * 1024  # bytes of a source that are hashed


@dataclass(frozen=True, slots=True)
class Source:
    """What tells whether a source has changed; ``size`` in bytes, ``modified`` in nanoseconds.

    Of a folder they are the sum over its pages, the latest, and the hash of all names and sizes.
    """

    name: str
    kind: str
    path: str
    size: int
    modified: int
    head: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All sources in the order of the command line, and all shards in the order of the sources."""

    sources: tuple[Source, ...]
    shards: tuple[Slice, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the manifest."""
        return {
            "schema": "detector-audit/1",
            "sources": [asdict(source) for source in self.sources],
            "shards": [_without_defaults(piece) for piece in self.shards],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Plan:
        """Return the plan that a manifest holds. UsageError if it is none."""
        try:
            sources = tuple(Source(**source) for source in data["sources"])
            return cls(sources, tuple(_slice(piece) for piece in data["shards"]))
        except (KeyError, TypeError) as error:
            raise UsageError(
                f"The manifest is of another version or damaged ({error}); begin the audit anew "
                "with --fresh."
            ) from error


def plan(targets: Iterable[str], options: AuditOptions) -> Plan:
    """Cut files and folders into shards.

    Raises:
        NotFoundError: a named source is not there.
        UsageError: the options do not fit a named source, or it is nothing that is read.
    """
    sources: list[Source] = []
    shards: list[Slice] = []
    seen: set[tuple[Path, str]] = set()  # what is named twice is judged once
    targets = list(targets)
    folders = [Path(target).absolute() for target in targets if Path(target).is_dir()]
    for target in targets:
        for path, kind, named in _found(target):
            place = path.absolute()
            if (place, kind) in seen or (kind == "folder" and is_part(place, folders)):
                continue
            seen.add((place, kind))
            source = _source(path, kind, shards, strict=named)
            sources.append(source)
            if source.head and kind != ADDRESSES:  # the pages of a list are recorded first
                shards.extend(_cut(source, options.slices, strict=named))
    if options.limit is not None:
        shards = list(_limited(shards, options.limit, options.slices))
    return Plan(tuple(sources), tuple(shards))


def with_recordings(made: Plan, found: Iterable[Path], options: AuditOptions) -> Plan:
    """Add recordings of fetched pages to a plan, named without the folder that they lie in."""
    sources, shards = list(made.sources), list(made.shards)
    for path in found:
        source = replace(source_of(path, "warc"), name=f"{FETCHED}/{path.name}")
        sources.append(source)
        shards.extend(_cut(source, options.slices, strict=True))
    if options.limit is not None:
        shards = list(_limited(shards, options.limit, options.slices))
    return Plan(tuple(sources), tuple(shards))


def source_of(path: Path, kind: str) -> Source:
    """Return what a source is now. FileNotFoundError if it is gone."""
    facts = path.stat()
    if path.is_dir():
        digest = hashlib.sha256()
        size = modified = 0
        for page in folder_slices.pages(path):
            each = page.stat()
            name = page.relative_to(path).as_posix()
            digest.update(f"{name}\0{each.st_size}\0".encode("utf-8", "surrogatepass"))
            size, modified = size + each.st_size, max(modified, each.st_mtime_ns)
    else:
        with path.open("rb") as file:
            digest = hashlib.sha256(file.read(HEAD))
        size, modified = facts.st_size, facts.st_mtime_ns
    return Source(str(path), kind, str(path), size, modified, digest.hexdigest())


def _source(path: Path, kind: str, shards: list[Slice], *, strict: bool) -> Source:
    """Return what a source is; one within a folder that cannot be opened gets a shard to say so."""
    try:
        return source_of(path, kind)
    except OSError as error:
        if strict:
            raise UsageError(
                f"{path} cannot be read ({error.strerror or error}); allow reading it."
            ) from error
        shards.append(lost(path, str(path), error))
        return Source(str(path), kind, str(path), 0, 0, "")


def _found(target: str) -> Iterator[tuple[Path, str, bool]]:
    """Yield path, kind, and whether it was named itself, of a target and all that it holds."""
    refuse_missing([target])
    path = Path(target)
    if needs_fetching(target):
        yield path, ADDRESSES, True
        return
    if path.is_dir():
        yield path, "folder", True
        for inner in folder_slices.sources(path):
            yield inner, kind_of(inner) or "folder", False
        return
    kind = kind_of(path)
    if kind is None and path.suffix.lower() not in media.SUFFIXES:
        raise UsageError(
            f"{target} is named as nothing that an audit reads; it reads WARC, WET, WACZ, zip, "
            "tar, Parquet, JSON Lines, CSV, HTML, Markdown, text and Word files, and folders of "
            "them."
        )
    yield path, kind or "folder", True


def _cut(source: Source, options: SliceOptions, *, strict: bool) -> Iterator[Slice]:
    """Yield the shards of a source; one that cannot be cut is reported by a shard of its own."""
    path = Path(source.path)
    try:
        yield from cut(source.kind, path, source.name, options)
    except UsageError as error:
        if strict:
            raise
        yield lost(path, source.name, error)
    except (SourceError, *DAMAGE) as error:
        yield lost(path, source.name, error)
    except Exception as error:
        if strict:
            raise
        yield lost(path, source.name, error)  # a fault of ours costs one file of a folder


def _limited(shards: Iterable[Slice], limit: int, options: SliceOptions) -> Iterator[Slice]:
    """Yield shards until they hold ``limit`` pages, which takes reading them."""
    for piece in shards:
        if limit <= 0:
            return
        count = sum(1 for _ in zip(range(limit), read(piece, options), strict=False))
        yield replace(piece, limit=count)
        limit -= count


def _without_defaults(piece: Slice) -> dict[str, Any]:
    data = asdict(piece)
    return {
        field.name: data[field.name]
        for field in fields(piece)
        if data[field.name] not in (None, ())
    }


def _slice(data: dict[str, Any]) -> Slice:
    columns = Columns(**data["columns"]) if "columns" in data else None
    return Slice(**data | {"names": tuple(data.get("names", ())), "columns": columns})
