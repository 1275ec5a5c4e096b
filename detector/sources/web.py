"""Pages from the web: politely, within limits, hop by hop."""

from __future__ import annotations

import time

import httpx

from detector.errors import FetchError, LimitError, NotFoundError, RefusedError, SourceError
from detector.page import Page, Unread
from detector.sources import media
from detector.sources.decode import decoded
from detector.sources.fetch import Answer, Fetcher
from detector.sources.options import SourceOptions
from detector.sources.record import Recorder
from detector.sources.robots import Robots

GONE = frozenset({404, 410})
CLOSED = frozenset({401, 402, 403, 407, 451})


class Web:
    """Fetches pages one after the other; knows what each host asked for and when it was asked.

    ``recorder`` keeps them where the options name no record; it is closed with the Web.

    Raises:
        UsageError: the file to record into exists or cannot be written.
    """

    def __init__(self, options: SourceOptions, recorder: Recorder | None = None) -> None:
        self._options = options
        self._fetcher = Fetcher(options)
        self._robots = Robots(self._fetcher) if options.robots and not options.offline else None
        self._asked: dict[str, float] = {}
        if options.record:
            recorder = Recorder(options.record, self._fetcher.agent)
        self._recorder = recorder

    def page(self, target: str) -> Page | Unread:
        """Return the page at an address, or why there is none."""
        self._fetcher.begin()
        try:
            answers = self._follow(self._fetcher.request(target))
            page = _page(target, answers[-1], self._options.max_bytes)
        except SourceError as error:
            return Unread(target, str(error))
        if self._recorder:
            self._recorder.page(target, answers)
        return page

    def document(self, target: str) -> bytes:
        """Return what lies at an address, whatever it is, such as a sitemap. SourceError if not."""
        self._fetcher.begin()
        answer = self._follow(self._fetcher.request(target))[-1]
        if not answer.response.is_success:
            raise _status(answer.response)
        coding = answer.response.headers.get("Content-Encoding")
        return decoded(answer.body, coding, self._options.max_bytes)

    def close(self) -> None:
        """Close the connections, the cache and the record."""
        self._fetcher.close()
        if self._recorder:
            self._recorder.close()

    def _follow(self, request: httpx.Request) -> list[Answer]:
        """Return the answers from the first address to the last."""
        answers: list[Answer] = []
        seen: set[tuple[str, str | None]] = set()
        while True:
            try:
                answer = self._hop(request, {answer.request.url.host for answer in answers})
            except RefusedError as error:
                if not answers:
                    raise
                raise RefusedError(f"The page redirects to {request.url}. {error}") from error
            answers.append(answer)
            if answer.onward is None:
                return answers
            seen.add((str(request.url), request.headers.get("Cookie")))
            request = answer.onward
            if (str(request.url), request.headers.get("Cookie")) in seen:
                raise LimitError(f"The page redirects in a loop, back to {request.url}; check it.")
            if len(answers) > self._options.max_redirects:
                raise LimitError(
                    f"The page redirects more than {self._options.max_redirects} times, at last to "
                    f"{request.url}; scan the address that a browser ends at."
                )

    def _hop(self, request: httpx.Request, visited: set[str]) -> Answer:
        if not self._options.offline:
            self._approach(request.url, visited)
        try:
            return self._fetcher.get(request, limit=self._options.max_bytes)
        finally:
            self._asked[request.url.host] = time.monotonic()

    def _approach(self, url: httpx.URL, visited: set[str]) -> None:
        """Ask whether we may, and wait until it is time; a redirect on one host waits no more."""
        if url.scheme not in ("http", "https"):
            raise RefusedError("Only http and https addresses are opened; check the page.")
        asked = self._robots.delay(url) if self._robots else 0.0
        if url.host in self._asked and url.host not in visited:
            due = self._asked[url.host] + max(asked, self._options.pace)
            self._fetcher.deadline.pause(due - time.monotonic())


def _page(target: str, answer: Answer, limit: int) -> Page:
    response = answer.response
    if not response.is_success:
        raise _status(response)
    media_type, charset = media.content_type(response.headers.get("Content-Type"))
    if not media.is_readable(media_type):
        raise FetchError(
            f"The address holds {media_type}, not a web page; detector reads HTML, Markdown and "
            "plain text."
        )
    content = decoded(answer.body, response.headers.get("Content-Encoding"), limit)
    return Page(target, content, media_type, charset, answer.url, answer.fetched)


def _status(response: httpx.Response) -> SourceError:
    code = response.status_code
    said = f"The server answered {code} {httpx.codes.get_reason_phrase(code)}".rstrip()
    if code in GONE:
        return NotFoundError(f"{said}: there is no such page; check the address.")
    if code in CLOSED:
        return FetchError(f"{said}: the page is not open to programs; scan a saved copy of it.")
    return FetchError(f"{said}; try again later or check the page in a browser.")
