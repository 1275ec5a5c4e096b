from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from detector.page import Page, Unread
from detector.sources import SourceOptions, pages
from tests.sources.server import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def options(tmp_path: Path) -> Callable[..., SourceOptions]:
    """Options for the test server: private addresses, a cache of its own, hardly any waiting."""

    def make(**changes: Any) -> SourceOptions:
        usual: dict[str, Any] = {
            "allow_private": True,
            "cache_dir": tmp_path / "cache",
            "pace": 0.0,
            "backoff": 0.01,
            "timeout": 5.0,
        }
        return SourceOptions(**(usual | changes))

    return make


@pytest.fixture
def fetch(site: Site, options: Callable[..., SourceOptions]) -> Callable[..., Page | Unread]:
    """Fetch one path of the test server."""

    def one(path: str, **changes: Any) -> Page | Unread:
        target = path if "://" in path else site.origin + path
        (outcome,) = pages([target], options(**changes))
        return outcome

    return one


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return tmp_path / "crawl.warc.gz"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return tmp_path / "crawl.warc"
