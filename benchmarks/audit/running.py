"""Programs one after the other on one processor, and what the system says they took."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from detector.audit.local import LocalEngine
from detector.audit.options import AuditOptions
from detector.sources.slices import SliceOptions, cut
from detector.threads import ONE_THREAD

PROGRAMS = Path(__file__).parent / "programs"
PART = 4  # workers do one shard in so many, which is enough to compare them
OFTEN = 0.1  # seconds between two looks at the memory of a program
ROOT = Path(__file__).parents[2]


def run(name: str, *arguments: object, python: str = sys.executable, cpu: int) -> dict[str, Any]:
    """Run a program pinned to one processor with one thread; return what it prints and took.

    ``start`` are the CPU seconds before its work began, ``peak`` the bytes of its largest process.

    Raises:
        SystemExit: the program failed.
    """
    environment = os.environ | ONE_THREAD
    environment["PYTHONPATH"] = str(ROOT) if python == sys.executable else ""
    with TemporaryFile() as output:
        process = subprocess.Popen(
            [python, str(PROGRAMS / f"{name}.py"), *map(str, arguments)],
            env=environment,
            stdout=output,
            preexec_fn=lambda: os.sched_setaffinity(0, {cpu}),  # type: ignore[attr-defined, unused-ignore]
        )
        most = 0
        while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
            most = max(most, *peaks(process.pid))
            time.sleep(OFTEN)
        _, status, usage = os.wait4(process.pid, 0)
        output.seek(0)
        said = output.read()
    if status:
        raise SystemExit(f"{name} with {python} ended with status {status}; see above.")
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    whole = usage.ru_utime + usage.ru_stime
    return found | {"start": whole - found["seconds"], "peak": most}


def peaks(pid: int) -> Iterator[int]:
    """Yield the most bytes of memory so far of a process and of those that it began.

    Not what the system says at the end (``ru_maxrss``): that begins with what the parent had.
    """
    yield 0
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it ended meanwhile
        return
    yield from (1024 * int(number) for number in re.findall(r"VmHWM:\s+(\d+)", status))
    for child in children:
        yield from peaks(int(child))


def workers(path: Path, folder: Path, count: int) -> dict[str, float]:
    """Audit with worker processes on as many processors; return seconds from the first page on."""
    slices = SliceOptions(slice_bytes=max(2**19, path.stat().st_size // 64))
    options = AuditOptions(slices=slices)
    shards = [
        (number, piece, folder / f"{count}-{number:06}.parquet")
        for number, piece in enumerate(cut("warc", path, path.name, slices))
    ][::PART]
    with LocalEngine(count, options) as engine:
        events = engine.run(shards)
        next(events)  # models are loaded
        begun = time.monotonic()
        seconds = sum(sum(event.seconds.values()) for event in events if event.done)
    return {"wall": time.monotonic() - begun, "cpu": seconds, "load": os.getloadavg()[0]}


def cpus() -> Iterator[int]:
    """Yield the processors that this process may use."""
    yield from sorted(os.sched_getaffinity(0))
