"""One clock for one page, which bounds every connect, read and write on its way.

A timeout for each read is no bound: a server that sends one byte a second never runs into it, not
even within the headers. So the network itself asks the clock before each operation.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

import httpcore

from detector.errors import LimitError


class Deadline:
    """Seconds left for the page at hand; ``start`` begins the next page."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = 0.0
        self.start()

    def start(self) -> None:
        """Give the page at hand its full time."""
        self._end = time.monotonic() + self.seconds

    @property
    def left(self) -> float:
        """Seconds until the end, 0 after it."""
        return max(0.0, self._end - time.monotonic())

    def wait(self, seconds: float) -> None:
        """Sleep within the page's time, as between two tries.

        Raises:
            LimitError: there is not that much time left.
        """
        if seconds >= self.left:
            raise LimitError(
                f"The server is busy, and the wait of {_spoken(seconds)} before another try is "
                f"more than is left of the {self.seconds:g} seconds for a page; try again later."
            )
        time.sleep(seconds)

    def pause(self, seconds: float) -> None:
        """Sleep outside the page's time, as between two pages of one host."""
        time.sleep(max(0.0, seconds))
        self._end += max(0.0, seconds)


def _spoken(seconds: float) -> str:
    days = round(seconds / 86_400)
    return f"{days:,} days" if days > 1 else f"{seconds:.0f} seconds"


def timed_resolver(deadline: Deadline) -> Callable[..., list[Any]]:
    """Return ``socket.getaddrinfo`` with the end that it lacks; a late answer is dropped."""

    def resolve(*args: Any, **options: Any) -> list[Any]:  # noqa: ANN401 - getaddrinfo's own
        answer: Future[list[Any]] = Future()

        def ask() -> None:
            try:
                answer.set_result(socket.getaddrinfo(*args, **options))
            except (OSError, UnicodeError) as error:
                answer.set_exception(error)

        threading.Thread(target=ask, daemon=True).start()
        return answer.result(timeout=deadline.left)

    return resolve


class TimedBackend(httpcore.NetworkBackend):
    """A network whose every operation ends with the deadline."""

    def __init__(self, inner: httpcore.NetworkBackend, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection in the time that is left."""
        left = _shorter(timeout, self._deadline, httpcore.ConnectTimeout)
        stream = self._inner.connect_tcp(host, port, left, local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = _shorter(timeout, self._deadline, httpcore.ReadTimeout)
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _shorter(timeout, self._deadline, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _shorter(timeout, self._deadline, httpcore.ConnectTimeout)
        stream = self._inner.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        return self._inner.get_extra_info(info)


def _shorter(
    timeout: float | None, deadline: Deadline, expired: type[httpcore.TimeoutException]
) -> float:
    left = deadline.left
    if left <= 0:
        raise expired("The time for this page is over.")
    return left if timeout is None else min(timeout, left)
