"""A worker process: takes shards from a pipe, says what it does before it does it."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from detector.audit.memory import give_back, memory
from detector.audit.options import AuditOptions
from detector.audit.stopping import let_through
from detector.errors import DetectorError, SourceError
from detector.sources.slices import Slice
from detector.threads import one_thread

if TYPE_CHECKING:
    from detector.audit.remote import Remote


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to do: its number, where it goes, and what happened to earlier tries."""

    number: int
    piece: Slice
    path: Path | Remote
    suspects: frozenset[int]
    dead: dict[int, str]


@dataclass(frozen=True, slots=True)
class Ready:
    """The models are loaded, and the process takes so many bytes of ``memory``."""

    memory: int


@dataclass(frozen=True, slots=True)
class At:
    """``count`` pages from ``first`` on are judged next, within ``seconds``; 0: none is."""

    first: int
    count: int
    seconds: float
    flagged: int


@dataclass(frozen=True, slots=True)
class Done:
    """The shard is written. CPU ``seconds`` by step; ``memory`` of the process in bytes."""

    pages: int
    flagged: int
    seconds: dict[str, float]
    memory: int


@dataclass(frozen=True, slots=True)
class Undone:
    """The source of the shard cannot be read any more; other shards may be done."""

    error: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing can go on: the store is full, or the installation is at fault."""

    error: DetectorError


def without_torch() -> None:
    """Keep spaCy from importing torch, 200 MB that are there for builders and that no page needs.

    For processes of our own, before the first page.
    """
    sys.modules.setdefault("torch", None)  # type: ignore[arg-type] # None makes an import fail


def work(connection: Connection, options: AuditOptions) -> None:
    """Do tasks until None comes or the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    let_through()
    one_thread()
    without_torch()
    try:
        _work(connection, options)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent died; whoever resumes begins this shard again


def _work(connection: Connection, options: AuditOptions) -> None:
    import pyarrow as pa

    from detector.audit.batch import warm_up

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    try:
        warm_up(options)
    except DetectorError as error:
        connection.send(Broken(error))
        return
    gc.collect()
    gc.freeze()  # the models stay, so the collector need not walk through them again and again
    connection.send(Ready(memory()))
    while (task := connection.recv()) is not None:
        connection.send(done(task, options, connection.send))


def done(task: Task, options: AuditOptions, tell: Callable[[At], object]) -> Done | Undone | Broken:
    """Do a shard; ``tell`` is told of every step before it begins, and fails if nobody hears."""
    from detector.audit.overtime import mortal
    from detector.audit.remote import save
    from detector.audit.shard import Effort, Trouble, assessed

    effort = Effort()

    def watch(first: int, count: int, seconds: float) -> None:
        mortal(seconds if count else None)
        tell(At(first, count, seconds, effort.flagged))

    trouble = Trouble(task.suspects, task.dead)
    try:
        save(assessed(task.piece, options, trouble, watch, effort), task.path, effort)
    except (SourceError, FileNotFoundError, PermissionError) as error:
        return Undone(f"{task.piece.source} cannot be read any more ({error}).")
    except DetectorError as error:
        return Broken(error)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # a fault of ours costs its shard alone
        said = f"{type(error).__name__}: {error}"
        return Undone(f"{task.piece.source} cannot be read to its end ({said}).")
    seconds = {"read": effort.read, "judge": effort.judge, "write": effort.write}
    give_back()
    return Done(effort.pages, effort.flagged, seconds, memory())
