"""A whole audit: plan or resume, do what is not done, say what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detector.audit.local import LocalEngine
from detector.audit.options import AuditOptions
from detector.audit.plan import Plan, Source, plan, source_of, with_recordings
from detector.audit.progress import Progress
from detector.audit.remote import RemoteStore, opened
from detector.audit.run import refuse_other_run, refuse_other_sources, run_record
from detector.audit.schema import MANIFEST, RUN
from detector.audit.store import Store
from detector.audit.targets import needs_fetching, refuse_missing, spelled
from detector.errors import UsageError
from detector.sources.addresses import is_address
from detector.sources.options import SourceOptions

if TYPE_CHECKING:
    from detector.audit.ray import RayEngine


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is done after a run; ``errors`` say which shards could not be, and why."""

    shards: int
    done: int
    errors: tuple[str, ...]


def audit(
    targets: Iterable[str],
    out: Path | str,
    options: AuditOptions,
    *,
    engine: LocalEngine | RayEngine,
    fresh: bool = False,
    fetching: SourceOptions | None = None,
    progress: Progress,
) -> Outcome:
    """Judge all pages of the targets into ``out``, or go on where an earlier run ended.

    ``out`` is a folder or the URL of one. Any engine may go on with what another one began.

    Raises:
        NotFoundError, UsageError: a target is not there, or is no source; another audit is at work
            in the folder, or it holds one that was begun differently.
        StoreError: the folder cannot be written; what is done stays.
        ModelError: the installation is at fault.
    """
    targets = [spelled(target) for target in targets]
    if isinstance(out, Path) and not (out / MANIFEST).exists():
        refuse_missing(targets)  # before anything is written
    with opened(out) as store:
        store.prepare(fresh=fresh)
        found = _planned(store, targets, options, fetching or SourceOptions(), progress)
        done = store.done(len(found.shards))
        progress.begin(found, done, store)
        todo = [
            (number, piece, store.path(number))
            for number, piece in enumerate(found.shards)
            if number not in done
        ]
        errors = []
        with progress, engine as running:
            for event in running.run(todo):
                progress.tell(event)
                if event.error:
                    errors.append(event.error)
        store.tidy()
        return Outcome(len(found.shards), len(store.done(len(found.shards))), tuple(errors))


def _planned(
    store: Store | RemoteStore,
    targets: list[str],
    options: AuditOptions,
    fetching: SourceOptions,
    progress: Progress,
) -> Plan:
    """Return the plan of the folder, made now if there is none, with what it needs fetched."""
    record, manifest = run_record(targets, options), store.read(MANIFEST)
    begun = isinstance(store, Store) and store.fetched.exists()
    if manifest is not None or begun:
        refuse_other_run(store.read(RUN) or {}, record)
    if manifest is None:
        made = plan([target for target in targets if not is_address(target)], options)
        if not isinstance(store, Store) and any(map(needs_fetching, targets)):
            raise UsageError(
                "Pages of the web are recorded in the folder of their audit; name a local one with "
                "--out, no URL."
            )
        store.write(RUN, record)
        if isinstance(store, Store) and (
            lists := [target for target in targets if needs_fetching(target)]
        ):
            from detector.audit.collect import collect, recordings

            collect(lists, store, fetching, progress.fetched, limit=options.limit)
            made = with_recordings(made, recordings(store), options)
        store.write(MANIFEST, made.to_dict())
        return made
    found = Plan.from_dict(manifest)
    refuse_other_sources(found.sources, [_now(source) for source in found.sources])
    return found


def _now(source: Source) -> Source | str:
    try:
        return replace(source_of(Path(source.path), source.kind), name=source.name)
    except OSError as error:
        return str(error) if source.head else source  # it could not be read before either
