"""An end to work that takes too long, in seconds of the processor, so that a busy machine is fair.

There are two bounds: an alarm inside Python, which costs the page alone, and behind it the system's
limit for the process, which also ends library code that never comes back to Python. Neither exists
on Windows, where only the watch of the parent process is left.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

AGAIN = 1.0  # seconds; an alarm that a library swallowed is raised again
GRACE = 5.0  # seconds between the alarm and the end of the process


class Overtime(BaseException):
    """The work has taken longer than it may."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Overtime in the block after ``seconds`` of the processor; not outside the main thread.

    Code in the block may not use SIGPROF.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise Overtime

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def mortal(seconds: float | None) -> None:
    """Let the system end this process after ``seconds`` more of the processor and a grace."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = most
    if seconds is not None:
        soft = int(time.process_time() + seconds + GRACE) + 1
        soft = soft if most == resource.RLIM_INFINITY else min(soft, most)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, most))
