"""SIGINT and SIGTERM wait while a process is started: half a start ends in a stranger's traceback.

A terminal sends Ctrl-C to its whole group, processes that have not begun their work included.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def held_back() -> Iterator[None]:
    """Let the signals wait until the block ends; those to a child until it calls let_through."""
    with _held_from_children(), _held_from_us():
        yield


def let_through() -> None:
    """Take, in a process that was started in held_back, the signals that wait and later ones."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


@contextmanager
def _held_from_children() -> Iterator[None]:
    """Block the signals in this thread: the mask is what a child inherits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # started later, it would unblock them
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _held_from_us() -> Iterator[None]:
    """Take note of the signals: any other thread can get them, and our handlers run here."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    handlers = {
        number: signal.signal(number, lambda number, _: held.append(number))
        for number in SIGNALS
        if signal.getsignal(number) is not None  # else it is not Python's to put back
    }
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for sent in held:
            signal.raise_signal(sent)
