"""Lists of sites that the reader trusts or does not: reported beside the scores, never mixed in.

What a librarian, a fact checker or a house knows about a site is worth seeing, but a page is judged
by what is on it: no score, finding or verdict looks at a list, and none at a domain name.

A list is a CSV file with a header that names a column of sites (``domain``, ``host``, ``site`` or
``url``) and, if it likes, one of labels (``label``, ``rating``, ``category`` or ``verdict``); or a
text file with one site a line and ``#`` before comments. ``example.org`` stands for its subdomains
too; the longest entry that fits a page speaks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from detector.assessment import Assessment, Listing
from detector.errors import UsageError

SITES = ("domain", "host", "site", "url")
LABELS = ("label", "rating", "category", "verdict")
HOST = re.compile(r"[^\s/:@.]+(?:\.[^\s/:@.]+)+")


@dataclass(frozen=True)
class SiteList:
    """The labels of the sites of one file; "listed" where the file has none."""

    name: str
    labels: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> SiteList:
        """Read a list; UsageError says what is wrong with it and where."""
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The site list {path} cannot be read: {error}.") from error
        labels: dict[str, str] = {}
        for number, site, label in _rows(text, path):
            host = host_of(site)
            if host is None:
                raise UsageError(
                    f"Line {number} of {path} names no site: {site!r}; write it like example.org."
                )
            labels[host] = label or "listed"
        if not labels:
            raise UsageError(f"The site list {path} names no site.")
        return cls(path.name, labels)

    def listing(self, host: str) -> Listing | None:
        """Return what the list says about a host, by its longest entry that fits."""
        parts = host.split(".")
        names = (".".join(parts[at:]) for at in range(len(parts)))
        return next(
            (Listing(n, self.labels[n], self.name) for n in names if n in self.labels), None
        )


def host_of(site: str) -> str | None:
    """Return the host of an address or of a bare site name in lower case; None if it has none."""
    given = site.strip()
    try:
        host = urlsplit(given if "://" in given else f"//{given}").hostname
    except ValueError:
        return None
    return host if host and HOST.fullmatch(host) else None


def listed(assessments: Iterable[Assessment], lists: Iterable[SiteList]) -> Iterator[Assessment]:
    """Yield the assessments with what the lists say about the sites of those that have one."""
    every = tuple(lists)
    for assessment in assessments:
        remote = assessment.target.startswith(("http://", "https://"))
        host = host_of(assessment.target) if remote else None
        found = [entry for one in every if host and (entry := one.listing(host))]
        yield replace(assessment, listed=tuple(found)) if found else assessment


def _rows(text: str, path: Path) -> Iterator[tuple[int, str, str]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    names = [name.strip().lower() for name in next(csv.reader([first]), [])]
    column = next((names.index(name) for name in SITES if name in names), None)
    if column is None:
        if len(names) > 1:
            raise UsageError(f"{path} needs a column named {', '.join(SITES[:-1])} or {SITES[-1]}.")
        for number, line in enumerate(lines, 1):
            if site := line.partition("#")[0].strip():
                yield number, site, ""
        return
    label = next((names.index(name) for name in LABELS if name in names), None)
    for number, row in enumerate(csv.reader(lines), 1):
        if len(row) > column and row[column].strip() and number > lines.index(first) + 1:
            said = row[label].strip() if label is not None and len(row) > label else ""
            yield number, row[column], said
