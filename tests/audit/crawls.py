"""Small crawls of pages that differ, made of texts of the repository."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.sources.test_warc import record
from tests.texts import PARAGRAPHS, SPUN, page


def html(number: int, word: str = "") -> bytes:
    """A page of its own for each number; each fifth is spun."""
    if number % 5 == 4:
        return SPUN.read_bytes() + f"<!-- {number} {word} -->".encode()
    turned = PARAGRAPHS[number % 4 :] + PARAGRAPHS[: number % 4]
    last = f"This is page {number}. {word}"
    return page(*turned, last, title=f"Sprained ankle {number}").encode()


def addresses(count: int) -> list[str]:
    """The addresses of the pages of a crawl."""
    return [f"http://site-{number % 3}.example/page-{number}" for number in range(count)]


def crawl(path: Path, count: int, poison: dict[int, str] | None = None) -> list[bytes]:
    """Write a WARC.gz of pages on three hosts; return its members."""
    parts = []
    for number, address in enumerate(addresses(count)):
        one = record(number, html(number, (poison or {}).get(number, "")))
        named = one.replace(b"http://site.example/%d" % number, address.encode(), 1)
        parts.append(gzip.compress(named, mtime=0))
    path.write_bytes(b"".join(parts))
    return parts
