"""A disk cache that always asks the server whether a page has changed, and its offline reading.

Caching is hishel's (RFC 9111). A person who edits a page and scans it again wants the page as it
is now, so nothing is served without revalidation: ETag and Last-Modified make that cheap for both
sides. What a site forbids to store (``no-store``) is not stored.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

import httpx
from hishel import BaseStorage, CacheOptions, Entry, SqliteStorage
from hishel.httpx import CacheTransport

ORIGINAL = "X-Detector-Cache-Control"


def storage_in(folder: Path | None) -> SqliteStorage | None:
    """Open the cache in ``folder`` or the user's cache folder; None where it cannot be written."""
    if folder is None:
        import platformdirs

        folder = Path(platformdirs.user_cache_dir("detector", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "pages.sqlite"
        path.touch()
    except OSError as error:
        logging.getLogger(__name__).warning(
            "Pages are not cached, because %s cannot be written: %s", folder, error
        )
        return None
    return SqliteStorage(database_path=path)


def cached(network: httpx.BaseTransport, storage: BaseStorage) -> httpx.BaseTransport:
    """Return ``network`` behind the cache."""
    return CacheTransport(_Revalidated(network), storage, rfc=CacheOptions(shared=False))


def extensions(url: str) -> dict[str, object]:
    """Return the request extensions that file a page under its address."""
    return {"caching": {"key": url}}


class _Revalidated(httpx.BaseTransport):
    """Marks every response as one to store and to ask for again, redirects included."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        said = response.headers.get("Cache-Control")
        if "no-store" not in (said or "").lower():
            response.headers["Cache-Control"] = "private, no-cache"
            if said:
                response.headers[ORIGINAL] = said
        return response

    def close(self) -> None:
        self._inner.close()


class NotCachedError(Exception):
    """The page is not in the cache."""


class Offline(httpx.BaseTransport):
    """Serves the newest stored response and never opens a connection."""

    def __init__(self, storage: BaseStorage | None) -> None:
        self._storage = storage

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return what the cache holds for the request.

        Raises:
            NotCachedError: the cache holds nothing for it.
        """
        key = request.extensions["caching"]["key"]
        found = self._storage.get_entries(key) if self._storage else []
        entries = sorted(found, key=_date)
        if not entries:
            raise NotCachedError(key)
        stored = entries[-1].response
        headers = [
            (name.encode(), value.encode())
            for name in stored.headers
            for value in stored.headers.get_list(name) or []
        ]
        body = b"".join(cast("Iterator[bytes]", stored.stream or ()))
        return httpx.Response(stored.status_code, headers=headers, stream=httpx.ByteStream(body))

    def close(self) -> None:
        """Close the cache."""
        if self._storage:
            self._storage.close()


def _date(entry: Entry) -> float:
    """Seconds since the epoch at which the response was made, 0 where it does not say."""
    try:
        return parsedate_to_datetime(entry.response.headers["date"]).timestamp()
    except (KeyError, ValueError):
        return 0.0
