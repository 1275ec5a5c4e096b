"""Real web pages of the mirror as Pages: the honest HTML that extraction and page models meet."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.manifest import manifest
from corpus.sources import mirror, verified
from corpus.split import assign
from detector.page import Page

ARCHIVES = ("html/wcxb-1000", "html/article-extraction-benchmark", "html/ache-ebola-health",
            "html/siphox-health")  # fmt: skip


def webpages(split: str | None = None) -> Iterator[tuple[str, Page]]:
    """Yield (archive, Page) of every HTML file; splits by a hash of the file's name.

    Raises MirrorMissingError and ChecksumMismatchError as :func:`corpus.sources.verified` does.
    """
    for name in ARCHIVES:
        path = verified(manifest()[name], mirror())
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is None or not _wanted(member.name):
                    continue
                if split is not None and assign(f"{name}:{member.name}", "half") != split:
                    continue
                content = file.read()
                yield name, Page(member.name, _unzipped(member.name, content), "text/html")


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    page = name.endswith((".html", ".html.gz", ".htm"))
    return page or ("sample_training_data" in path.parts and path.suffix != ".txt")


def _unzipped(name: str, content: bytes) -> bytes:
    return gzip.decompress(content) if name.endswith(".gz") else content
