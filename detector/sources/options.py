"""What a user can decide about how Pages are obtained."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """Limits, manners and places; the defaults suit a person who checks a few pages.

    ``allow_private`` opens addresses in the user's own network. ``offline`` serves from the cache
    alone. ``cache_dir`` is the user's cache folder if None; without ``cached`` there is no cache.
    ``record`` names a new ``.warc.gz`` file that keeps every page that was fetched. ``max_bytes``
    bounds a page as sent and again as decompressed. ``timeout`` is the total in seconds for one
    page with its redirects and retries, waiting for politeness left out. ``retries`` come after the
    first try, ``backoff`` seconds apart, doubled each time. ``pace`` is the least number of seconds
    between two requests to one host. ``user_agent`` is ``detector/<version> (+project)`` if None.
    ``robots`` obeys robots.txt. ``transport`` replaces the guarded network, for programs that bring
    their own.
    """

    allow_private: bool = False
    offline: bool = False
    cache_dir: Path | None = None
    cached: bool = True
    record: Path | None = None
    max_bytes: int = 20 * MEBIBYTE
    timeout: float = 30.0
    max_redirects: int = 10
    retries: int = 2
    backoff: float = 0.5
    pace: float = 1.0
    user_agent: str | None = None
    robots: bool = True
    transport: httpx.BaseTransport | None = None
