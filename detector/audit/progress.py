"""How far an audit is: a bar for a person, JSON lines for a program, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from detector.audit.counts import count
from detector.audit.local import Event
from detector.audit.plan import Plan
from detector.audit.remote import RemoteStore
from detector.audit.store import Store

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

EVERY = 1.0  # seconds between two JSON lines


class Progress(AbstractContextManager["Progress"]):
    """Adds up events and shows nothing; the root of those that show something."""

    def __init__(self) -> None:
        self.whole = self.size = self.shards = self.shards_done = 0
        self._pages = self._flagged = self._before = 0
        self._open: dict[int, Event] = {}
        self._start = time.monotonic()
        self._size_before = 0
        self.seconds: Counter[str] = Counter()

    def begin(self, found: Plan, done: set[int], store: Store | RemoteStore) -> None:
        """Start from what is done: pages and flags are counted from the files."""
        counts = count(store.files())
        self.shards, self.shards_done = len(found.shards), len(done)
        self.whole = sum(_weight(piece.size) for piece in found.shards)
        self.size = self._size_before = sum(_weight(found.shards[n].size) for n in done)
        self._pages = self._before = counts.pages
        self._flagged = counts.verdicts["flag"]
        self._start = time.monotonic()

    def fetched(self, done: int, whole: int) -> None:
        """Show how many pages of the web are recorded; here nothing. Called from any thread."""

    def tell(self, event: Event) -> None:
        """Take in one event."""
        self._open[event.number] = event
        if event.done or event.error:
            del self._open[event.number]
            self.size += _weight(event.piece.size)
            self.shards_done += event.done
            self._pages += event.pages
            self._flagged += event.flagged
            self.seconds.update(event.seconds)
        self.show()

    @property
    def pages(self) -> int:
        """Pages judged so far, by earlier runs too."""
        return self._pages + sum(event.pages for event in self._open.values())

    @property
    def flagged(self) -> int:
        """Pages flagged so far."""
        return self._flagged + sum(event.flagged for event in self._open.values())

    @property
    def rate(self) -> float:
        """Pages a second in this run."""
        return (self.pages - self._before) / max(time.monotonic() - self._start, 1e-3)

    @property
    def left(self) -> float | None:
        """Seconds left, by the bytes that are done; None where nothing is done yet."""
        fresh = self.size - self._size_before
        if fresh <= 0:
            return None
        return (self.whole - self.size) * (time.monotonic() - self._start) / fresh

    def show(self) -> None:
        """Show the state; here nothing."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show no more."""


class Lines(Progress):
    """One JSON object a line, at most one a second, and one at the end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self._stream = stream or sys.stderr
        self._shown = 0.0

    def fetched(self, done: int, whole: int) -> None:
        """Write a line if it is time."""
        if time.monotonic() - self._shown >= EVERY or done == whole:
            self._shown = time.monotonic()
            self._stream.write(json.dumps({"fetched": done, "addresses": whole}) + "\n")
            self._stream.flush()

    def show(self) -> None:
        """Write a line if it is time."""
        if time.monotonic() - self._shown >= EVERY:
            self._write()

    def __exit__(self, *_: object) -> None:
        """Write the last line."""
        self._write(seconds={step: round(spent, 3) for step, spent in self.seconds.items()})

    def _write(self, **more: object) -> None:
        self._shown = time.monotonic()
        left = self.left
        state = {
            "shards": self.shards,
            "shards_done": self.shards_done,
            "bytes": self.whole,
            "bytes_done": self.size,
            "pages": self.pages,
            "flagged": self.flagged,
            "pages_per_second": round(self.rate, 2),
            "seconds_left": None if left is None else round(left, 1),
        }
        self._stream.write(json.dumps(state | more) + "\n")
        self._stream.flush()


class Screen(Progress):
    """A bar with pages a second, flagged so far and time left."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Screen:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        self._bar = Progress(
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("loading models …", total=max(self.whole, 1))
        self._bar.start()
        return self

    def fetched(self, done: int, whole: int) -> None:
        """Count in place."""
        end = "\n" if done == whole else ""
        sys.stderr.write(f"\rfetched {done:,} of {whole:,} pages{end}")
        sys.stderr.flush()

    def show(self) -> None:
        """Move the bar."""
        if self._bar is None or self._task is None:
            return
        left = self.left
        said = f"{self.pages:,} pages · {self.rate:.1f}/s · {self.flagged:,} flagged"
        said += f" · {_clock(left)} left" if left is not None else ""
        self._bar.update(self._task, completed=self.size, description=said)

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()


def _weight(size: int) -> int:
    """Count an empty shard as a byte, so that an audit of nothing has an end."""
    return max(size, 1)


def _clock(seconds: float) -> str:
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
