"""The engine on a Ray cluster: the same shards by the same code, one task a shard.

Every node needs detector as installed here, with its models, and sees the sources under the same
paths. A process or node that dies costs its shard a second try; pages are suspected and given up as
by the local engine, so the bytes are the same.
"""

from __future__ import annotations

import os
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from logging import ERROR
from pathlib import Path
from typing import Any

from detector.audit.local import DEATHS, TICK, Event, Job, ended, overdue
from detector.audit.options import AuditOptions
from detector.audit.remote import Remote
from detector.audit.run import differences, run_record
from detector.audit.worker import At, Broken, Done, Task, Undone, done
from detector.errors import ModelError
from detector.sources.slices import Slice
from detector.threads import one_thread

MEMORY = 128 * 1024 * 1024  # bytes for the objects of a local cluster; shards do not go through it
PATIENCE = 30  # seconds for a cluster to answer
STARTS = 3  # tries to start a local cluster
TASKS = 32  # shards after which a process is replaced, which bounds its memory
AHEAD = 2  # shards on their way for each processor of the cluster, so that none waits for us


class Witness:
    """Knows what page each shard is at, and outlives the processes that judge them."""

    def __init__(self) -> None:
        self._at: dict[int, At | None] = {}

    def tell(self, number: int, at: At | None) -> None:
        """Take note; None forgets."""
        self._at[number] = at

    def told(self) -> dict[int, At]:
        """Return where the shards are."""
        return {number: at for number, at in self._at.items() if at}


class RayEngine:
    """Does shards on a cluster, ``workers`` at a time; a context manager that leaves it.

    ``address`` is that of a running cluster; without one, a cluster of ``workers`` processes is
    started on this machine.
    """

    def __init__(self, workers: int | None, options: AuditOptions, address: str | None) -> None:
        self._workers, self._options, self._address = workers, options, address

    def __enter__(self) -> RayEngine:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # an audit tells nobody
        import ray

        self._ray = ray
        for turn in reversed(range(STARTS)):
            try:
                self._join()
                break
            except Exception as error:  # of many kinds; on a busy machine it is too slow for itself
                ray.shutdown()
                if self._address or not turn:
                    where = f"at {self._address}" if self._address else "on this machine"
                    raise ModelError(
                        f"There is no Ray cluster {where} ({error}); correct --ray-address, or "
                        "leave it out to start one on this machine."
                    ) from error
        anywhere = {"num_cpus": 0, "max_restarts": -1, "max_task_retries": -1}
        self._witness = ray.remote(**anywhere)(Witness).remote()
        self._do = ray.remote(num_cpus=1, max_retries=0, max_calls=TASKS)(_do)
        self._record = ray.put(run_record([], self._options))
        return self

    def _join(self) -> None:
        if self._address and self._address != "auto":  # Ray itself would wait for many minutes
            host, _, port = self._address.rpartition("//")[2].rpartition(":")
            socket.create_connection((host, int(port)), PATIENCE).close()
        how: dict[str, Any] = {"log_to_driver": False, "logging_level": ERROR}
        if not self._address:
            how |= {"num_cpus": self._workers, "object_store_memory": MEMORY}
            how["include_dashboard"] = False
        self._ray.init(self._address or "local", **how)

    def __exit__(self, *_: object) -> None:
        self._ray.shutdown()

    def run(self, shards: Iterable[tuple[int, Slice, Path | Remote]]) -> Iterator[Event]:
        """Yield what happens until all shards are done or cannot be. Raises as LocalEngine.run."""
        waiting = deque(Job(*shard) for shard in shards)
        flying: dict[Any, Job] = {}
        while waiting or flying:
            while waiting and len(flying) < self._most():
                job = waiting.popleft()
                job.at, job.since = None, time.monotonic()
                self._ray.get(self._witness.tell.remote(job.number, None))
                task = self._do.remote(job.task(), self._options, self._record, self._witness)
                flying[task] = job
            finished, _ = self._ray.wait([*flying], timeout=TICK)
            yield from self._progress(flying)
            for task in finished:
                yield from self._landed(task, flying.pop(task), waiting)

    def _most(self) -> int:
        return self._workers or max(1, AHEAD * int(self._ray.cluster_resources().get("CPU", 1)))

    def _progress(self, flying: dict[Any, Job]) -> Iterator[Event]:
        told = self._ray.get(self._witness.told.remote())
        for task, job in flying.items():
            at = told.get(job.number)
            if at is not None and at != job.at:
                job.at, job.since = at, time.monotonic()
                yield Event(job.number, job.piece, at.first, at.flagged)
            elif overdue(job):
                self._ray.cancel(task, force=True)

    def _landed(self, task: object, job: Job, waiting: deque[Job]) -> Iterator[Event]:
        try:
            said: Done | Undone | Broken = self._ray.get(task)
        except self._ray.exceptions.RayTaskError:
            raise
        except self._ray.exceptions.RayError as death:
            job.blame(f"The process that judged the page died twice ({type(death).__name__}).")
            if job.deaths < DEATHS:
                waiting.appendleft(job)
                return
            said = Undone(f"The process that reads {job.piece.source} dies ({death}).")
        if isinstance(said, Broken):
            raise said.error
        yield ended(job, said)


def _do(
    task: Task,
    options: AuditOptions,
    record: dict[str, Any],
    witness: Any,  # noqa: ANN401
) -> Done | Undone | Broken:
    """Do a shard in a process of the cluster; every step is told before it begins."""
    import ray

    one_thread()
    if other := [*differences("", record, _installed(options))]:
        node = ray.util.get_node_ip_address()
        return Broken(ModelError(f"The node {node} has another installation: {'; '.join(other)}."))
    return done(task, options, lambda at: ray.get(witness.tell.remote(task.number, at)))


@cache
def _installed(options: AuditOptions) -> dict[str, Any]:
    return run_record([], options)
