"""A whole check: read, judge what the cache does not know, apply the settings, sum up."""

from __future__ import annotations

import os
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from detector.assessment import Assessment, Reason, Verdict
from detector.baseline import Entry, entry_of, moved
from detector.check.cache import Cache, key_of
from detector.check.checked import Change, Checked, Reported, Status
from detector.check.evidence import PAGE, settled
from detector.check.files import pages
from detector.check.gate import apply
from detector.check.record import Record
from detector.config import FILE, Config
from detector.page import Page, Unread
from detector.report.output import ticking

ALONE = 12  # pages; fewer are judged sooner than a second process has loaded its models
CHUNK = 4


@dataclass(frozen=True, slots=True)
class Result:
    """A check of several files; ``stale`` are the baseline's entries that fit nothing any more.

    ``folder`` is where the root of the configuration lies in the repository, and ``configuration``
    the file in force, or the one to write.
    """

    files: tuple[Checked, ...]
    stale: tuple[Entry, ...] = ()
    folder: str = ""
    configuration: str = FILE

    @property
    def fails(self) -> bool:
        """Whether the gate fails."""
        return any(file.fails for file in self.files)

    def assessments(self) -> Iterator[Assessment]:
        """Yield the assessments with their new findings; the verdict says what PAG101 says."""
        for file in self.files:
            findings = tuple(i.finding for i in file.new if i.finding.code != PAGE)
            yield replace(file.assessment, findings=findings)

    def in_repository(self, target: str) -> str:
        """Return the path of a file from the root of the repository, as code hosts want it."""
        return posixpath.normpath(posixpath.join(self.folder, target))

    @property
    def unread(self) -> tuple[Checked, ...]:
        """The files that could not be read."""
        return tuple(f for f in self.files if f.assessment.reason is Reason.UNREADABLE)


def check(
    targets: Iterable[str],
    config: Config,
    *,
    entries: Sequence[Entry] = (),
    cache: Cache | None = None,
    since: str | None = None,
    jobs: int = 0,
) -> Result:
    """Check files and folders under the settings; the same input gives the same Result.

    ``since`` is a git revision: only files changed since then are judged, and only findings on
    changed lines are new. ``jobs`` is the number of processes, 0 for one a processor.

    Raises:
        UsageError: a target is an address, or git does not know the revision.
        ModelError: the installation is at fault.
    """
    cache = cache or Cache(None)
    found = list(pages(targets, config))
    changes: dict[str, Change] | None = None
    if since is not None:
        from detector.check.changes import changed, earlier

        lines = changed(config.root, since)
        found = [page for page in found if page.target in lines]
        before = records(earlier(config.root, since, lines, found), config, cache, jobs)
        changes = {
            target: Change(change.lines, _findings(before.get(target), config.for_path(target)))
            for target, change in lines.items()
        }
    known = records((page for page in found if isinstance(page, Page)), config, cache, jobs)
    by_target: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_target[entry.target].append(entry)
    files = []
    for page in found:
        record = known[page.target] if isinstance(page, Page) else _unread(page)
        change = (changes or {}).get(page.target) if since is not None else None
        settings = config.for_path(page.target)
        files.append(apply(record, settings, by_target.pop(page.target, ()), change))
    cache.tidy()
    read = [file for file in files if file.assessment.reason is not Reason.UNREADABLE]
    leftover = tuple(entry for file in read for entry in file.leftover)
    name = config.file.name if config.file else FILE
    result = Result(tuple(files), leftover, config.folder, name)
    return _followed(result, [e for left in by_target.values() for e in left], targets, config,
                     whole=since is None)  # fmt: skip


def records(found: Iterable[Page], config: Config, cache: Cache, jobs: int) -> dict[str, Record]:
    """Return the Record of every page by its target, from the cache where it is known."""
    known: dict[str, Record] = {}
    missing: list[tuple[str, Page, tuple[str, ...]]] = []
    for page in found:
        accepted = config.for_path(page.target)["accept"]
        key = key_of(page, accepted)
        record = cache.get(key)
        if record is None:
            missing.append((key, page, accepted))
        else:
            known[page.target] = record
    fresh = _judged([page for _, page, _ in missing], [terms for *_, terms in missing], jobs)
    judged = ticking(fresh, len(missing)) if missing else ()
    for (key, page, _), record in zip(missing, judged, strict=True):
        cache.put(key, record)
        known[page.target] = record
    return known


def _judged(
    found: Sequence[Page], accepted: Sequence[tuple[str, ...]], jobs: int
) -> Iterator[Record]:
    if not found:
        return
    from detector.check.judge import judge

    workers = jobs or min(len(os.sched_getaffinity(0)) if _linux() else os.cpu_count() or 1, 8)
    if workers == 1 or len(found) < ALONE:
        yield from map(judge, found, accepted)
        return
    with ProcessPoolExecutor(min(workers, len(found))) as pool:
        yield from pool.map(judge, found, accepted, chunksize=CHUNK)


def _linux() -> bool:
    return hasattr(os, "sched_getaffinity")


def _unread(page: Unread) -> Record:
    return Record(
        Assessment(page.target, Verdict.UNSCORED, reason=Reason.UNREADABLE, error=page.error)
    )


def _findings(record: Record | None, config: Config) -> tuple[Entry, ...]:
    """Return what the earlier version of a file already had, as entries."""
    if record is None:
        return ()
    checked = apply(record, config)
    return tuple(entry_of(item.located, record.assessment.target) for item in checked.reported)


def _followed(
    result: Result, elsewhere: list[Entry], targets: Iterable[str], config: Config, *, whole: bool
) -> Result:
    """Let entries accept their findings where these moved into other files; find stale ones.

    What an entry of a file that is still there saw of the page as a whole moves nowhere.
    """
    loose = [entry for entry in result.stale if entry.context]
    loose += [entry for entry in elsewhere if not (config.root / entry.target).exists()]
    fresh = [[item.located for item in file.new] for file in result.files]
    found = moved(loose, fresh)
    used = {entry.identity for entry in found.values()}
    files = tuple(_known(file, found) for file in result.files)
    if not whole:
        return replace(result, files=files, stale=())
    gone = [entry for entry in elsewhere if _gone(entry, targets, config)]
    stale = [e for e in (*result.stale, *gone) if e.identity not in used]
    ranked = sorted(stale, key=lambda e: (e.target, e.code, e.found))
    return replace(result, files=files, stale=tuple(ranked))


def _known(file: Checked, found: Mapping[str, Entry]) -> Checked:
    def follow(item: Reported) -> Reported:
        entry = found.get(item.finding.identity)
        if item.status is not Status.NEW or entry is None:
            return item
        return replace(item, status=Status.KNOWN, fails=False, reason=entry.reason, entry=entry)

    return replace(file, reported=settled([follow(item) for item in file.reported]))


def _gone(entry: Entry, targets: Iterable[str], config: Config) -> bool:
    """Whether the file of an entry is no more, and would have been looked at if it were."""
    path = (config.root / entry.target).resolve()
    return not path.exists() and any(
        path.is_relative_to(Path(target).resolve()) for target in targets
    )
