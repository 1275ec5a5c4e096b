"""Real web pages of the mirror as Pages: the honest HTML that extraction and page models meet."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.manifest import manifest
from corpus.sources import mirror, verified
from corpus.split import assign
from detector.page import Page

ARCHIVES = ("html/wcxb-1000", "html/article-extraction-benchmark", "html/ache-ebola-health",
            "html/siphox-health")  # fmt: skip
SIDES = ("train", "dev", "test")


def webpages(split: str | None = None) -> Iterator[tuple[str, Page]]:
    """Yield (archive, Page) of every HTML file, with its address where the archive tells it.

    All pages of a host are on one side: the first of train, dev and test that the hash of the name
    of any of its pages falls on. So no host of the test side was seen in training.

    Raises MirrorMissingError and ChecksumMismatchError as :func:`corpus.sources.verified` does.
    """
    sides = {} if split is None else _sides()
    for name in ARCHIVES:
        with tarfile.open(verified(manifest()[name], mirror())) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is None or not _wanted(member.name):
                    continue
                url = addresses(name).get(member.name)
                if split is None or sides[host(name, url)] == split:
                    content = _unzipped(member.name, file.read())
                    yield name, Page(member.name, content, "text/html", url=url)


def host(archive: str, url: str | None) -> str:
    """Return the host of a page without "www."; that of an archive without addresses is one."""
    return (urlsplit(url).hostname or url).removeprefix("www.") if url else archive


@cache
def addresses(name: str) -> dict[str, str | None]:
    """Return the HTML files of an archive with their addresses, None where it has none."""
    found: dict[str, str | None] = {}
    said: dict[str, str] = {}
    with tarfile.open(verified(manifest()[name], mirror())) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None and _wanted(member.name):
                found[member.name] = None
            elif file is not None and "ground-truth" in member.name:
                said |= _said(PurePosixPath(member.name).stem, json.load(file))
    return {path: _address(PurePosixPath(path), said) for path in found}


@cache
def _sides() -> dict[str, str]:
    sides: dict[str, str] = {}
    for name in ARCHIVES:
        for path, url in addresses(name).items():
            side = assign(f"{name}:{path}", "half")
            known = sides.get(host(name, url), side)
            sides[host(name, url)] = min(known, side, key=SIDES.index)
    return sides


def _said(stem: str, facts: dict[str, dict[str, str] | str]) -> dict[str, str]:
    """Return the addresses of a file of gold texts: of one page, or of all of an archive."""
    if "url" in facts:
        return {stem: str(facts["url"])}
    return {page: one["url"] for page, one in facts.items() if isinstance(one, dict)}


def _address(path: PurePosixPath, said: dict[str, str]) -> str | None:
    named = unquote(path.name)
    if urlsplit(named).scheme in ("http", "https"):
        return named
    return said.get(path.name.split(".")[0])


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    page = name.endswith((".html", ".html.gz", ".htm"))
    return page or ("sample_training_data" in path.parts and path.suffix != ".txt")


def _unzipped(name: str, content: bytes) -> bytes:
    return gzip.decompress(content) if name.endswith(".gz") else content
