"""Pages of the web, fetched before an audit judges them: one recording a host, hosts side by side.

Within a host pages are fetched one after the other, as politely as ``scan`` does it. A recording
holds what was had and why the rest was not, so a run that goes on asks for no page twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace as changed
from pathlib import Path
from threading import Event, Lock

from detector import urls
from detector.audit.store import Store, replace, unwritable
from detector.errors import SourceError, UsageError
from detector.page import Unread
from detector.sources import warc
from detector.sources.addresses import DEEPEST, entries, is_address, leads_on
from detector.sources.gzipped import Member, State, members
from detector.sources.options import SourceOptions
from detector.sources.record import Recorder
from detector.sources.web import Web

ADDRESSES = "addresses.txt"
HOSTS = 16  # that are asked at the same time

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
        found = list(dict.fromkeys(_addresses(targets, options)))[:limit]
        store.fetched.mkdir(exist_ok=True)
        replace(listed, "".join(f"{address}\n" for address in found).encode())
    by_host: dict[str, list[str]] = {}
    for address in listed.read_text("utf-8").splitlines():
        by_host.setdefault(_host(address), []).append(address)
    _fetch_all(by_host, store.fetched, options, tell)


def recordings(store: Store) -> list[Path]:
    """Return the recordings of an audit in order."""
    return sorted(store.fetched.glob("*.warc.gz"))


def _addresses(targets: Iterable[str], options: SourceOptions) -> Iterator[str]:
    with closing(Web(options)) as web:
        for target in targets:
            if is_address(target) and not leads_on(target):
                yield target
                continue
            try:
                found = list(_listed(target, web, DEEPEST))
            except (SourceError, OSError) as error:
                raise UsageError(f"The list {target} cannot be read: {error}") from error
            if not found:
                raise UsageError(f"The list {target} names no page; check that it is a sitemap.")
            yield from found


def _listed(target: str, web: Web, depth: int) -> Iterator[str]:
    content = web.document(target) if is_address(target) else Path(target).read_bytes()
    for address, leads in entries(content, target):
        if not leads:
            yield address
        elif depth > 1:
            yield from _listed(address, web, depth - 1)


def _host(address: str) -> str:
    """Return the host and port of an address as the name of a file."""
    where = urls.split(address).netloc.rpartition("@")[2].lower()
    return re.sub(r"[^\w.-]", "_", where)[:200] or "_"


def _fetch_all(
    by_host: dict[str, list[str]], folder: Path, options: SourceOptions, tell: Tell
) -> None:
    stop, lock, count = Event(), Lock(), [0, sum(map(len, by_host.values()))]

    def counted() -> None:
        with lock:
            count[0] += 1
            tell(*count)

    with ThreadPoolExecutor(HOSTS) as pool:
        jobs = [
            pool.submit(_fetch, folder / f"{host}.warc.gz", addresses, options, stop, counted)
            for host, addresses in by_host.items()
        ]
        try:
            for job in jobs:
                job.result()
        except BaseException:  # the threads end after the page at hand
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _fetch(
    path: Path,
    addresses: list[str],
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
        for address in addresses:
            if stop.is_set():
                return
            if address not in known:
                page = web.page(address)
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
