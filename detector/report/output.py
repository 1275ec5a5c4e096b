"""Where a report goes: standard output or a file, in an encoding that says all; and progress."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from detector.errors import UsageError

FOR_BROWSERS = "detector: HTML is for a browser; write it to a file with --output report.html."

if TYPE_CHECKING:
    from detector.assessment import Assessment

T = TypeVar("T")


@contextlib.contextmanager
def opened(output: Path | None, targets: tuple[str, ...], form: str) -> Iterator[TextIO]:
    """Open the file ``output``, or standard output for None.

    Raises:
        UsageError: the file cannot be written, or is one of the targets.
    """
    if output is None:
        speak_unicode(sys.stdout, "utf-8" if form != "text" else None)
        if form == "html" and sys.stdout.isatty():
            print(FOR_BROWSERS, file=sys.stderr)  # noqa: T201 — a hint beside the report
        yield sys.stdout
        return
    if output.exists() and any(_same(output, target) for target in targets):
        raise UsageError(
            f"{output} is one of the targets; choose another --output, or delete it first."
        )
    try:
        stream = output.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(
            f"Cannot write {output} ({error.strerror}); choose another --output."
        ) from error
    with stream:
        yield stream


def _same(output: Path, target: str) -> bool:
    try:
        return output.samefile(target)
    except (OSError, ValueError):  # an address, standard input, or nothing at all
        return False


def speak_unicode(stream: TextIO, encoding: str | None = None) -> None:
    """Escape what the stream cannot say, such as file names that are no Unicode."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


def progress(
    assessments: Iterable[Assessment], stream: TextIO
) -> Generator[Assessment, None, None]:
    """Count the judged targets on standard error for a person who does not see the report grow."""
    if stream.isatty() or not sys.stderr.isatty():
        yield from assessments
        return
    from rich.console import Console
    from rich.live import Live

    screen = Console(stderr=True)
    with Live("Judging …", console=screen, transient=True, redirect_stdout=False) as live:
        for number, assessment in enumerate(assessments, 1):
            live.update(f"Judging … {number} done")
            yield assessment


def ticking(items: Iterable[T], total: int) -> Iterator[T]:
    """Yield the items; count them on standard error for a person who waits for the report."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.live import Live

    screen = Console(stderr=True)
    with Live(f"Judging {total} files …", console=screen, transient=True) as live:
        for number, item in enumerate(items, 1):
            live.update(f"Judging … {number} of {total} files done")
            yield item


def hush() -> None:
    """Let what is left in the buffer of standard output go nowhere when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
