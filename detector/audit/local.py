"""The local engine: worker processes, watched, replaced when they die, one shard each at a time."""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

from detector.audit.options import AuditOptions
from detector.audit.stopping import held_back
from detector.audit.worker import At, Broken, Done, Ready, Task, Undone, work
from detector.errors import ModelError
from detector.sources.slices import Slice
from detector.threads import one_thread

if TYPE_CHECKING:
    from detector.audit.remote import Remote

PATIENCE = 10.0  # seconds of the clock for one of the processor, on a busy machine
GRACE = 60.0  # seconds of the clock that are granted besides
TICK = 0.5  # seconds
RECYCLED = 560 * 1024 * 1024  # bytes of memory with which a process is replaced between shards
GROWN = 1.3  # … if it has grown so much since its models were loaded
SIGXCPU = getattr(signal, "SIGXCPU", 24)  # what ends a process that is out of its CPU seconds
STILLBORN = 3  # processes that may die before they are ready
DEATHS = 3  # of processes that a shard may cost while none of its pages is judged


@dataclass(slots=True)
class Job:
    """A shard on its way; what is known of its page at hand and of earlier tries."""

    number: int
    piece: Slice
    path: Path | Remote
    suspects: set[int] = field(default_factory=set)
    dead: dict[int, str] = field(default_factory=dict)
    at: At | None = None
    since: float = 0.0
    deaths: int = 0

    def task(self) -> Task:
        """Return what the worker is sent."""
        return Task(self.number, self.piece, self.path, frozenset(self.suspects), dict(self.dead))

    def blame(self, how: str) -> None:
        """Learn from the death of a process: suspect its pages, or give up the one it was at."""
        if self.at is None or self.at.count == 0:
            self.deaths += 1
            return
        pages = range(self.at.first, self.at.first + self.at.count)
        if self.at.count == 1 and self.at.first in self.suspects:
            self.dead[self.at.first] = how
        self.suspects.update(pages)
        self.at = None


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and its job."""

    process: SpawnProcess
    connection: Connection
    ready: bool = False
    memory: int = 0
    job: Job | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What an engine tells while it works; of ``job`` alone where it is set.

    ``pages`` and ``flagged`` count from the start of the shard. ``done`` says that it is written,
    ``error`` that it cannot be.
    """

    number: int
    piece: Slice
    pages: int
    flagged: int
    done: bool = False
    error: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)


class LocalEngine:
    """Does shards with ``workers`` processes on this machine; a context manager that ends them."""

    def __init__(self, workers: int, options: AuditOptions) -> None:
        self._options = options
        self._count = workers
        self._workers: list[Worker] = []
        self._context = get_context("spawn")
        self._stillborn = 0

    def __enter__(self) -> LocalEngine:
        one_thread()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def run(self, shards: Iterable[tuple[int, Slice, Path | Remote]]) -> Iterator[Event]:
        """Yield what happens until all shards are done or cannot be.

        Raises:
            StoreError: the results cannot be written.
            ModelError: the installation is at fault.
        """
        waiting = deque(Job(*shard) for shard in shards)
        while waiting or any(worker.job for worker in self._workers):
            while len(self._workers) < min(self._count, len(waiting) + len(self._workers)):
                self._start()
            for worker in self._workers:
                if worker.ready and worker.job is None and waiting:
                    self._give(worker, waiting.popleft())
            yield from self._events(waiting)
        for worker in self._workers:
            with suppress(OSError):
                worker.connection.send(None)

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._options), daemon=True)
        with held_back():
            process.start()
            self._workers.append(Worker(process, ours))
        theirs.close()

    def _give(self, worker: Worker, job: Job) -> None:
        job.at, job.since = None, time.monotonic()
        worker.job = job
        with suppress(OSError):  # it is dead, and its end is seen soon
            worker.connection.send(job.task())

    def _events(self, waiting: deque[Job]) -> Iterator[Event]:
        ready = wait([worker.connection for worker in self._workers], TICK)
        for worker in list(self._workers):
            if worker.connection in ready:
                yield from self._heard(worker, waiting)
            self._hurry(worker)

    def _heard(self, worker: Worker, waiting: deque[Job]) -> Iterator[Event]:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._bury(worker, waiting)
            return
        job = worker.job
        if isinstance(said, Broken):
            raise said.error
        if isinstance(said, Ready):
            worker.ready, worker.memory = True, said.memory
            self._stillborn = 0
        elif job is None:
            return
        elif isinstance(said, At):
            job.at, job.since = said, time.monotonic()
            yield Event(job.number, job.piece, said.first, said.flagged)
        else:
            worker.job = None
            yield ended(job, said)
            most = max(RECYCLED, GROWN * worker.memory)
            if isinstance(said, Done) and said.memory > most and waiting:
                worker.connection.send(None)
                worker.process.join()
                self._workers.remove(worker)

    def _hurry(self, worker: Worker) -> None:
        """End a process that sleeps over its page: the alarms count the processor's time."""
        if worker.job and overdue(worker.job):
            worker.overdue = True
            worker.process.kill()

    def _bury(self, worker: Worker, waiting: deque[Job]) -> Iterator[Event]:
        """Put the shard of a dead process back, with what its death tells about a page."""
        worker.process.join()
        self._workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise ModelError(
                    f"The worker processes die at their start ({_death(worker)}); there may be "
                    "too little memory for so many: try --workers 1."
                )
        job = worker.job
        if job:
            how = f"The process that judged the page died twice ({_death(worker)})."
            if worker.overdue or worker.process.exitcode == -SIGXCPU:
                how = "The page took too long and could not be interrupted; its process was ended."
            job.blame(how)
            if job.deaths < DEATHS:
                waiting.appendleft(job)
                return
            error = f"The process that reads {job.piece.source} dies ({_death(worker)})."
            yield Event(job.number, job.piece, 0, 0, error=error)


def ended(job: Job, said: Done | Undone) -> Event:
    """Return the last event of a shard."""
    if isinstance(said, Undone):
        return Event(job.number, job.piece, 0, 0, error=said.error)
    return Event(job.number, job.piece, said.pages, said.flagged, done=True, seconds=said.seconds)


def overdue(job: Job) -> bool:
    """Whether a shard stays at its page for much longer than the page may take."""
    if job.at is None or job.at.count == 0:
        return False
    return time.monotonic() - job.since > PATIENCE * job.at.seconds + GRACE


def _death(worker: Worker) -> str:
    code = worker.process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit code {code}"
