"""One request and its answer: limits, retries, and failures as sentences."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from ssrfguard import SSRFGuardError

from detector.errors import FetchError, LimitError, RefusedError, SourceError
from detector.sources import cache, guard
from detector.sources.deadline import Deadline
from detector.sources.decode import ACCEPTED
from detector.sources.options import MEBIBYTE, SourceOptions

BUSY = frozenset({429, 500, 502, 503, 504})
PROJECT = "https://github.com/detector-maintainers/detector"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response with its body as sent; ``onward`` is the request that a redirect leads to."""

    request: httpx.Request
    response: httpx.Response
    body: bytes
    fetched: datetime
    onward: httpx.Request | None

    @property
    def url(self) -> str:
        """The address without its fragment, which servers never see."""
        return _address(self.request)


class _BrokenError(FetchError):
    """A connection that failed and may succeed when tried again."""


class Fetcher:
    """Sends requests through the cache and the guard; one for a whole run."""

    def __init__(self, options: SourceOptions) -> None:
        self.options = options
        self.deadline = Deadline(options.timeout)
        self.agent = options.user_agent or _agent()
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": ACCEPTED,
        }
        # Each address of a host is tried in turn, all of them within the time of the page.
        connect = options.timeout / guard.PUBLIC.max_connection_attempts
        self._client = httpx.Client(
            transport=self._transport(),
            headers=headers,
            timeout=httpx.Timeout(options.timeout, connect=connect),
            trust_env=False,
        )

    def _transport(self) -> httpx.BaseTransport:
        storage = cache.storage_in(self.options.cache_dir) if self.options.cached else None
        if self.options.offline:
            return cache.Offline(storage)
        network = self.options.transport or (
            guard.unguarded(self.deadline)
            if self.options.allow_private
            else guard.guarded(self.deadline)
        )
        return cache.cached(network, storage) if storage else network

    def begin(self) -> None:
        """Begin the next page: with its full time and without the cookies of the last one."""
        self.deadline.start()
        self._client.cookies.clear()

    def close(self) -> None:
        """Close the connections and the cache."""
        self._client.close()

    def request(self, url: str) -> httpx.Request:
        """Build the request for an address.

        Raises:
            FetchError: it is no address.
        """
        try:
            request = self._client.build_request("GET", url)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(f"{url} is not a web address ({error}); check it.") from error
        if not request.url.host or "%" in request.url.host:  # httpx escapes what is no host
            raise FetchError(f"{url} names no host; check the address.")
        return request

    def get(self, request: httpx.Request, *, limit: int, cut: bool = False) -> Answer:
        """Send a request, again where that may help.

        A body of more than ``limit`` bytes is an error, or is cut there if ``cut``.

        Raises:
            SourceError: there is no answer; the message says why.
        """
        for attempt in range(self.options.retries + 1):
            last = attempt == self.options.retries
            delay = self.options.backoff * 2**attempt
            try:
                answer = self._once(request, limit, cut=cut)
            except _BrokenError:
                if last or delay >= self.deadline.left:
                    raise
            else:
                if last or answer.response.status_code not in BUSY:
                    break
                delay = max(delay, _retry_after(answer.response))
            self.deadline.wait(delay)
        return answer

    def _once(self, request: httpx.Request, limit: int, *, cut: bool) -> Answer:
        host = request.url.host
        request.extensions.update(cache.extensions(_address(request)))
        try:
            response = self._client.send(request, stream=True, follow_redirects=False)
            with closing(response):
                body = b"".join(self._chunks(response, limit, cut=cut))
        except cache.NotCachedError as error:
            raise FetchError(
                f"{_address(request)} is not in the cache; scan it once without --offline."
            ) from error
        except SSRFGuardError as error:
            raise RefusedError(guard.refusal(error, host)) from error
        except httpx.TransportError as error:
            raise self._failure(error, host) from error
        except ValueError as error:  # headers that http libraries choke on, such as a cookie "ü"
            raise FetchError(
                f"The answer of {host} is malformed ({error}); scan a saved copy of the page."
            ) from error
        return Answer(request, response, body, self._time(response), response.next_request)

    def _chunks(self, response: httpx.Response, limit: int, *, cut: bool) -> Iterator[bytes]:
        size = 0
        for chunk in response.iter_raw():
            if self.deadline.left <= 0:
                raise LimitError(self._too_slow())
            size += len(chunk)
            if size > limit:
                if cut:
                    yield chunk[: limit - size]
                    return
                raise LimitError(
                    f"The page is larger than {limit / MEBIBYTE:g} MiB, the limit for one page; "
                    "raise the limit (--max-bytes) if you trust it."
                )
            yield chunk

    def _failure(self, error: httpx.TransportError, host: str) -> SourceError:
        causes = list(_causes(error))
        if isinstance(error, httpx.ConnectTimeout) and self.deadline.left > 0:
            return _BrokenError(f"{host} does not answer; check the address or try again later.")
        if isinstance(error, httpx.TimeoutException):
            return LimitError(self._too_slow())
        if isinstance(error, httpx.UnsupportedProtocol):
            return RefusedError(f"Only http and https pages are opened ({error}).")
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            return FetchError(f"The host name {host} is not known; check the address.")
        if any(isinstance(cause, ssl.SSLError) for cause in causes):
            return FetchError(
                f"The encrypted connection to {host} failed ({error}); open the page in a browser "
                "to see whether its certificate is valid."
            )
        return _BrokenError(f"The connection to {host} failed ({error}); try again later.")

    def _too_slow(self) -> str:
        return (
            f"The page did not arrive within {self.options.timeout:g} seconds; try again later or "
            "allow more time (--timeout)."
        )

    def _time(self, response: httpx.Response) -> datetime:
        """When the page was had: now, or offline when the server last confirmed it."""
        now = datetime.now(UTC).replace(microsecond=0)
        if not self.options.offline:
            return now
        return _http_date(response.headers.get("Date")) or now


def _address(request: httpx.Request) -> str:
    return str(request.url.copy_with(fragment=None))


def _agent() -> str:
    from importlib.metadata import version

    return f"detector/{version('detector')} (+{PROJECT})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _retry_after(response: httpx.Response) -> float:
    """Seconds that the server asks to wait, 0 where it does not ask (RFC 9110 section 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    date = _http_date(value)
    return max(0.0, (date - datetime.now(UTC)).total_seconds()) if date else 0.0


def _http_date(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value or "").astimezone(UTC)
    except ValueError:
        return None
