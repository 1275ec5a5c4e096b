"""robots.txt by RFC 9309, read by protego: what we may fetch, and how fast."""

from __future__ import annotations

import httpx
from protego import Protego

from detector.errors import FetchError, RefusedError
from detector.sources.decode import decoded
from detector.sources.fetch import Answer, Fetcher

MAX_BYTES = 500 * 1024  # RFC 9309 section 2.5: a crawler parses at least this much
MAX_REDIRECTS = 5  # RFC 9309 section 2.3.1.2
MAX_DELAY = 60.0

_ALL = Protego.parse("")


class Robots:
    """The rules of each host, fetched once in a run."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._token = fetcher.agent.split("/")[0]
        self._rules: dict[httpx.URL, Protego | str] = {}

    def delay(self, url: httpx.URL) -> float:
        """Return how many seconds the host wants between requests; 0 where it does not say.

        Raises:
            RefusedError: we may not fetch ``url``.
            FetchError: the host does not answer.
        """
        robots = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        if robots not in self._rules:
            self._rules[robots] = self._fetch(robots)
        rules = self._rules[robots]
        if isinstance(rules, str):
            raise RefusedError(rules)
        if not rules.can_fetch(str(url), self._token):
            raise RefusedError(
                f"{robots} does not allow {self._token} to fetch this page. If it is your own, "
                "allow it there or scan a saved copy."
            )
        return _delay(rules, self._token, robots)

    def _fetch(self, robots: httpx.URL) -> Protego | str:
        """Return the rules, or why everything is forbidden (RFC 9309 section 2.3.1)."""
        answer = self._follow(robots)
        status = answer.response.status_code
        if status >= 500:
            return (
                f"{robots} answered {status}, and until it can be read no page of that host may be "
                "fetched (RFC 9309); try again later."
            )
        if not answer.response.is_success:
            return _ALL
        try:
            text = decoded(answer.body, answer.response.headers.get("Content-Encoding"), MAX_BYTES)
        except FetchError:
            return f"{robots} cannot be read, so no page of that host may be fetched; try later."
        return Protego.parse(text.decode("utf-8", "replace"))

    def _follow(self, robots: httpx.URL) -> Answer:
        answer = self._fetcher.get(self._fetcher.request(str(robots)), limit=MAX_BYTES, cut=True)
        for _ in range(MAX_REDIRECTS):
            if answer.onward is None:
                break
            answer = self._fetcher.get(answer.onward, limit=MAX_BYTES, cut=True)
        return answer


def _delay(rules: Protego, token: str, robots: httpx.URL) -> float:
    rate = rules.request_rate(token)
    delay = max(rules.crawl_delay(token) or 0.0, rate.seconds / rate.requests if rate else 0.0)
    if delay > MAX_DELAY:
        raise RefusedError(
            f"{robots} asks for {delay:g} seconds between requests, more than this run can wait; "
            "scan saved copies of the pages."
        )
    return delay
