"""Where Pages come from: addresses, files, folders, WARC files and standard input.

Nothing that talks to the network is imported before the first address is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from detector.page import Page, Unread
from detector.sources import files
from detector.sources.options import SourceOptions
from detector.sources.printable import printable

if TYPE_CHECKING:
    from detector.sources.web import Web

__all__ = ["SourceOptions", "pages"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def pages(
    targets: Iterable[str], options: SourceOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Page | Unread]:
    """Yield the pages behind ``targets`` in order: addresses, paths, folders or ``-`` for stdin.

    A target that cannot be read becomes an Unread, and the others are still read. Connections, the
    cache and the record are closed when the iterator ends or is closed.

    Raises:
        UsageError: the file to record into exists or cannot be written.
    """
    with ExitStack() as stack:
        for outcome in _outcomes(targets, options, stdin, stack):
            if isinstance(outcome, Unread):
                yield replace(outcome, error=printable(outcome.error))
            else:
                yield outcome


def _outcomes(
    targets: Iterable[str], options: SourceOptions, stdin: BinaryIO | None, stack: ExitStack
) -> Iterator[Page | Unread]:
    web = _web(options, stack) if options.record else None
    for target in targets:
        scheme = _SCHEME.match(target)
        if scheme is None:
            yield from _local(target, options, stdin)
        elif scheme[1].lower() in ("http", "https"):
            web = web or _web(options, stack)
            yield web.page(target)
        else:
            yield Unread(
                target,
                f"{scheme[1]} addresses are not read; give an http or https address or a path.",
            )


def _web(options: SourceOptions, stack: ExitStack) -> Web:
    from detector.sources.web import Web

    return stack.enter_context(closing(Web(options)))


def _local(target: str, options: SourceOptions, stdin: BinaryIO | None) -> Iterator[Page | Unread]:
    if target != "-":
        return files.read(target, options)
    if stdin is None:
        import sys

        stdin = sys.stdin.buffer
    return files.read_stream(stdin, options)
