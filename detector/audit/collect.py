"""Pages of the web, fetched before an audit judges them: one recording a host, hosts side by side.

Within a host pages are fetched one after the other, as politely as ``scan`` does it. A recording
holds what was had and why the rest was not, so a run that goes on asks for no page twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace as changed
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple

from detector import urls
from detector.audit.store import Store, replace, unwritable
from detector.errors import SourceError, UsageError
from detector.page import Unread
from detector.sources import warc
from detector.sources.addresses import DEEPEST, entries, is_address, leads_on
from detector.sources.gzipped import Member, State, members
from detector.sources.options import SourceOptions
from detector.sources.printable import printable
from detector.sources.record import Recorder
from detector.sources.web import Web

ADDRESSES = "addresses.txt"
HOSTS = 16  # that are asked at the same time


class Entry(NamedTuple):
    """What a list names: an address, or something else and what is wrong with it."""

    address: str
    error: str = ""

    def __str__(self) -> str:
        """Return the line that it is kept as."""
        return "\t".join(printable(part) for part in self if part)


Tell = Callable[[int, int], None]


def collect(
    targets: Iterable[str],
    store: Store,
    options: SourceOptions,
    tell: Tell,
    *,
    limit: int | None = None,
) -> None:
    """Fetch the pages of addresses and lists into ``store.fetched``, the first ``limit`` of them.

    ``tell`` hears how many are done, and of how many, from any thread.

    Raises:
        UsageError: a list cannot be had or names no page.
        StoreError: a recording cannot be written.
    """
    options = changed(options, cached=False, record=None)
    listed = store.fetched / ADDRESSES
    if not listed.exists():
        found: dict[str, Entry] = {}
        for entry in _entries(targets, options):
            found.setdefault(entry.address, entry)
        store.fetched.mkdir(exist_ok=True)
        lines = [f"{entry}\n" for entry in found.values()]
        replace(listed, "".join(lines[:limit]).encode())
    by_host: dict[str, list[Entry]] = {}
    for line in listed.read_text("utf-8").splitlines():
        entry = Entry(*line.split("\t", 1))
        by_host.setdefault(_host(entry.address), []).append(entry)
    _fetch_all(by_host, store.fetched, options, tell)


def recordings(store: Store) -> list[Path]:
    """Return the recordings of an audit in order."""
    return sorted(store.fetched.glob("*.warc.gz"))


def _entries(targets: Iterable[str], options: SourceOptions) -> Iterator[Entry]:
    with closing(Web(options)) as web:
        for target in targets:
            if is_address(target) and not leads_on(target):
                yield Entry(target)
                continue
            try:
                found = list(_listed(target, web, {target}))
            except (SourceError, OSError) as error:
                raise UsageError(f"The list {target} cannot be read: {error}") from error
            if not found:
                raise UsageError(f"The list {target} names no page; check that it is a sitemap.")
            yield from found


def _listed(target: str, web: Web, seen: set[str], depth: int = DEEPEST) -> Iterator[Entry]:
    """Yield what a list and the lists that it leads to name; what is wrong with one is told."""
    content = web.document(target) if is_address(target) else Path(target).read_bytes()
    for address, leads in entries(content, target):
        if not is_address(address):
            yield Entry(address, f"{target} names this, which is no http or https address.")
        elif not leads:
            yield Entry(address)
        elif address not in seen:
            seen.add(address)
            yield from _inner(address, web, seen, depth - 1)


def _inner(address: str, web: Web, seen: set[str], depth: int) -> Iterator[Entry]:
    """Yield what a list within another names, or why nothing of it."""
    if depth == 0:
        yield Entry(address, f"Lists lead to lists more than {DEEPEST} deep; name it itself.")
        return
    try:
        found = list(_listed(address, web, seen, depth))
    except SourceError as error:
        yield Entry(address, f"The list cannot be read: {error}")
        return
    yield from found or [Entry(address, "The list names no page; check that it is a sitemap.")]


def _host(address: str) -> str:
    """Return the host and port of an address as the name of a file."""
    where = urls.split(address).netloc.rpartition("@")[2].lower()
    return re.sub(r"[^\w.-]", "_", where)[:200] or "_"


def _fetch_all(
    by_host: dict[str, list[Entry]], folder: Path, options: SourceOptions, tell: Tell
) -> None:
    stop, lock, count = Event(), Lock(), [0, sum(map(len, by_host.values()))]
    jobs, failures = iter([*by_host.items()]), list[Exception]()  # next() of a list is atomic

    def counted() -> None:
        with lock:
            count[0] += 1
            tell(*count)

    def work() -> None:
        try:
            while not stop.is_set() and (job := next(jobs, None)):
                host, found = job
                _fetch(folder / f"{host}.warc.gz", found, options, stop, counted)
        except Exception as error:
            failures.append(error)
            stop.set()

    # Daemons, because none is waited for when the audit is interrupted: a recording that ends in
    # the middle of a page is gone on with.
    threads = [Thread(target=work, daemon=True) for _ in range(min(HOSTS, len(by_host)))]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        stop.set()
    if failures:
        raise failures[0]


def _fetch(
    path: Path,
    entries: list[Entry],
    options: SourceOptions,
    stop: Event,
    counted: Callable[[], None],
) -> None:
    try:
        known = _recorded(path)
    except OSError as error:
        raise unwritable(path, error) from error
    recorder = Recorder(path, "detector", more=True)
    with closing(Web(options, recorder)) as web:
        for address, fault in entries:
            if stop.is_set():
                return
            if address not in known:
                page = Unread(address, fault) if fault else web.page(address)
                if isinstance(page, Unread):
                    recorder.failure(address, page.error)
            counted()


def _recorded(path: Path) -> set[str]:
    """Return what a recording holds, after cutting off what a killed run left half written."""
    if not path.exists():
        return set()
    with path.open("r+b") as file:
        end = file.seek(0, 2)
        file.seek(0)
        for item in members(file):
            if isinstance(item, Member):
                while item.read():
                    pass
            if not isinstance(item, Member) or item.state is not State.COMPLETE:
                end = item.offset
                break
        file.truncate(end)
        file.seek(0)
        return {page.target for page in warc.read(file, str(path), SourceOptions())}
